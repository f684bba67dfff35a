/** Closes the names of a check under a pack's crosswalks and remembers how each name was reached. */

import type { Crosswalk } from "@fenji/regime";
import { emptyRefTable, fileUnder, findByRef, type RefTable } from "./ref-table.ts";

/** From a ref (or `prefix*`) to the refs that it implies. */
export type CrosswalkTable = RefTable<readonly string[]>;

/** Crosswalks that a path may pass; more are a chain of guesses. */
export const maxHops = 4;

export const compileCrosswalks = (crosswalks: readonly Crosswalk[]): CrosswalkTable => {
  const table: CrosswalkTable = emptyRefTable();
  for (const { rows } of crosswalks) for (const { from, to } of rows) fileUnder(table, from, to);
  return table;
};

/** A ref, and the refs passed to reach it: the check first, the ref itself last. */
export type RefPaths = ReadonlyMap<string, readonly string[]>;

/**
 * The check, its own refs, and all that crosswalks make of them within four hops; each with one of its shortest paths.
 * Breadth first and each ref once, so that crosswalks may run in circles.
 */
export const resolveRefs = (
  named: { readonly check: string; readonly refs: readonly string[] },
  crosswalks: CrosswalkTable,
): RefPaths => {
  const paths = new Map<string, readonly string[]>([[named.check, [named.check]]]);
  for (const ref of named.refs) if (!paths.has(ref)) paths.set(ref, [named.check, ref]);
  let frontier = [...paths];
  for (let hop = 0; hop < maxHops && frontier.length > 0; hop += 1) {
    const reached: [string, readonly string[]][] = [];
    for (const [ref, path] of frontier) {
      for (const target of findByRef(crosswalks, ref).flat()) {
        if (paths.has(target)) continue;
        const entry: [string, readonly string[]] = [target, [...path, target]];
        paths.set(...entry);
        reached.push(entry);
      }
    }
    frontier = reached;
  }
  return paths;
};
