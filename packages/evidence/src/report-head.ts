/** What a report says of itself before its findings: tool, lineage, scope and what it looks for. */

import type { FindingKind } from "./finding-kinds.ts";
import type { Tool } from "./reader.ts";
import { toolWords, wordsOrNull } from "./tool-words.ts";

export interface ReportHead {
  readonly tool: Tool;
  /** Lineage: reports of one engine, one rule content or one feed share a family and have one vote. */
  readonly family: string;
  /** What the file speaks for as a whole on each subject; null: it speaks only for what it lists. */
  readonly scope: string | null;
  /** What the tool looks for; the run as a whole is told under these kinds. */
  readonly kinds: readonly FindingKind[];
  /** Where on each subject it looked, when not everywhere, e.g. `tcp/443`: runs of other places are other checks. */
  readonly place?: string;
}

/** Fit to keep, whatever the report put into it. */
export const keptHead = (head: ReportHead): ReportHead => ({
  ...head,
  family: toolWords(head.family, 200) || "unnamed",
  scope: wordsOrNull(head.scope, 300),
});
