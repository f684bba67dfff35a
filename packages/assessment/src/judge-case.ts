/** Runs an evidence case of a pack: the few observations that must give a requirement the verdict it expects. */

import type { Crosswalk, EvidenceCase, Requirement } from "@fenji/regime";
import { compileAssessment } from "./assessment-index.ts";
import type { EvidenceItem, ItemSubject } from "./evidence-item.ts";
import { judge, type JudgedRequirement } from "./judge.ts";

const kinds: readonly ItemSubject["kind"][] = [
  "host",
  "image",
  "repository",
  "network",
  "organisation",
];

/** `kind:id`, or the id of a host; `self` and `organisation` are the enterprise as a whole. */
const subjectOf = (text: string): ItemSubject => {
  if (text === "self" || text === "organisation") return { kind: "organisation", id: "self" };
  const [prefix, ...rest] = text.split(":");
  const kind = kinds.find((name) => name === prefix);
  return kind === undefined || rest.length === 0
    ? { kind: "host", id: text }
    : { kind, id: rest.join(":") };
};

export const judgeCase = (
  requirement: Requirement,
  evidenceCase: EvidenceCase,
  crosswalks: readonly Crosswalk[],
): JudgedRequirement<EvidenceItem> => {
  const items = evidenceCase.observations.map((observation): EvidenceItem => ({
    ...observation,
    subject: subjectOf(observation.subject),
    revision: null,
    observedAt: null,
    receivedAt: "2000-01-01T00:00:00.000Z",
  }));
  const [judged] = judge(compileAssessment([requirement], crosswalks), items);
  return judged ?? { requirement, verdict: "notEvidenced", elements: [] };
};
