/** Tells who said what of the subjects of an element, those first that need a person. */

import type { EvidenceElement } from "@fenji/regime";
import type { JudgedSubject, LineageVote, SubjectState, VoteSays } from "./arbitration/outcome.ts";
import type { ElementVotes, Vote } from "./element-votes.ts";
import { isWholeEnterprise } from "./evidence-item.ts";
import { bearingOn, provesAlone, type DecidedSubject } from "./judge-element.ts";

const worstFirst: readonly SubjectState[] = [
  "contested",
  "mixed",
  "contradicted",
  "missing",
  "proven",
  "notApplicable",
  "silent",
];

const keyOf = ({ subject: { subject } }: DecidedSubject): string =>
  `${subject.kind}\n${subject.id}`;

const byNeed = (a: DecidedSubject, b: DecidedSubject): number =>
  worstFirst.indexOf(a.state) - worstFirst.indexOf(b.state) || (keyOf(a) < keyOf(b) ? -1 : 1);

const saysOf = (vote: Vote, element: EvidenceElement): VoteSays => {
  if (vote.contradicts) return "contradicts";
  if (vote.partly) return "partly";
  if (provesAlone(vote, element)) return "proves";
  if (vote.passed.size > 0 || vote.inPart) return "inPart";
  return vote.notApplicable && !vote.applicable ? "notApplicable" : "nothing";
};

export interface Described {
  readonly element: EvidenceElement;
  readonly votes: ElementVotes;
  readonly subjects: readonly DecidedSubject[];
  readonly maxShown: number;
}

export const describeSubjects = ({
  element,
  votes,
  subjects,
  maxShown,
}: Described): readonly JudgedSubject[] => {
  if (maxShown === 0) return [];
  const whole =
    [...votes.values()].find(({ subject }) => isWholeEnterprise(subject))?.lineages ?? new Map();
  return subjects
    .toSorted(byNeed)
    .slice(0, maxShown)
    .map(({ subject, ...decided }) => ({
      ...decided,
      subject: subject.subject,
      votes: [...bearingOn(subject, whole)]
        .map(([lineage, vote]): LineageVote => ({
          lineage,
          families: vote.families.toSorted(),
          says: saysOf(vote, element),
          ofTheWhole: subject.lineages.get(lineage) !== vote,
        }))
        .toSorted((a, b) => (a.lineage < b.lineage ? -1 : 1)),
    }));
};
