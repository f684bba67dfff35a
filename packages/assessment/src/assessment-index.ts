/** Prepares requirements and crosswalks so that an observation finds its elements without asking each of them. */

import type { Crosswalk, EvidenceElement, Relation, Requirement } from "@fenji/regime";
import { emptyRefTable, fileUnder, findByRef } from "./crosswalk/ref-table.ts";
import { strongestFirst } from "./crosswalk/relation.ts";
import { compileCrosswalks, resolveRefs } from "./crosswalk/resolve-refs.ts";

/** A selector of an element that speaks of a check. */
export interface Match {
  /** Position in `AssessmentIndex.elements`. */
  readonly element: number;
  /** Position in the element's selectors. */
  readonly selector: number;
  /** check → refs and crosswalks → requirement. */
  readonly path: readonly string[];
  /** How each entry of `path` relates to the one before; the first is `equal`. */
  readonly relations: readonly Relation[];
  /** Of the whole path: as strong as its weakest hop. */
  readonly relation: Relation;
}

export interface IndexedElement {
  readonly requirement: Requirement;
  readonly element: EvidenceElement;
}

export interface AssessmentIndex {
  readonly requirements: readonly Requirement[];
  readonly elements: readonly IndexedElement[];
  /** At most one match per selector, by a strongest path and of these a shortest. */
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

  const find: MatchesOf = (named) => {
    const found = new Map<string, Match>();
    for (const reached of resolveRefs(named, table)) {
      for (const { element, selector } of findByRef(selectors, reached.ref)) {
        const key = `${element}/${selector}`;
        const known = found.get(key);
        const id = elements[element]?.requirement.id ?? "";
        const match: Match = {
          element,
          selector,
          path: [...reached.path, id],
          relations: [...reached.relations, "equal"],
          relation: reached.relation,
        };
        if (known === undefined || isBetter(match, known)) found.set(key, match);
      }
    }
    return [...found.values()];
  };

  return { requirements, elements, matchesOf: remember(find) };
};

const isBetter = (a: Match, b: Match): boolean => {
  const stronger = strongestFirst.indexOf(a.relation) - strongestFirst.indexOf(b.relation);
  return stronger < 0 || (stronger === 0 && a.path.length < b.path.length);
};

type MatchesOf = AssessmentIndex["matchesOf"];

/** Observations of one check share their names, often even the very list of them: that is looked at first. */
const remember = (find: MatchesOf): MatchesOf => {
  const byList = new WeakMap<readonly string[], Map<string, readonly Match[]>>();
  const byNames = new Map<string, readonly Match[]>();
  const look = (named: Parameters<MatchesOf>[0]): readonly Match[] => {
    const key = named.refs.length === 0 ? named.check : [named.check, ...named.refs].join("\n");
    const known = byNames.get(key);
    if (known !== undefined) return known;
    if (byNames.size >= maxRemembered) byNames.clear();
    const matches = find(named);
    byNames.set(key, matches);
    return matches;
  };
  return (named) => {
    let ofList = byList.get(named.refs);
    const known = ofList?.get(named.check);
    if (known !== undefined) return known;
    const matches = look(named);
    if (ofList === undefined) {
      ofList = new Map();
      byList.set(named.refs, ofList);
    }
    if (ofList.size < maxRemembered) ofList.set(named.check, matches);
    return matches;
  };
};
