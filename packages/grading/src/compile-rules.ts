/** Turns rule nodes and conditions into diagrams over the classes of facts. */

import {
  nodeReads,
  type Condition,
  type Grading,
  type Operand,
  type OverrideNode,
  type RuleNode,
} from "@fenji/regime";
import type { Diagram, DiagramGraph } from "./diagram-graph.ts";
import { choose, lift1, lift2 } from "./diagram.ts";
import { chosen, setPoints, type FactClasses } from "./fact-classes.ts";

export interface CompiledRules {
  readonly node: (id: string) => Diagram;
  /** 1 where it holds, 0 where not. */
  readonly condition: (condition: Condition) => Diagram;
}

/** Operations on diagrams of one graph; they remember what they have worked out. */
export interface RuleOperations {
  readonly plus: (a: Diagram, b: Diagram) => Diagram;
  readonly most: (a: Diagram, b: Diagram) => Diagram;
  readonly least: (a: Diagram, b: Diagram) => Diagram;
  readonly choose: ReturnType<typeof choose>;
}

export const ruleOperations = (graph: DiagramGraph): RuleOperations => ({
  plus: lift2(graph, (a, b) => a + b),
  most: lift2(graph, Math.max),
  least: lift2(graph, Math.min),
  choose: choose(graph),
});

/** A rule node compiled before, and what it was made from. */
interface CompiledNode {
  readonly facts: readonly (FactClasses | undefined)[];
  readonly nodes: readonly Diagram[];
  readonly made: Diagram;
}

/** By the node itself: edited rules share what no edit touched. */
export type CompiledNodes = WeakMap<RuleNode, CompiledNode>;

export interface RuleSource {
  readonly grading: Grading;
  readonly graph: DiagramGraph;
  readonly operations: RuleOperations;
  /** Of the same graph. */
  readonly compiled: CompiledNodes;
  readonly classes: readonly FactClasses[];
  readonly levelOf: ReadonlyMap<string, number>;
  /** Told the id of each node before it is compiled. */
  readonly entering: (node: string) => void;
}

/** The pack has been checked: references resolve, there are no circles, tables are whole. */
export const compileRules = (source: RuleSource): CompiledRules => {
  const byId = new Map(source.grading.nodes.map((node) => [node.id, node]));
  const done = new Map<string, Diagram>();
  const compiled: Compiling = {
    ...source,
    condition: (condition) => compileCondition(compiled, condition),
    node: (id) => {
      const known = done.get(id);
      if (known !== undefined) return known;
      const node = byId.get(id);
      if (node === undefined) throw new RangeError(`no rule node ${id}`);
      const made = compileOnce(compiled, node);
      done.set(id, made);
      return made;
    },
  };
  return compiled;
};

interface Compiling extends RuleSource, CompiledRules {}

/** A representative value of each class stands for all of them. */
const branchOn = (
  { graph, classes, levelOf }: Compiling,
  fact: string,
  valueOf: (classes: FactClasses, code: number) => number,
): Diagram => {
  const level = levelOf.get(fact);
  const of = level === undefined ? undefined : classes[level];
  if (level === undefined || of === undefined) throw new RangeError(`no fact ${fact}`);
  const codes = Array.from({ length: of.count }, (_, code) => code);
  return graph.branch(
    level,
    codes.map((code) => graph.terminal(valueOf(of, code))),
  );
};

/** Lower end of a class. */
const sampleNumber = (classes: FactClasses, code: number): number => {
  if (classes.kind !== "number") throw new RangeError(`${classes.fact} is no number`);
  return classes.thresholds[code - 1]?.from ?? classes.low;
};

const sampleOption = (classes: FactClasses, code: number): string => {
  if (classes.kind !== "choice") throw new RangeError(`${classes.fact} is no choice`);
  return classes.options[classes.classOf.indexOf(code)]?.id ?? "";
};

const sampleSet = (classes: FactClasses, code: number): readonly string[] => {
  if (classes.kind !== "set") throw new RangeError(`${classes.fact} is no set`);
  return chosen(classes.options, classes.classOf.indexOf(code));
};

/** Applies a step function to a fact or to another node. */
const mapOperand = (
  compiling: Compiling,
  operand: Operand,
  step: (value: number) => number,
): Diagram =>
  "fact" in operand
    ? branchOn(compiling, operand.fact, (classes, code) => step(sampleNumber(classes, code)))
    : lift1(compiling.graph, step)(compiling.node(operand.node));

const sameItems = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

const compileOnce = (compiling: Compiling, node: RuleNode): Diagram => {
  const { classes, compiled, levelOf } = compiling;
  const reads = nodeReads(node);
  const facts = reads.facts.map((fact) => classes[levelOf.get(fact) ?? -1]);
  const nodes = reads.nodes.map(compiling.node);
  const before = compiled.get(node);
  if (before !== undefined && sameItems(before.facts, facts) && sameItems(before.nodes, nodes))
    return before.made;
  const made = compileNode(compiling, node);
  compiled.set(node, { facts, nodes, made });
  return made;
};

const compileNode = (compiling: Compiling, node: RuleNode): Diagram => {
  const { graph, operations } = compiling;
  compiling.entering(node.id);
  switch (node.rule) {
    case "bands":
      return mapOperand(compiling, node.of, (value) => {
        const band = node.bands.findLast(({ from }) => from === null || value >= from);
        return band?.value ?? 0;
      });
    case "lookup":
      return branchOn(
        compiling,
        node.of,
        (classes, code) => node.values[sampleOption(classes, code)] ?? 0,
      );
    case "set":
      return branchOn(compiling, node.of, (classes, code) =>
        setPoints(sampleSet(classes, code), { ...node, kind: "points" }),
      );
    case "when":
      return operations.choose(compiling.condition(node.when), {
        then: graph.terminal(node.then),
        otherwise: graph.terminal(node.otherwise),
      });
    case "sum":
      return node.terms
        .map((term) => lift1(graph, (value) => value * term.weight)(compiling.node(term.node)))
        .reduce((sum, term) => operations.plus(sum, term));
    case "max":
      return node.of.map(compiling.node).reduce(operations.most);
    case "min":
      return node.of.map(compiling.node).reduce(operations.least);
    case "matrix":
      return lift2(graph, (row, column) => node.values[row]?.[column] ?? 0)(
        compiling.node(node.rows),
        compiling.node(node.columns),
      );
    case "table":
      return node.rows.reduceRight(
        (otherwise, row) =>
          operations.choose(compiling.condition(row.when), {
            then: graph.terminal(row.value),
            otherwise,
          }),
        graph.terminal(node.rows.at(-1)?.value ?? 0),
      );
    case "switch":
      return compileSwitch(compiling, node);
    case "override":
      return compileOverrides(compiling, node);
  }
};

const compileSwitch = (
  compiling: Compiling,
  node: Extract<RuleNode, { rule: "switch" }>,
): Diagram => {
  const { operations } = compiling;
  const targets = [
    ...new Set([
      ...Object.values(node.cases),
      ...(node.otherwise === null ? [] : [node.otherwise]),
    ]),
  ];
  const [first, ...rest] = targets;
  if (first === undefined) throw new RangeError(`${node.id} has no case`);
  return rest.reduce((otherwise, target) => {
    const goes = branchOn(compiling, node.of, (classes, code) => {
      const option = sampleOption(classes, code);
      return (node.cases[option] ?? node.otherwise) === target ? 1 : 0;
    });
    return operations.choose(goes, { then: compiling.node(target), otherwise });
  }, compiling.node(first));
};

const compileOverrides = (compiling: Compiling, node: OverrideNode): Diagram => {
  const { graph, operations } = compiling;
  return node.overrides.reduce((otherwise, override) => {
    const value = graph.terminal(override.value);
    const combine = { "at-least": operations.most, "at-most": operations.least };
    const then = override.effect === "set" ? value : combine[override.effect](otherwise, value);
    return operations.choose(compiling.condition(override.when), { then, otherwise });
  }, compiling.node(node.base));
};

const comparisons = {
  "<": (a: number, b: number) => a < b,
  "<=": (a: number, b: number) => a <= b,
  "=": (a: number, b: number) => a === b,
  ">=": (a: number, b: number) => a >= b,
  ">": (a: number, b: number) => a > b,
} as const;

const compileCondition = (compiling: Compiling, condition: Condition): Diagram => {
  const { operations, graph } = compiling;
  if ("all" in condition) return condition.all.map(compiling.condition).reduce(operations.least);
  if ("any" in condition) return condition.any.map(compiling.condition).reduce(operations.most);
  if ("not" in condition)
    return lift1(graph, (held) => 1 - held)(compiling.condition(condition.not));
  if ("number" in condition) {
    const holds = comparisons[condition.op];
    return mapOperand(compiling, condition.number, (value) =>
      holds(value, condition.value) ? 1 : 0,
    );
  }
  if ("yes" in condition) return branchOn(compiling, condition.yes, (_, code) => code);
  if ("choice" in condition)
    return branchOn(compiling, condition.choice, (classes, code) =>
      condition.in.includes(sampleOption(classes, code)) ? 1 : 0,
    );
  return branchOn(compiling, condition.set, (classes, code) =>
    sampleSet(classes, code).includes(condition.has) ? 1 : 0,
  );
};
