/** What one detection of Qualys says, the same for each form of report. */

import type { FindingKind } from "../finding-kinds.ts";
import { identifierRefs } from "../finding-refs.ts";
import type { ObservationResult, Severity } from "../observation.ts";
import type { HeldFinding } from "../report-writer.ts";
import { wordTable } from "../word-table.ts";

export interface QualysDetection {
  readonly at: string;
  readonly qid: string;
  /** `Vuln`, `Practice`, `Ig`; in lists of the interface `Confirmed`, `Potential`, `Info`. */
  readonly type: string;
  /** `Active`, `New`, `Re-Opened`, `Fixed`; "" in a report of one scan. */
  readonly status: string;
  readonly ignored: boolean;
  /** 1 to 5. */
  readonly level: string;
  readonly title: string | undefined;
  readonly category: string;
  readonly cves: readonly string[];
  readonly port: string;
  readonly observedAt: string | null;
  readonly words: readonly (string | undefined)[];
}

/** Qualys rates 1 (minimal) to 5 (urgent). */
const severities = wordTable<Severity>({
  "1": "low",
  "2": "low",
  "3": "medium",
  "4": "high",
  "5": "critical",
});

const isFact = (type: string): boolean => /^(ig|info|information gathered)/i.test(type);

const isPotential = (type: string): boolean => /^(practice|potential)/i.test(type);

const resultOf = ({ type, status, ignored }: QualysDetection): ObservationResult => {
  if (isFact(type) || ignored) return "info";
  return /^fixed$/i.test(status) ? "pass" : "fail";
};

const kindsOf = ({ category, title = "" }: QualysDetection): FindingKind[] => {
  if (/^EOL\/Obsolete/i.test(title)) return ["unsupported-software", "host-vulnerability"];
  if (/default (password|credential|account)/i.test(title))
    return ["default-credential", "host-vulnerability"];
  if (/^(SSL|TLS|SSH)/i.test(title)) return ["weak-transport", "host-vulnerability"];
  if (/^(CGI|web application)/i.test(category)) return ["web-weakness", "host-vulnerability"];
  return ["host-vulnerability"];
};

export const isQid = (qid: string): boolean => /^\d{1,10}$/.test(qid);

/** A potential vulnerability counts as found: Qualys could not confirm it, and no one has refuted it. */
export const qualysFinding = (detection: QualysDetection): HeldFinding => {
  const result = resultOf(detection);
  const facts = [
    detection.port,
    detection.status,
    isPotential(detection.type) ? "potential, not confirmed" : "",
    detection.ignored ? "ignored by decision" : "",
  ].filter((fact) => fact !== "");
  const words = [facts.join(" · "), ...detection.words].flatMap((part) =>
    part === undefined || part === "" ? [] : [part],
  );
  return {
    check: `qualys:${detection.qid}`,
    title: detection.title ?? null,
    refs: identifierRefs(detection.cves),
    kinds: isFact(detection.type) ? [] : kindsOf(detection),
    result,
    severity: isFact(detection.type) ? "none" : (severities[detection.level.trim()] ?? null),
    observedAt: detection.observedAt,
    at: detection.at,
    message: words.join("\n"),
  };
};

export const qualysHead = {
  tool: { name: "Qualys", version: null },
  family: "qualys",
  scope: "qualys",
  kinds: ["host-vulnerability"],
} as const;
