/** Decides the state of one element from the votes of all lineages on all subjects. */

import type { EvidenceElement } from "@fenji/regime";
import { arbitrate } from "./arbitration/arbitrate.ts";
import type { Votes } from "./arbitration/ballots.ts";
import type { Outcome, SubjectState } from "./arbitration/outcome.ts";
import type { WeighedSources } from "./arbitration/weigh-sources.ts";
import type { ElementVotes, SubjectVotes, Vote } from "./element-votes.ts";
import { isWholeEnterprise } from "./evidence-item.ts";
import type { ElementOutcome, ElementState } from "./verdict.ts";

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
    const all = subjects.flatMap(({ lineages }) => [...lineages.values()]);
    if (all.some((vote) => vote.contradicts)) continue;
    for (const position of proofs.partial) if (isClean(all, position)) lent.add(position);
  }
  return lent;
};

interface Setting {
  readonly proofs: Proofs;
  /** Votes on the enterprise as a whole, by lineage. */
  readonly whole: ReadonlyMap<string, Vote>;
  readonly lentTo: (kind: string) => ReadonlySet<number>;
  readonly weighed: WeighedSources | null;
}

const settingOf = (
  element: EvidenceElement,
  votes: ElementVotes,
  weighed: WeighedSources | null,
): Setting => {
  const proofs = proofsOf(element);
  const subjects = [...votes.values()];
  const whole = subjects.find(({ subject }) => isWholeEnterprise(subject))?.lineages ?? new Map();
  // One look over all subjects per kind, not per subject.
  const lent = new Map<string, ReadonlySet<number>>();
  return {
    proofs,
    whole,
    weighed,
    lentTo: (kind) => {
      const known = lent.get(kind) ?? lentTo(kind, votes, proofs);
      lent.set(kind, known);
      return known;
    },
  };
};

/** Says nothing of a subject that could take back what is held against the whole enterprise. */
const excusesNothing = (vote: Vote): boolean =>
  !vote.contradicts && !vote.partly && !vote.inPart && vote.passed.size === 0;

/**
 * Votes that bear on a subject: its own, and those on the whole enterprise of lineages that do not speak of it. A lineage
 * that contradicts for the whole enterprise keeps doing so for a subject of which it says nothing in favour.
 */
export const bearingOn = (
  { subject, lineages }: SubjectVotes,
  whole: ReadonlyMap<string, Vote>,
): ReadonlyMap<string, Vote> => {
  if (whole.size === 0 || isWholeEnterprise(subject)) return lineages;
  const bearing = new Map([...whole, ...lineages]);
  for (const [lineage, vote] of whole) {
    const own = lineages.get(lineage);
    if (vote.contradicts && own !== undefined && excusesNothing(own)) bearing.set(lineage, vote);
  }
  return bearing;
};

const provesWith = (vote: Vote, proofs: Proofs): boolean =>
  !vote.contradicts && !vote.partly && holdProof([vote], proofs, nothingLent);

export const provesAlone = (vote: Vote, element: EvidenceElement): boolean =>
  provesWith(vote, proofsOf(element));

/** Who proves and who contradicts; the others answer something else, or nothing. */
const decisiveVotes = (bearing: ReadonlyMap<string, Vote>, proofs: Proofs): Votes => {
  const votes = new Map<string, boolean>();
  for (const [lineage, vote] of bearing)
    if (vote.contradicts) votes.set(lineage, false);
    else if (provesWith(vote, proofs)) votes.set(lineage, true);
  return votes;
};

export interface DecidedSubject {
  readonly subject: SubjectVotes;
  readonly state: SubjectState;
  readonly outcome: Outcome;
  readonly doubted: boolean;
  /** For who decides a contest: what the sources lean to; null where nobody leans. */
  readonly leansTo: boolean | null;
}

const withoutVotes = (subject: SubjectVotes, state: SubjectState): DecidedSubject => ({
  subject,
  state,
  outcome: state === "notApplicable" ? "agreed" : "insufficient",
  doubted: false,
  leansTo: null,
});

const speaks = (vote: Vote): boolean => vote.passed.size > 0 || vote.failed.size > 0 || vote.inPart;

const judgeSubject = (subject: SubjectVotes, setting: Setting): DecidedSubject => {
  const { proofs, weighed, whole } = setting;
  const own = [...subject.lineages.values()];
  if (!own.some((vote) => vote.applicable))
    return withoutVotes(
      subject,
      own.some((vote) => vote.notApplicable) ? "notApplicable" : "silent",
    );
  if (!own.some(speaks)) return withoutVotes(subject, "silent");
  const bearing = bearingOn(subject, whole);
  const votes = decisiveVotes(bearing, proofs);
  const { outcome, answer, doubted, leansTo } = arbitrate(votes, weighed);
  if (outcome === "contested" && !doubted)
    return { subject, state: "contested", outcome, doubted, leansTo };
  if (own.some((vote) => vote.partly)) {
    const dissent = [...votes.values()].some(Boolean);
    const among = dissent ? "majorityWithDissent" : "agreed";
    return { subject, state: "mixed", outcome: among, doubted: false, leansTo };
  }
  if (doubted) return { subject, state: "contested", outcome, doubted, leansTo };
  if (answer !== null)
    return { subject, state: answer ? "proven" : "contradicted", outcome, doubted, leansTo };
  const lent = setting.lentTo(subject.subject.kind);
  return holdProof([...bearing.values()], proofs, lent)
    ? { subject, state: "proven", outcome: "agreed", doubted, leansTo: true }
    : withoutVotes(subject, "missing");
};

export interface JudgedVotes extends ElementOutcome {
  readonly outcome: Outcome;
  readonly subjects: readonly DecidedSubject[];
}

/**
 * The state of an element.
 *
 * Per subject, each lineage has one vote: it *contradicts* with any contradicting fail, else it *proves* with a full
 * selector passed (and not failed at another place), or with every partial one. What is said of the whole enterprise bears
 * on each of its subjects (see `bearingOn`).
 *
 * | on one subject                                             | state         |
 * | ---------------------------------------------------------- | ------------- |
 * | lineages contradict and prove (see `arbitrate`)            | contested     |
 * | somebody answers "partly"                                  | mixed         |
 * | lineages prove, and the estimate of their errors doubts it | contested     |
 * | lineages contradict, or two and more than those that prove | contradicted  |
 * | a lineage proves, or lineages complete a proof             | proven        |
 * | something was passed or failed, but proves nothing         | missing       |
 * | only "not applicable"                                      | notApplicable |
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
export const judgeElement = (
  element: EvidenceElement,
  votes: ElementVotes,
  weighed: WeighedSources | null = null,
): JudgedVotes => {
  const setting = settingOf(element, votes, weighed);
  const subjects = [...votes.values()].map((subject) => judgeSubject(subject, setting));
  const proven = new Set(
    subjects.flatMap(({ state, subject }) => (state === "proven" ? [subject.subject.kind] : [])),
  );
  const counting = subjects.filter((one) => !isOverlooked(one, proven));
  const states = new Set(counting.map(({ state }) => state));
  return {
    state: stateOver(states),
    provenSomewhere: states.has("proven"),
    outcome: outcomeOver(new Set(counting.map(({ outcome }) => outcome))),
    subjects,
  };
};

/** What each lineage says over all subjects: one contradiction outweighs every proof. */
const saidOverAll = (votes: ElementVotes, proofs: Proofs): Votes => {
  const said = new Map<string, boolean>();
  for (const { lineages } of votes.values())
    for (const [lineage, proves] of decisiveVotes(lineages, proofs))
      said.set(lineage, (said.get(lineage) ?? true) && proves);
  return said;
};

/**
 * How sources answered each question of an element: who proves, who contradicts. What is said of the whole enterprise is
 * one answer, however many subjects it bears on, and is compared with what the others say over all of them.
 */
export function* votesOf(element: EvidenceElement, votes: ElementVotes): Generator<Votes> {
  const proofs = proofsOf(element);
  for (const { subject, lineages } of votes.values())
    yield isWholeEnterprise(subject) ? saidOverAll(votes, proofs) : decisiveVotes(lineages, proofs);
}

const stateOver = (states: ReadonlySet<SubjectState>): ElementState => {
  if (states.has("contested")) return "contested";
  if (states.has("mixed") || (states.has("proven") && states.has("contradicted"))) return "mixed";
  if (states.has("contradicted")) return "contradicted";
  if (states.has("missing")) return "missing";
  if (states.has("proven")) return "proven";
  return states.has("notApplicable") && !states.has("silent") ? "notApplicable" : "missing";
};

const outcomeOver = (given: ReadonlySet<Outcome>): Outcome => {
  if (given.has("contested")) return "contested";
  if (given.has("majorityWithDissent")) return "majorityWithDissent";
  return given.has("agreed") ? "agreed" : "insufficient";
};

/** A part of a proof on one kind of subject takes nothing from the whole proof on another kind. */
const isOverlooked = (
  { subject, state }: DecidedSubject,
  provenKinds: ReadonlySet<string>,
): boolean => {
  if (state !== "missing") return false;
  if ([...subject.lineages.values()].some((vote) => vote.failed.size > 0)) return false;
  return provenKinds.size > (provenKinds.has(subject.subject.kind) ? 1 : 0);
};
