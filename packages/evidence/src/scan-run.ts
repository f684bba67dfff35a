/** The one observation that a whole run makes of a subject and a kind: the tool looked, and found so many. */

import type { FindingKind } from "./finding-kinds.ts";
import type { Severity, Subject } from "./observation.ts";
import type { ReadEvent, Tool } from "./reader.ts";
import { slug, toolWords } from "./tool-words.ts";

interface RunHead {
  readonly tool: Tool;
  readonly scope: string | null;
  readonly place?: string | undefined;
}

export interface ScanRun {
  readonly subject: Subject;
  readonly at: string;
  readonly observedAt: string | null;
  readonly kind: FindingKind;
  /** Failed findings of the kind. */
  readonly count: number;
  /** The worst of them; null where one of them has none, or the run may hide worse. */
  readonly worst: Severity | null;
}

export const scanRun = (
  head: RunHead,
  { subject, at, observedAt, kind, count, worst }: ScanRun,
): ReadEvent => ({
  kind: "observation",
  scope: head.scope ?? `${slug(head.tool.name)}:listed`,
  observation: {
    subject,
    check: `scan-run:${slug(head.tool.name)}/${kind}${head.place === undefined ? "" : `@${head.place}`}`,
    revision: head.tool.version === null ? null : toolWords(head.tool.version, 100),
    title: null,
    refs: [`scan:${kind}`],
    result: count === 0 ? "pass" : "fail",
    severity: worst,
    observedAt,
    at,
    message: count === 0 ? null : String(count),
  },
});
