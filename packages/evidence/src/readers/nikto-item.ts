/** What an item of Nikto says, in whichever of its report formats it stands. */

import { identifierRefs, ownRef } from "../finding-refs.ts";
import type { ReportHead } from "../report-head.ts";
import type { Finding } from "../report-writer.ts";

export interface NiktoItem {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly words: string;
  /** Identifiers and links that Nikto names beside it. */
  readonly references: string;
  readonly at: string;
  readonly observedAt: string | null;
}

export const niktoHead: ReportHead = {
  tool: { name: "nikto", version: null },
  family: "nikto",
  scope: "nikto",
  kinds: ["web-weakness"],
};

/** Nikto knows no severities: what it lists is what it holds against the server. */
export const niktoFinding = (item: NiktoItem): Omit<Finding, "subject"> => ({
  check: ownRef("nikto", item.id),
  title: item.words,
  refs: identifierRefs(
    [
      ...`${item.references} ${item.words}`.slice(0, 4_000).matchAll(/(?:CVE-\d{4}|CWE)-\d{1,9}/gi),
    ].map(([identifier]) => identifier),
  ),
  result: "fail",
  severity: null,
  observedAt: item.observedAt,
  at: item.at,
  message: `${item.method} ${item.path}: ${item.words}`,
});
