/** What Wapiti reports, in whichever of its formats: entries under the categories of what it looks for. */

import { identifierRefs, ownRef } from "../finding-refs.ts";
import type { Severity } from "../observation.ts";
import type { ReportHead } from "../report-head.ts";
import type { Finding } from "../report-writer.ts";

/** `anomaly` and `additional` are facts: an error page, a technology in use. */
export type WapitiGroup = "vulnerability" | "anomaly" | "additional";

export interface WapitiEntry {
  readonly group: WapitiGroup;
  readonly category: string;
  /** Text of a member such as `info`. */
  readonly text: (name: string) => string | undefined;
  readonly level: number | undefined;
  /** Titles of the category's references; those that name a weakness begin with its number. */
  readonly references: readonly string[];
  readonly at: string;
}

export const wapitiHead: ReportHead = {
  tool: { name: "wapiti", version: null },
  family: "wapiti",
  scope: "wapiti",
  kinds: ["web-weakness"],
};

const severities: readonly Severity[] = ["none", "low", "medium", "high", "critical"];

/** Categories without entries are listed too, whether their module ran or not; nothing is concluded from them one by one. */
export const wapitiFinding = (entry: WapitiEntry): Omit<Finding, "subject"> => {
  const isFact = entry.group !== "vulnerability" || entry.level === 0;
  const parameter = entry.text("parameter");
  const place = [entry.text("method"), entry.text("path")].filter((part) => part !== undefined);
  return {
    check: ownRef("wapiti", entry.category.toLowerCase()),
    title: entry.category,
    refs: identifierRefs(
      entry.references
        .map((title) => /^CWE-\d{1,6}/.exec(title)?.[0] ?? "")
        .filter((id) => id !== ""),
    ),
    result: isFact ? "info" : "fail",
    severity: entry.level === undefined ? null : (severities[entry.level] ?? null),
    at: entry.at,
    message: `${place.join(" ")}${parameter === undefined ? "" : ` [${parameter}]`}: ${entry.text("info") ?? ""}`,
  };
};

/** `Wapiti 3.0.4` names tool and version in one. */
export const wapitiVersion = (words: string | undefined): string | null =>
  words?.replace(/^wapiti\s+/i, "") ?? null;
