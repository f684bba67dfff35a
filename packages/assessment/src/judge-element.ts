/** Decides the state of one element from the votes of all families on all subjects. */

import type { EvidenceElement } from "@fenji/regime";
import type { ElementVotes, SubjectVotes, Vote } from "./element-votes.ts";
import { isWholeEnterprise } from "./evidence-item.ts";
import type { ElementOutcome, ElementState } from "./verdict.ts";

/** `silent`: nothing was said of this subject that could prove or contradict. */
type SubjectState = ElementState | "silent";

interface Proofs {
  readonly full: ReadonlySet<number>;
  readonly partial: readonly number[];
}

const proofsOf = (element: EvidenceElement): Proofs => {
  const positions = (proves: "full" | "partial"): number[] =>
    element.selectors.flatMap((selector, position) =>
      selector.proves === proves ? [position] : [],
    );
  return { full: new Set(positions("full")), partial: positions("partial") };
};

const isClean = (votes: readonly Vote[], position: number): boolean =>
  votes.some((vote) => vote.passed.has(position)) &&
  !votes.some((vote) => vote.failed.has(position));

/** Whether these votes together hold a proof: one full selector, or every partial one, some of them lent. */
const holdProof = (votes: readonly Vote[], proofs: Proofs, lent: ReadonlySet<number>): boolean => {
  for (const position of proofs.full) if (isClean(votes, position)) return true;
  const own = new Set(proofs.partial.filter((position) => isClean(votes, position)));
  if (own.size === 0) return false;
  return proofs.partial.every(
    (position) =>
      own.has(position) || (lent.has(position) && !votes.some((vote) => vote.failed.has(position))),
  );
};

const nothingLent: ReadonlySet<number> = new Set();

/**
 * Partial selectors that every asked subject of another kind passes: a repository cannot show what only a host can be
 * asked, so kinds complete each other; two hosts do not.
 */
const lentTo = (kind: string, votes: ElementVotes, proofs: Proofs): ReadonlySet<number> => {
  if (proofs.partial.length < 2) return nothingLent;
  const lent = new Set<number>();
  const byKind = Map.groupBy(votes.values(), ({ subject }) => subject.kind);
  for (const [other, subjects] of byKind) {
    if (other === kind) continue;
    const all = subjects.flatMap(({ families }) => [...families.values()]);
    if (all.some((vote) => vote.contradicts)) continue;
    for (const position of proofs.partial) if (isClean(all, position)) lent.add(position);
  }
  return lent;
};

interface Setting {
  readonly votes: ElementVotes;
  readonly proofs: Proofs;
  /** Votes on the enterprise as a whole, by family. */
  readonly whole: ReadonlyMap<string, Vote>;
}

/** Votes that bear on a subject: its own, and those on the whole enterprise of families that do not speak of it. */
const bearingOn = ({ subject, families }: SubjectVotes, { whole }: Setting): Vote[] => {
  const own = [...families.values()];
  if (isWholeEnterprise(subject)) return own;
  return [...own, ...[...whole].flatMap(([family, vote]) => (families.has(family) ? [] : [vote]))];
};

const judgeSubject = (subject: SubjectVotes, setting: Setting): SubjectState => {
  const { proofs, votes } = setting;
  const own = [...subject.families.values()];
  if (!own.some((vote) => vote.applicable))
    return own.some((vote) => vote.notApplicable) ? "notApplicable" : "silent";
  const speaks = (vote: Vote): boolean => vote.passed.size > 0 || vote.failed.size > 0;
  if (!own.some(speaks)) return "silent";
  const bearing = bearingOn(subject, setting);
  const against = bearing.some((vote) => vote.contradicts);
  const proves = bearing.some(
    (vote) => !vote.contradicts && !vote.partly && holdProof([vote], proofs, nothingLent),
  );
  if (against && proves) return "contested";
  if (own.some((vote) => vote.partly)) return "mixed";
  if (against) return "contradicted";
  if (proves) return "proven";
  const lent = lentTo(subject.subject.kind, votes, proofs);
  return holdProof(bearing, proofs, lent) ? "proven" : "missing";
};

/**
 * The state of an element.
 *
 * Per subject, each family has one vote: it *contradicts* with any contradicting fail, else it *proves* with a full
 * selector passed (and not failed at another place), or with every partial one. What is said of the whole enterprise bears
 * on each of its subjects.
 *
 * | on one subject                                      | state         |
 * | --------------------------------------------------- | ------------- |
 * | one family contradicts, another proves              | contested     |
 * | a family answers "partly"                           | mixed         |
 * | families contradict                                 | contradicted  |
 * | a family proves, or families complete a proof       | proven        |
 * | something was passed or failed, but proves nothing  | missing       |
 * | only "not applicable"                               | notApplicable |
 *
 * | over all subjects                                   | element       |
 * | --------------------------------------------------- | ------------- |
 * | any contested                                       | contested     |
 * | any mixed; or proven here and contradicted there    | mixed         |
 * | any contradicted                                    | contradicted  |
 * | any missing                                         | missing       |
 * | all proven (others not applicable)                  | proven        |
 * | all not applicable                                  | notApplicable |
 * | nothing said                                        | missing       |
 */
export const judgeElement = (element: EvidenceElement, votes: ElementVotes): ElementOutcome => {
  const subjects = [...votes.values()];
  const whole = subjects.find(({ subject }) => isWholeEnterprise(subject))?.families ?? new Map();
  const setting: Setting = { votes, proofs: proofsOf(element), whole };
  const judged = subjects.map((subject) => ({ subject, state: judgeSubject(subject, setting) }));
  const states = new Set(
    judged.filter((one) => !isOverlooked(one, judged)).map(({ state }) => state),
  );
  return { state: stateOver(states), provenSomewhere: states.has("proven") };
};

const stateOver = (states: ReadonlySet<SubjectState>): ElementState => {
  if (states.has("contested")) return "contested";
  if (states.has("mixed") || (states.has("proven") && states.has("contradicted"))) return "mixed";
  if (states.has("contradicted")) return "contradicted";
  if (states.has("missing")) return "missing";
  if (states.has("proven")) return "proven";
  return states.has("notApplicable") && !states.has("silent") ? "notApplicable" : "missing";
};

interface Judged {
  readonly subject: SubjectVotes;
  readonly state: SubjectState;
}

/** A part of a proof on one kind of subject takes nothing from the whole proof on another kind. */
const isOverlooked = ({ subject, state }: Judged, all: readonly Judged[]): boolean => {
  if (state !== "missing") return false;
  if ([...subject.families.values()].some((vote) => vote.failed.size > 0)) return false;
  return all.some(
    (other) => other.state === "proven" && other.subject.subject.kind !== subject.subject.kind,
  );
};
