/** Which facts and nodes a rule reads, in which order nodes can be computed, and which values each can take. */

import type { Grading } from "./pack-model.ts";
import type { Condition, Operand, RuleNode } from "./rule-model.ts";

export interface Reads {
  readonly facts: readonly string[];
  readonly nodes: readonly string[];
}

const none: Reads = { facts: [], nodes: [] };

const join = (all: readonly Reads[]): Reads => ({
  facts: all.flatMap((one) => one.facts),
  nodes: all.flatMap((one) => one.nodes),
});

const operandReads = (operand: Operand): Reads =>
  "fact" in operand ? { ...none, facts: [operand.fact] } : { ...none, nodes: [operand.node] };

export const conditionReads = (condition: Condition): Reads => {
  if ("all" in condition) return join(condition.all.map(conditionReads));
  if ("any" in condition) return join(condition.any.map(conditionReads));
  if ("not" in condition) return conditionReads(condition.not);
  if ("number" in condition) return operandReads(condition.number);
  if ("yes" in condition) return { ...none, facts: [condition.yes] };
  if ("choice" in condition) return { ...none, facts: [condition.choice] };
  return { ...none, facts: [condition.set] };
};

/** What one node reads directly. */
export const nodeReads = (node: RuleNode): Reads => {
  switch (node.rule) {
    case "bands":
      return operandReads(node.of);
    case "lookup":
    case "set":
      return { ...none, facts: [node.of] };
    case "when":
      return conditionReads(node.when);
    case "sum":
      return { ...none, nodes: node.terms.map((term) => term.node) };
    case "max":
    case "min":
      return { ...none, nodes: node.of };
    case "matrix":
      return { ...none, nodes: [node.rows, node.columns] };
    case "table":
      return join(node.rows.map((row) => conditionReads(row.when)));
    case "switch":
      return {
        facts: [node.of],
        nodes: [...Object.values(node.cases), ...(node.otherwise === null ? [] : [node.otherwise])],
      };
    case "override":
      return join([
        { ...none, nodes: [node.base] },
        ...node.overrides.map((override) => conditionReads(override.when)),
      ]);
  }
};

/** Entries with everything that they read before them, or one cycle as the ids along it. */
export const orderByReads = <Entry extends { readonly id: string }>(
  entries: readonly Entry[],
  readsOf: (entry: Entry) => readonly string[],
): { order: Entry[] } | { cycle: string[] } => {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const order: Entry[] = [];
  const state = new Map<string, "open" | "done">();
  const trail: string[] = [];
  const enter = (entry: Entry): string[] | undefined => {
    if (state.get(entry.id) === "done") return undefined;
    if (state.get(entry.id) === "open") return [...trail.slice(trail.indexOf(entry.id)), entry.id];
    state.set(entry.id, "open");
    trail.push(entry.id);
    for (const id of readsOf(entry)) {
      const read = byId.get(id);
      const cycle = read === undefined ? undefined : enter(read);
      if (cycle !== undefined) return cycle;
    }
    trail.pop();
    state.set(entry.id, "done");
    order.push(entry);
    return undefined;
  };
  for (const entry of entries) {
    const cycle = enter(entry);
    if (cycle !== undefined) return { cycle };
  }
  return { order };
};

export const orderNodes = (
  nodes: readonly RuleNode[],
): { order: RuleNode[] } | { cycle: string[] } =>
  orderByReads(nodes, (node) => nodeReads(node).nodes);

/** More different values than this are not followed one by one; rules with points have a few hundred. */
const maxValues = 4_096;

/** Stands for "too many to follow": it is no grade and no index, and bands over it still give their own few values. */
const tooMany: ReadonlySet<number> = new Set([Number.NaN]);

const bounded = (values: Iterable<number>): ReadonlySet<number> => {
  const set = new Set(values);
  return set.size > maxValues || set.has(Number.NaN) ? tooMany : set;
};

function* sums(terms: readonly (readonly number[])[]): Generator<number> {
  let reached: ReadonlySet<number> = new Set([0]);
  for (const term of terms)
    reached = bounded([...reached].flatMap((sum) => term.map((value) => sum + value)));
  yield* reached;
}

/** Every value that a node might yield, taking its inputs as independent: a superset of what it does yield; NaN where there are too many. */
export const nodeValues = (grading: Grading): ReadonlyMap<string, readonly number[]> => {
  const ordered = orderNodes(grading.nodes);
  const values = new Map<string, readonly number[]>();
  if (!("order" in ordered)) return values;
  const of = (id: string): readonly number[] => values.get(id) ?? [];
  for (const node of ordered.order) {
    values.set(
      node.id,
      [...bounded(valuesOf(node, of))].toSorted((a, b) => a - b),
    );
  }
  return values;
};

const valuesOf = (node: RuleNode, of: (id: string) => readonly number[]): Iterable<number> => {
  switch (node.rule) {
    case "bands":
      return node.bands.map((band) => band.value);
    case "lookup":
      return Object.values(node.values);
    case "set": {
      const points = Object.values(node.values);
      const cap = node.cap ?? Number.POSITIVE_INFINITY;
      if (node.combine === "max")
        return [node.none, ...points.map((value) => Math.min(value, cap))];
      return [
        node.none,
        ...[...sums(points.map((value) => [0, value]))].map((value) => Math.min(value, cap)),
      ];
    }
    case "when":
      return [node.then, node.otherwise];
    case "sum":
      return sums(node.terms.map((term) => of(term.node).map((value) => value * term.weight)));
    case "max":
    case "min":
      return node.of.flatMap(of);
    case "matrix":
      return node.values.flat();
    case "table":
      return node.rows.map((row) => row.value);
    case "switch":
      return [
        ...Object.values(node.cases),
        ...(node.otherwise === null ? [] : [node.otherwise]),
      ].flatMap(of);
    case "override":
      return [...of(node.base), ...node.overrides.map((override) => override.value)];
  }
};
