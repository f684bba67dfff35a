/** Names of everything that rules read, with derivations and nodes computed as columns in layers. */

import { derivedFact, type GradedType, type Grading } from "@fenji/regime";
import type { RuleReads } from "./rule-reads.ts";
import { sqlCondition, type Names } from "./sql-conditions.ts";
import { sqlFormula } from "./sql-formulas.ts";
import { sqlNode } from "./sql-nodes.ts";
import { createLayers, term, type Layers, type Term } from "./terms.ts";

export interface SqlColumn {
  readonly fact: string;
  readonly name: string;
  readonly type: "double precision" | "integer";
}

/** Numbers as they are; 0 or 1, the position of the option, or the mask of the set as an integer; NULL unknown. */
export const sqlColumns = (grading: Grading): readonly SqlColumn[] =>
  grading.facts.map(({ id, kind }, index) => ({
    fact: id,
    name: `f${index}`,
    type: kind === "number" ? "double precision" : "integer",
  }));

export interface World {
  readonly names: Names;
  readonly layers: Layers;
  /** Derivations as computed: NULL where there is no value. */
  readonly derived: readonly Term[];
}

/** `standIn` gives what a derivation without a value counts as; empty: it stays without. */
export const sqlWorld = (
  grading: Grading,
  reads: RuleReads,
  standIn: (derivation: string) => string,
): World => {
  const layers = createLayers();
  const columns = new Map(sqlColumns(grading).map(({ fact, name }) => [fact, name]));
  const definitions = new Map(
    [...grading.derivations.map(derivedFact), ...grading.facts].map((fact) => [fact.id, fact]),
  );
  const computed = new Map<string, Term>();
  const nodes = new Map<string, Term>();
  const found = (map: ReadonlyMap<string, Term>, id: string): Term => {
    const known = map.get(id);
    if (known === undefined) throw new RangeError(`${id} is not computed yet`);
    return known;
  };
  const names: Names = {
    fact: (id) => {
      const column = columns.get(id);
      return column === undefined ? found(computed, id) : { text: column, layer: 0 };
    },
    node: (id) => found(nodes, id),
    definition: (id) => definitions.get(id),
  };
  for (const { id, formula } of reads.derivations)
    computed.set(id, layers.keep(sqlFormula({ names, layers }, formula)));
  const derived = [...computed.values()];
  for (const { id } of reads.derivations) {
    const value = standIn(id);
    if (value === "") continue;
    computed.set(id, layers.keep(term`COALESCE(${found(computed, id)}, ${value})`));
  }
  for (const node of reads.nodes) nodes.set(node.id, layers.keep(sqlNode(names, layers, node)));
  return { names, layers, derived };
};

export const appliesIn = ({ names }: World, { appliesWhen }: GradedType): Term =>
  appliesWhen === null ? term`TRUE` : sqlCondition(names, appliesWhen);
