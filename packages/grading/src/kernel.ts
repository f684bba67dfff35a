/** Compiles a pack's grading once, for one object or a nation. */

import {
  derivedFact,
  orderDerivations,
  type Derivation,
  type FactDefinition,
  type GradedType,
  type Grading,
  type Source,
} from "@fenji/regime";
import { buildAutomaton, type Automaton } from "./automaton.ts";
import {
  compileRules,
  ruleOperations,
  type CompiledNodes,
  type CompiledRules,
  type RuleOperations,
} from "./compile-rules.ts";
import { createGraph, type Diagram, type DiagramGraph, type GraphBudget } from "./diagram-graph.ts";
import { joinChildren, lift2, survey } from "./diagram.ts";
import { classifyFact, refines, type FactClasses } from "./fact-classes.ts";
import { collectUses } from "./fact-uses.ts";
import { requireWholeTables } from "./whole-tables.ts";

/** Bit of an outcome mask that says: possibly no result, because the type may not apply. Bit r is the grade of rank r. */
export const noResultBit = 31;

export interface CompiledType {
  readonly type: GradedType;
  /** Terminals are outcome masks. */
  readonly outcome: Diagram;
  readonly applies: Diagram;
  readonly automaton: Automaton;
}

export interface Kernel {
  readonly grading: Grading;
  readonly sources: readonly Source[];
  /** In the order of their levels in the diagrams; derivations among them. */
  readonly facts: readonly FactDefinition[];
  /** Each after those that it reads. */
  readonly derivations: readonly Derivation[];
  readonly classes: readonly FactClasses[];
  readonly levelOf: ReadonlyMap<string, number>;
  readonly types: readonly CompiledType[];
  readonly graph: DiagramGraph;
  /** Of the graph. */
  readonly budget: GraphBudget;
  readonly operations: RuleOperations;
  readonly rules: CompiledRules;
  readonly compiled: CompiledNodes;
  /** Of outcome masks: what is left when the fact looked at first is unknown. */
  readonly join: (diagram: Diagram) => Diagram;
  /** From grades, 1 where the type applies and 0 where not, to outcome masks. */
  readonly outcome: (applies: Diagram, grades: Diagram) => Diagram;
  /** True where every code fits a byte. */
  readonly narrow: boolean;
}

export interface KernelSource {
  /** Of a pack that `readPack` has checked. */
  readonly grading: Grading;
  /** To resolve citations in reasons. */
  readonly sources: readonly Source[];
}

/** Diagram nodes of the rules; the first regime has 5,000. */
const rulesLimit = 400_000;

/** With the unions that rows with unknown facts ask for; the first regime comes to rest at 38,000. */
const unionsLimit = 4_000_000;

/** What the rules look at, cut into classes. */
type Sight = Pick<Kernel, "facts" | "derivations" | "classes" | "levelOf">;

/** Classes of before stay as long as they tell enough apart: whatever was worked out by them stays too. */
const sightOf = (grading: Grading, before: Sight | null = null): Sight => {
  const uses = collectUses(grading);
  const ordered = orderDerivations(grading.derivations);
  const derivations = "order" in ordered ? ordered.order : [];
  const definitions = new Map(
    [...grading.facts, ...derivations.map(derivedFact)].map((fact) => [fact.id, fact]),
  );
  const facts = uses.order.flatMap((id) => definitions.get(id) ?? []);
  const classes = facts.map((fact, level) => {
    const made = classifyFact(fact, uses);
    const held = before?.classes[level];
    return held !== undefined && refines(held, made) ? held : made;
  });
  const levelOf = new Map(facts.map((fact, level) => [fact.id, level]));
  return { facts, derivations, classes, levelOf };
};

/** Room in which rules are compiled, shared by kernels whose facts have the same classes. */
type Room = Pick<Kernel, "graph" | "join" | "outcome" | "budget" | "operations" | "compiled">;

const makeRoom = (): Room => {
  const budget: GraphBudget = { limit: rulesLimit, doing: "" };
  const graph = createGraph(budget);
  const union = lift2(graph, (a, b) => (a | b) >>> 0, { idempotent: true });
  const join = joinChildren(graph, union);
  const outcome = lift2(graph, (held, rank) => (1 << (held === 1 ? rank : noResultBit)) >>> 0);
  const operations = ruleOperations(graph);
  return { budget, graph, join, outcome, operations, compiled: new WeakMap() };
};

/** `automatonOf` gives a started one for the outcome of a type, where there is one that fits. */
const compileIn = (
  room: Room,
  { grading, sources, ...sight }: KernelSource & Sight,
  automatonOf: (type: string, outcome: Diagram) => Automaton | undefined,
): Kernel => {
  const { graph, join, operations, compiled, budget } = room;
  const { classes, levelOf } = sight;
  const entering = (node: string): void => void (budget.doing = node);
  const rules = compileRules({
    grading,
    graph,
    operations,
    compiled,
    classes,
    levelOf,
    entering,
  });
  requireWholeTables({ grading, graph, classes, rules });
  const types = grading.types.map((type): CompiledType => {
    entering(type.result);
    const applies =
      type.appliesWhen === null ? graph.terminal(1) : rules.condition(type.appliesWhen);
    const outcome = room.outcome(applies, rules.node(type.result));
    const begun = automatonOf(type.id, outcome);
    if (begun !== undefined) return { type, outcome, applies, automaton: begun };
    const used = survey(graph, outcome).levels.map((level) => ({
      level,
      count: classes[level]?.count ?? 0,
    }));
    const automaton = buildAutomaton({ graph, root: outcome, join, facts: used });
    return { type, outcome, applies, automaton };
  });
  const narrow = classes.every(({ count }) => count < 256);
  return { ...room, grading, sources, ...sight, types, rules, narrow };
};

/**
 * @throws AppError `grading.too-complex` where the rules' joint diagram would be too large to hold, `grading.table-hole`
 * and `grading.table-overlap` for a decision table that gives some facts no value or two.
 */
export const compileKernel = (source: KernelSource): Kernel => {
  const room = makeRoom();
  const kernel = compileIn(room, { ...source, ...sightOf(source.grading) }, () => undefined);
  room.budget.limit = unionsLimit;
  return kernel;
};

const sameShape = (a: Sight, b: Sight): boolean =>
  a.classes.length === b.classes.length &&
  a.classes.every(
    ({ fact, kind, count }, level) =>
      b.classes[level]?.fact === fact &&
      b.classes[level].kind === kind &&
      b.classes[level].count === count,
  );

/** The automaton reads every fact on which the outcome hangs. */
const reads = ({ steps }: Automaton, levels: readonly number[]): boolean => {
  const read = new Set(steps.flatMap(({ facts }) => facts.map(({ level }) => level)));
  return levels.every((level) => read.has(level));
};

/**
 * Rules whose numbers were moved, compiled beside those before: functions that both need are one, and so is what was
 * worked out for them. null: the facts fall into other classes than before.
 * @throws AppError as `compileKernel`; `grading.too-complex` also where the two together have become too large.
 */
export const recompileKernel = (before: Kernel, grading: Grading): Kernel | null => {
  const sight = sightOf(grading, before);
  if (!sameShape(before, sight)) return null;
  const { graph } = before;
  return compileIn(before, { grading, sources: before.sources, ...sight }, (type, outcome) => {
    const held = before.types.find((one) => one.type.id === type)?.automaton;
    if (held === undefined || !reads(held, survey(graph, outcome).levels)) return undefined;
    return held.restart(outcome);
  });
};

/** Ranks in a mask, ascending. */
export const ranksIn = (mask: number): readonly number[] =>
  Array.from({ length: noResultBit }, (_, rank) => rank).filter(
    (rank) => (mask & (1 << rank)) !== 0,
  );

export const mayHaveNoResult = (mask: number): boolean => (mask & (1 << noResultBit)) !== 0;

/** The grade where the mask holds exactly one and the type surely applies, else null. */
export const gradeIn = (mask: number): number | null => {
  const [rank, second] = ranksIn(mask);
  return rank === undefined || second !== undefined || mayHaveNoResult(mask) ? null : rank;
};
