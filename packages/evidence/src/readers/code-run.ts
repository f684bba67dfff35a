/** What tools that look at code have in common: they seldom name the repository, and place findings by file and line. */

import type { FindingKind } from "../finding-kinds.ts";
import type { ListedRun } from "../list-report.ts";
import { unnamedRepository } from "../subjects.ts";

export interface CodeTool {
  readonly tool: string;
  readonly version?: string | undefined;
  readonly kinds: readonly FindingKind[];
  /** Default: the tool's name. */
  readonly scope?: string | null;
}

/** A run over code that the report does not name, unless `more` names it. */
export const codeRun = (
  { tool, version, kinds, scope = tool }: CodeTool,
  more: Partial<ListedRun> = {},
): ListedRun => ({
  head: { tool: { name: tool, version: version ?? null }, family: tool, scope, kinds },
  subject: unnamedRepository(tool),
  unclear: more.subject === undefined ? "the report does not name the repository" : null,
  ...more,
});

/** `file:line`, as far as it is known; "" where nothing is. */
export const codePlace = (file: string | undefined, line?: number): string =>
  file === undefined ? "" : line === undefined ? file : `${file}:${line}`;

/** The parts that say something, with a blank between place and words. */
export const placed = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== "").join(" · ");
