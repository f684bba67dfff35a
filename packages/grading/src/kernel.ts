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
import { compileRules, type CompiledRules } from "./compile-rules.ts";
import {
  createGraph,
  lift1,
  lift2,
  survey,
  type Diagram,
  type DiagramGraph,
  type GraphBudget,
} from "./diagram.ts";
import { classifyFact, type FactClasses } from "./fact-classes.ts";
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
  readonly rules: CompiledRules;
  /** Of outcome masks. */
  readonly union: (a: Diagram, b: Diagram) => Diagram;
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

/**
 * @throws AppError `grading.too-complex` where the rules' joint diagram would be too large to hold, `grading.table-hole`
 * and `grading.table-overlap` for a decision table that gives some facts no value or two.
 */
export const compileKernel = ({ grading, sources }: KernelSource): Kernel => {
  const uses = collectUses(grading);
  const ordered = orderDerivations(grading.derivations);
  const derivations = "order" in ordered ? ordered.order : [];
  const definitions = new Map(
    [...grading.facts, ...derivations.map(derivedFact)].map((fact) => [fact.id, fact]),
  );
  const facts = uses.order.flatMap((id) => definitions.get(id) ?? []);
  const classes = facts.map((fact) => classifyFact(fact, uses));
  const levelOf = new Map(facts.map((fact, level) => [fact.id, level]));
  const budget: GraphBudget = { limit: rulesLimit, doing: "" };
  const graph = createGraph(budget);
  const entering = (node: string): void => void (budget.doing = node);
  const rules = compileRules({ grading, graph, classes, levelOf, entering });
  requireWholeTables({ grading, graph, classes, rules });
  const union = lift2(graph, (a, b) => (a | b) >>> 0, { idempotent: true });
  const types = grading.types.map((type): CompiledType => {
    entering(type.result);
    const { outcome, applies } = outcomeOf(type, rules, graph);
    const used = survey(graph, outcome).levels.map((level) => ({
      level,
      count: classes[level]?.count ?? 0,
    }));
    const automaton = buildAutomaton({ graph, root: outcome, union, facts: used });
    return { type, outcome, applies, automaton };
  });
  budget.limit = unionsLimit;
  const narrow = classes.every(({ count }) => count < 256);
  return {
    grading,
    sources,
    facts,
    derivations,
    classes,
    levelOf,
    types,
    graph,
    rules,
    union,
    narrow,
  };
};

const outcomeOf = (
  type: GradedType,
  rules: CompiledRules,
  graph: DiagramGraph,
): { outcome: Diagram; applies: Diagram } => {
  const graded = lift1(graph, (rank) => (1 << rank) >>> 0)(rules.node(type.result));
  const applies = type.appliesWhen === null ? graph.terminal(1) : rules.condition(type.appliesWhen);
  const either = lift2(graph, (held, mask) => (held === 1 ? mask : (1 << noResultBit) >>> 0));
  return { outcome: either(applies, graded), applies };
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
