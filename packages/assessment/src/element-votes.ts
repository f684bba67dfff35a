/** Collects what each lineage of sources says of one element, subject by subject. */

import type { EvidenceSelector, Relation } from "@fenji/regime";
import { asAsked } from "./asked-severity.ts";
import { coverageOf, type Coverage } from "./crosswalk/relation.ts";
import { isPartly, type EvidenceItem, type ItemSubject } from "./evidence-item.ts";
import type { Says } from "./verdict.ts";

/** The vote of one lineage on one subject. */
export interface Vote {
  /** Selectors (by position) with a pass, and with a fail of any weight: one fail undoes the passes beside it. */
  readonly passed: Set<number>;
  readonly failed: Set<number>;
  readonly families: string[];
  contradicts: boolean;
  partly: boolean;
  /** A pass whose path covers only a part of what is asked: never enough, however many there are. */
  inPart: boolean;
  /** Something ran and judged, so the element applies here. */
  applicable: boolean;
  notApplicable: boolean;
}

export interface SubjectVotes {
  readonly subject: ItemSubject;
  readonly lineages: Map<string, Vote>;
}

export type ElementVotes = Map<string, SubjectVotes>;

export const emptyVote = (): Vote => ({
  passed: new Set(),
  failed: new Set(),
  families: [],
  contradicts: false,
  inPart: false,
  partly: false,
  applicable: false,
  notApplicable: false,
});

const voteIn = (votes: ElementVotes, item: EvidenceItem, lineage: string): Vote => {
  const key = `${item.subject.kind}\n${item.subject.id}`;
  let subject = votes.get(key);
  if (subject === undefined) {
    subject = { subject: item.subject, lineages: new Map() };
    votes.set(key, subject);
  }
  let vote = subject.lineages.get(lineage);
  if (vote === undefined) {
    vote = emptyVote();
    subject.lineages.set(lineage, vote);
  }
  if (!vote.families.includes(item.family)) vote.families.push(item.family);
  return vote;
};

const proofThrough = ({ proves }: EvidenceSelector, coverage: Coverage): Says => {
  if (proves === "none" || coverage === "none") return "nothing";
  return proves === "full" && coverage === "whole" ? "proves" : "proves-in-part";
};

/**
 * What an item says through one selector; a fail is never milder than mere presence. The path limits what a pass proves,
 * never what a fail contradicts.
 */
const saysThrough = (item: EvidenceItem, selector: EvidenceSelector, coverage: Coverage): Says => {
  const proof = proofThrough(selector, coverage);
  const contradicts = selector.contradicts || selector.onInfo === "contradicts";
  switch (item.result) {
    case "pass":
      return proof;
    case "fail":
      if (isPartly(item))
        return contradicts || selector.proves !== "none" ? "proves-in-part" : "nothing";
      return contradicts ? "contradicts" : "nothing";
    case "info":
      return selector.onInfo === "proves"
        ? proof
        : selector.onInfo === "contradicts"
          ? "contradicts"
          : "nothing";
    case "notApplicable":
    case "error":
      return "nothing";
  }
};

export interface Through {
  readonly selector: EvidenceSelector;
  readonly position: number;
  /** Of the path from the check to the selector. */
  readonly relation: Relation;
  readonly lineage: string;
}

/** Casts what the item says through the selector at `position`, and returns it. */
export const castVote = (
  votes: ElementVotes,
  observed: EvidenceItem,
  { selector, position, relation, lineage }: Through,
): Says => {
  const item = asAsked(observed, selector);
  if (item === undefined) return "nothing";
  const coverage = coverageOf[relation];
  const says = saysThrough(item, selector, coverage);
  if (item.result === "error" || (item.result === "info" && says === "nothing")) return says;
  const vote = voteIn(votes, item, lineage);
  if (item.result === "notApplicable") {
    vote.notApplicable = true;
    return says;
  }
  vote.applicable = true;
  if (says === "contradicts") vote.contradicts = true;
  else if (item.result === "fail" && says === "proves-in-part") vote.partly = true;
  if (item.result === "fail" || says === "contradicts") vote.failed.add(position);
  else if (says !== "nothing" && coverage === "whole") vote.passed.add(position);
  else if (says !== "nothing") vote.inPart = true;
  return says;
};
