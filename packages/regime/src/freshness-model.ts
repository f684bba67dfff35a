/** How long evidence holds, by its kind: what a pack's freshness.yaml says. */

import type { Citation, Standing } from "./provenance.ts";

/**
 * | kind          | what it comes from                                                   |
 * | ------------- | -------------------------------------------------------------------- |
 * | vulnerability | scans for known vulnerabilities of hosts, images, packages           |
 * | configuration | settings against a benchmark: hosts, clouds, clusters                |
 * | network       | open ports and services, transport, web applications from outside    |
 * | code          | source code, infrastructure code, secrets in a repository            |
 * | interview     | answers of people: questionnaires, notes taken on site               |
 * | document      | papers that somebody looked at                                       |
 * | attestation   | a person's statement that another person reviewed                    |
 */
export const evidenceKinds = [
  "vulnerability",
  "configuration",
  "network",
  "code",
  "interview",
  "document",
  "attestation",
] as const;

export type EvidenceKind = (typeof evidenceKinds)[number];

export interface FreshnessRule {
  readonly kind: EvidenceKind;
  /** Until this age in days evidence is fresh; then it is stale: it still counts and is marked. */
  readonly freshDays: number;
  /** From this age in days on it is expired: it neither proves nor contradicts. */
  readonly expiresDays: number;
  readonly citation: Citation | null;
  readonly standing: Standing;
}

/** At most one rule per kind; a kind without one does not age. */
export interface Freshness {
  readonly rules: readonly FreshnessRule[];
}
