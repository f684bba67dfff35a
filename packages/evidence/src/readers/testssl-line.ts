/** What a line of testssl.sh says, in whichever of its report formats it stands. */

import { identifierRefs, ownRef, severityOf } from "../finding-refs.ts";
import type { ObservationResult } from "../observation.ts";
import type { ReadEvent } from "../reader.ts";
import type { ReportHead } from "../report-head.ts";
import { siteOf, type SiteReports } from "../site-reports.ts";

export interface TestsslLine {
  readonly id: string;
  readonly severity: string;
  readonly finding: string;
  /** Identifiers separated by spaces. */
  readonly cve: string;
  readonly cwe: string;
  /** Name and address as testssl.sh writes them: `mes.plant.example/10.1.1.9`. */
  readonly target: string;
  readonly port: string;
  readonly at: string;
  readonly observedAt: string | null;
}

export const testsslHead: ReportHead = {
  tool: { name: "testssl", version: null },
  family: "testssl",
  scope: "testssl",
  kinds: ["weak-transport"],
};

/** OK is a check that is passed; WARN is one that could not be carried out (manual, section SEVERITY). */
const results: Readonly<Record<string, ObservationResult>> = {
  OK: "pass",
  INFO: "info",
  DEBUG: "info",
  LOW: "fail",
  MEDIUM: "fail",
  HIGH: "fail",
  CRITICAL: "fail",
  WARN: "error",
  FATAL: "error",
};

/** Response headers, which testssl.sh looks at beside the transport. */
const isHeader =
  /^(?:HTTP_|X-|banner_|cookie_|security_headers|ipv4_in_header|(?:Content-Security|Referrer|Permissions|Cross-Origin-\w+)-Policy)/i;

export interface TestsslRun {
  readonly reports: SiteReports;
  /** Targets that were met, and those whose test came to its end. */
  readonly met: Set<string>;
  readonly finished: Set<string>;
  broken: boolean;
}

const maxTargets = 100_000;

export function* tellTestsslLine(run: TestsslRun, line: TestsslLine): Generator<ReadEvent> {
  const { reports } = run;
  const result = results[line.severity.toUpperCase()];
  const [name = "", address = ""] = line.target.split("/");
  const isEnd = line.id === "scanTime";
  if (line.severity === "FATAL" || (isEnd && result === "error")) run.broken = true;
  if (result === undefined) {
    yield reports.warning("result-unknown", line.at, `${line.id}: ${line.severity}`);
    return;
  }
  if (name === "" && address === "") {
    yield reports.warning("skipped", line.at, `${line.id}: ${line.finding}`);
    return;
  }
  const target = `${line.target} ${line.port}`;
  if (run.met.size < maxTargets) run.met.add(target);
  if (isEnd) run.finished.add(target);
  const refs = identifierRefs(`${line.cve} ${line.cwe}`.slice(0, 2_000).split(/\s+/));
  yield* reports.finding(siteOf({ host: name, address, port: line.port }), {
    check: ownRef("testssl", line.id),
    title: line.id,
    refs,
    result,
    severity: result === "fail" ? severityOf(line.severity) : null,
    ...(isHeader.test(line.id) ? { kinds: ["web-weakness" as const] } : {}),
    observedAt: line.observedAt,
    at: line.at,
    message: line.finding,
  });
}
