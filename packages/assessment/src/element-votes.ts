/** Collects what each family of sources says of one element, subject by subject. */

import type { EvidenceSelector } from "@fenji/regime";
import { isPartly, type EvidenceItem, type ItemSubject } from "./evidence-item.ts";
import type { Says } from "./verdict.ts";

/** The vote of one family on one subject. */
export interface Vote {
  /** Selectors (by position) with a pass, and with a fail of any weight: one fail undoes the passes beside it. */
  readonly passed: Set<number>;
  readonly failed: Set<number>;
  contradicts: boolean;
  partly: boolean;
  /** Something ran and judged, so the element applies here. */
  applicable: boolean;
  notApplicable: boolean;
}

export interface SubjectVotes {
  readonly subject: ItemSubject;
  readonly families: Map<string, Vote>;
}

export type ElementVotes = Map<string, SubjectVotes>;

const emptyVote = (): Vote => ({
  passed: new Set(),
  failed: new Set(),
  contradicts: false,
  partly: false,
  applicable: false,
  notApplicable: false,
});

const voteIn = (votes: ElementVotes, item: EvidenceItem): Vote => {
  const key = `${item.subject.kind}\n${item.subject.id}`;
  let subject = votes.get(key);
  if (subject === undefined) {
    subject = { subject: item.subject, families: new Map() };
    votes.set(key, subject);
  }
  let vote = subject.families.get(item.family);
  if (vote === undefined) {
    vote = emptyVote();
    subject.families.set(item.family, vote);
  }
  return vote;
};

/** What an item says through one selector; a fail is never milder than mere presence. */
const saysThrough = (item: EvidenceItem, selector: EvidenceSelector): Says => {
  const proof =
    selector.proves === "full"
      ? "proves"
      : selector.proves === "partial"
        ? "proves-in-part"
        : "nothing";
  const contradicts = selector.contradicts || selector.onInfo === "contradicts";
  switch (item.result) {
    case "pass":
      return proof;
    case "fail":
      if (isPartly(item)) return contradicts || proof !== "nothing" ? "proves-in-part" : "nothing";
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

/** Casts what the item says through the selector at `position`, and returns it. */
export const castVote = (
  votes: ElementVotes,
  item: EvidenceItem,
  through: { readonly selector: EvidenceSelector; readonly position: number },
): Says => {
  const says = saysThrough(item, through.selector);
  if (item.result === "error" || (item.result === "info" && says === "nothing")) return says;
  const vote = voteIn(votes, item);
  if (item.result === "notApplicable") {
    vote.notApplicable = true;
    return says;
  }
  vote.applicable = true;
  if (says === "contradicts") vote.contradicts = true;
  else if (item.result === "fail" && says === "proves-in-part") vote.partly = true;
  if (item.result === "fail" || says === "contradicts") vote.failed.add(through.position);
  else if (says !== "nothing") vote.passed.add(through.position);
  return says;
};
