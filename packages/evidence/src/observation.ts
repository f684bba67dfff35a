/** What one check of one tool said about one subject, with its place in the file. */

/** `info` is a fact without judgement (an open port); `error` is a check that could not run. */
export type ObservationResult = "pass" | "fail" | "notApplicable" | "error" | "info";

export const observationResults = ["pass", "fail", "notApplicable", "error", "info"] as const;

/** `product`: a maker's words about a product (an advisory), not about a piece of the firm. */
export type SubjectKind = "host" | "image" | "repository" | "network" | "organisation" | "product";

/** Identity is by identifiers, never by looks: two hosts that resemble each other stay two. */
export interface Subject {
  readonly kind: SubjectKind;
  /** The strongest identifier the file gives, e.g. a machine id, else MAC, else FQDN, else address. */
  readonly id: string;
  readonly identifiers: Readonly<Record<string, string>>;
}

/**
 * A name for a check or a property, `scheme:value`, e.g. `ssg:sshd_disable_root_login`, `cce:CCE-80901-2`,
 * `nist:AC-6(2)`, `cwe:78`, `port:tcp/23`, `service:telnet`, `sarif:cppcheck/nullPointer`, `question:IC-MG-01`.
 */
export type CheckRef = string;

/** From the mildest. */
export const severityOrder = ["none", "low", "medium", "high", "critical"] as const;

export type Severity = (typeof severityOrder)[number];

export interface Observation {
  readonly subject: Subject;
  readonly check: CheckRef;
  /** Content version of the check (benchmark version, rule-set version), where the tool says. */
  readonly revision: string | null;
  readonly title: string | null;
  /** Other names of the same check that the file itself gives. */
  readonly refs: readonly CheckRef[];
  readonly result: ObservationResult;
  readonly severity: Severity | null;
  /** The tool's clock, ISO 8601 in UTC; null when the file does not say. Never the upload time. */
  readonly observedAt: string | null;
  /** Where in the file: `line:column` for XML and CSV, a JSON pointer for JSON, `sheet!cell` for XLSX. */
  readonly at: string;
  /** The tool's own words, at most 2,000 characters. */
  readonly message: string | null;
}
