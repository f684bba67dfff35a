/** Reads the CSV of testssl.sh: protocols, ciphers, certificates and known attacks of TLS services. */

import { csvReader } from "../csv-report.ts";
import { siteReports } from "../site-reports.ts";
import { tellTestsslLine, testsslHead, type TestsslRun } from "./testssl-line.ts";

export const testsslCsvReader = csvReader<TestsslRun>({
  format: "testssl-csv",
  name: { zh: "testssl.sh（传输加密，CSV）", en: "testssl.sh (transport encryption, CSV)" },
  versions: ["3"],
  isHeading: (cells) =>
    cells[0] === "id" && cells[1] === "fqdn/ip" && cells[2] === "port" && cells[3] === "severity",
  start: (context) => ({
    reports: siteReports(testsslHead, context),
    met: new Set(),
    finished: new Set(),
    broken: false,
  }),
  *take(run, record) {
    const id = record.cell("id");
    if (id === "") yield run.reports.warning("id-missing", record.at("id"), "id");
    else
      yield* tellTestsslLine(run, {
        id,
        severity: record.cell("severity"),
        finding: record.cell("finding"),
        cve: record.cell("cve"),
        cwe: record.cell("cwe"),
        target: record.cell("fqdn/ip"),
        port: record.cell("port"),
        at: record.at("severity"),
        observedAt: null,
      });
  },
  *end(run) {
    // A table that breaks off looks like a shorter one; only the line with the duration marks the end.
    if (!run.broken && run.met.size > 0 && run.finished.size === run.met.size)
      yield* run.reports.conclude();
  },
});
