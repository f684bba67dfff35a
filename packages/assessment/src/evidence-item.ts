/** What judging needs to know of an observation, wherever it is kept. */

import type { Observation, ObservationResult, Severity, SubjectKind } from "@fenji/evidence";

export interface ItemSubject {
  readonly kind: SubjectKind;
  readonly id: string;
}

export interface EvidenceItem {
  readonly subject: ItemSubject;
  readonly check: string;
  /** Version of the check's content, where the tool says; null where it does not. */
  readonly revision: string | null;
  readonly refs: readonly string[];
  readonly result: ObservationResult;
  /** As the tool grades what failed; of a run, the worst of what it found. null: not said. */
  readonly severity: Severity | null;
  /** Lineage of the source: what copies one engine, content or feed has one vote. */
  readonly family: string;
  /** ISO 8601 in UTC; null when the file does not say. */
  readonly observedAt: string | null;
  /** ISO 8601 in UTC. */
  readonly receivedAt: string;
}

export const itemOf = (
  observation: Observation,
  source: { readonly family: string; readonly receivedAt: string },
): EvidenceItem => ({
  subject: { kind: observation.subject.kind, id: observation.subject.id },
  check: observation.check,
  revision: observation.revision,
  refs: observation.refs,
  result: observation.result,
  severity: observation.severity,
  family: source.family,
  observedAt: observation.observedAt,
  receivedAt: source.receivedAt,
});

/** An answer "partly" is a fail with this ref (see the questionnaire reader). */
const partlyRef = "answer:partly";

export const isPartly = (item: EvidenceItem): boolean =>
  item.result === "fail" && item.refs.includes(partlyRef);

/** What is said of the enterprise itself holds for everything in it; named workshops are subjects of their own. */
export const isWholeEnterprise = (subject: ItemSubject): boolean =>
  subject.kind === "organisation" && subject.id === "self";

/**
 * When it was so, in milliseconds: the tool's clock, or the time of receipt where the tool does not say or claims a
 * time after its own report was received.
 */
export const timeOf = (item: EvidenceItem): number => {
  const received = Date.parse(item.receivedAt);
  const observed = item.observedAt === null ? Number.NaN : Date.parse(item.observedAt);
  return observed <= received ? observed : received;
};
