/** Closes the names of a check under a pack's crosswalks and remembers how each name was reached. */

import type { Crosswalk, Relation } from "@fenji/regime";
import { emptyRefTable, fileUnder, findByRef, type RefTable } from "./ref-table.ts";
import { atLeast, meet } from "./relation.ts";

interface Hop {
  readonly to: readonly string[];
  readonly relation: Relation;
}

/** From a ref (or `prefix*`) to the refs that it stands for, and how much of them. */
export type CrosswalkTable = RefTable<Hop>;

/** Crosswalks that a path may pass; more are a chain of guesses. */
export const maxHops = 4;

export const compileCrosswalks = (crosswalks: readonly Crosswalk[]): CrosswalkTable => {
  const table: CrosswalkTable = emptyRefTable();
  for (const { rows } of crosswalks)
    for (const { from, to, relation } of rows) fileUnder(table, from, { to, relation });
  return table;
};

export interface RefPath {
  readonly ref: string;
  /** The refs passed to reach it: the check first, the ref itself last. */
  readonly path: readonly string[];
  /** How each entry of `path` relates to the one before; the first is `equal`. */
  readonly relations: readonly Relation[];
  /** Of the whole path. */
  readonly relation: Relation;
}

/** Each ref by the strongest paths to it, of these the shortest; a path that proves less is left out. */
class Reached {
  readonly all: RefPath[] = [];
  readonly #byRef = new Map<string, Relation[]>();

  add(found: RefPath): boolean {
    const known = this.#byRef.get(found.ref);
    if (known === undefined) this.#byRef.set(found.ref, [found.relation]);
    else if (known.some((relation) => atLeast(relation, found.relation))) return false;
    else known.push(found.relation);
    this.all.push(found);
    return true;
  }
}

/**
 * The check, its own refs, and all that crosswalks make of them within four hops, by strength and then by length. A tool's
 * own refs are other names of its check. Breadth first and each ref at most once per relation, so that crosswalks may run
 * in circles.
 */
export const resolveRefs = (
  named: { readonly check: string; readonly refs: readonly string[] },
  crosswalks: CrosswalkTable,
): readonly RefPath[] => {
  const reached = new Reached();
  const { check } = named;
  reached.add({ ref: check, path: [check], relations: ["equal"], relation: "equal" });
  for (const ref of named.refs)
    reached.add({ ref, path: [check, ref], relations: ["equal", "equal"], relation: "equal" });
  let frontier: readonly RefPath[] = [...reached.all];
  for (let hop = 0; hop < maxHops && frontier.length > 0; hop += 1) {
    const next: RefPath[] = [];
    for (const from of frontier)
      for (const { to, relation } of findByRef(crosswalks, from.ref))
        for (const ref of to) {
          const found: RefPath = {
            ref,
            path: [...from.path, ref],
            relations: [...from.relations, relation],
            relation: meet(from.relation, relation),
          };
          if (reached.add(found)) next.push(found);
        }
    frontier = next;
  }
  return reached.all;
};
