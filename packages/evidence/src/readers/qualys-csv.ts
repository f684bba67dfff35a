/** Reads Qualys' vulnerability report as CSV: one row for each detection on a host. */

import { csvReader, type CsvRecord } from "../csv-report.ts";
import { hostSubject } from "../host-subject.ts";
import type { ReadEvent } from "../reader.ts";
import { reportWriter, type ReportWriter } from "../report-writer.ts";
import { slashTime } from "../tool-times.ts";
import { isQid, qualysFinding, qualysHead } from "./qualys-finding.ts";

interface CsvState {
  readonly writer: ReportWriter;
  readonly unclear: Set<string>;
}

function* tellRow({ writer, unclear }: CsvState, record: CsvRecord): Generator<ReadEvent> {
  const { cell, at } = record;
  const qid = cell("QID");
  if (!isQid(qid)) {
    // Rows of hosts without a detection say that they were looked at; other rows are notes of the export.
    if (qid !== "") yield writer.warning("id-missing", at("QID"), qid);
    if (!/^[0-9a-f.:]{3,45}$/i.test(cell("IP"))) return;
  }
  const host = hostSubject({
    machineIds: [cell("QG Host ID")],
    macs: [],
    names: [cell("FQDN"), cell("DNS"), cell("NetBIOS")].filter(
      (name) => name !== "No registered hostname",
    ),
    addresses: [cell("IP")],
  });
  if (host.unclear !== null && !unclear.has(host.subject.id)) {
    unclear.add(host.subject.id);
    yield writer.warning("subject-unclear", at("IP"), host.unclear);
  }
  // The template of the report decides what is listed, so a host without a finding is not proved clean.
  writer.unfinished(host.subject, at("IP"));
  const seen = cell("Last Detected") || cell("Last Scan Date");
  if (!isQid(qid)) {
    yield* writer.covered(host.subject, at("IP"), slashTime(seen));
    return;
  }
  const port = cell("Port");
  const finding = qualysFinding({
    at: at("QID"),
    qid,
    type: cell("Type"),
    status: cell("Vuln Status"),
    ignored: cell("Ignored") === "Yes" || cell("Disabled") === "Yes",
    level: cell("Severity"),
    title: cell("Title"),
    category: cell("Category"),
    cves: cell("CVE ID").split(/[,\s]+/),
    port: port === "" ? "" : `${cell("Protocol")}/${port}`,
    observedAt: slashTime(seen),
    words: [cell("Results"), cell("Threat")],
  });
  yield* writer.finding({ ...finding, subject: host.subject });
}

export const qualysCsvReader = csvReader<CsvState>({
  format: "qualys-csv",
  name: { zh: "Qualys 漏洞报告（CSV）", en: "Qualys vulnerability report (CSV)" },
  versions: ["*"],
  isHeading: (cells) =>
    ["IP", "QID", "Title", "Type", "Severity"].every((name) => cells.includes(name)),
  start: (context) => ({ writer: reportWriter(qualysHead, context), unclear: new Set() }),
  take: tellRow,
  *end({ writer }) {
    yield* writer.conclude();
  },
});
