/** Prepares requirements and crosswalks so that an observation finds its elements without asking each of them. */

import type { Crosswalk, EvidenceElement, Requirement } from "@fenji/regime";
import { emptyRefTable, fileUnder, findByRef } from "./ref-table.ts";
import { compileCrosswalks, resolveRefs } from "./resolve-refs.ts";

/** A selector of an element that speaks of a check. */
export interface Match {
  /** Position in `AssessmentIndex.elements`. */
  readonly element: number;
  /** Position in the element's selectors. */
  readonly selector: number;
  /** check → refs and crosswalks → requirement. */
  readonly path: readonly string[];
}

export interface IndexedElement {
  readonly requirement: Requirement;
  readonly element: EvidenceElement;
}

export interface AssessmentIndex {
  readonly requirements: readonly Requirement[];
  readonly elements: readonly IndexedElement[];
  /** At most one match per selector, by a shortest path. */
  readonly matchesOf: (named: {
    readonly check: string;
    readonly refs: readonly string[];
  }) => readonly Match[];
}

/** Checks repeat over hosts and scans; what one resolves to is kept for so many of them. */
const maxRemembered = 20_000;

export const compileAssessment = (
  requirements: readonly Requirement[],
  crosswalks: readonly Crosswalk[],
): AssessmentIndex => {
  const elements = requirements.flatMap((requirement) =>
    requirement.elements.map((element) => ({ requirement, element })),
  );
  const selectors = emptyRefTable<{ readonly element: number; readonly selector: number }>();
  for (const [element, indexed] of elements.entries())
    for (const [selector, { check }] of indexed.element.selectors.entries())
      fileUnder(selectors, check, { element, selector });
  const table = compileCrosswalks(crosswalks);

  const find: AssessmentIndex["matchesOf"] = (named) => {
    const found = new Map<string, Match>();
    for (const [ref, path] of resolveRefs(named, table)) {
      for (const { element, selector } of findByRef(selectors, ref)) {
        const key = `${element}/${selector}`;
        const known = found.get(key);
        if (known !== undefined && known.path.length <= path.length + 1) continue;
        const id = elements[element]?.requirement.id ?? "";
        found.set(key, { element, selector, path: [...path, id] });
      }
    }
    return [...found.values()];
  };

  const remembered = new Map<string, readonly Match[]>();
  const matchesOf: AssessmentIndex["matchesOf"] = (named) => {
    const key = named.refs.length === 0 ? named.check : [named.check, ...named.refs].join("\n");
    const known = remembered.get(key);
    if (known !== undefined) return known;
    if (remembered.size >= maxRemembered) remembered.clear();
    const matches = find(named);
    remembered.set(key, matches);
    return matches;
  };
  return { requirements, elements, matchesOf };
};
