/** Reads Prowler's CSV (versions 3 and later): one row for each check and resource of a cloud account or cluster. */

import { csvReader, type CsvRecord } from "../csv-report.ts";
import { ownRef, severityOf } from "../finding-refs.ts";
import type { ObservationResult, Subject } from "../observation.ts";
import type { ReadEvent } from "../reader.ts";
import { reportWriter, type ReportWriter } from "../report-writer.ts";
import { accountSubject } from "../subjects.ts";
import { frameworkListRefs } from "./cloud-refs.ts";
import { wordTable } from "../word-table.ts";

interface ProwlerState {
  readonly writer: ReportWriter;
  toolKnown: boolean;
  unclear: boolean;
}

/** What is left to a person is a fact without judgement. */
export const prowlerResults = wordTable<ObservationResult>({
  PASS: "pass",
  FAIL: "fail",
  MANUAL: "info",
  INFO: "info",
  MUTED: "info",
});

const accountOf = ({ cell }: CsvRecord): Subject | undefined => {
  const account = cell("ACCOUNT_UID") || cell("ACCOUNT_ID") || cell("ACCOUNT_NAME");
  return account === "" ? undefined : accountSubject(cell("PROVIDER") || "cloud", account);
};

function* tellRow(state: ProwlerState, record: CsvRecord): Generator<ReadEvent> {
  const { cell, at } = record;
  const { writer } = state;
  const check = cell("CHECK_ID");
  if (!state.toolKnown)
    writer.setTool({ name: "Prowler", version: cell("PROWLER_VERSION") || null });
  state.toolKnown = true;
  const subject = accountOf(record) ?? accountSubject(cell("PROVIDER") || "cloud", "unnamed");
  if (accountOf(record) === undefined && !state.unclear) {
    state.unclear = true;
    yield writer.warning("subject-unclear", at("ACCOUNT_UID"), "ACCOUNT_UID");
  }
  if (check === "") {
    yield writer.warning("id-missing", at("CHECK_ID"), "CHECK_ID");
    return;
  }
  const status = cell("STATUS");
  const muted = status === "MUTED" || /^true$/i.test(cell("MUTED"));
  const result = prowlerResults[status];
  if (result === undefined) {
    yield writer.warning("result-unknown", at("STATUS"), status);
    return;
  }
  const words = [
    muted ? "muted by decision" : "",
    cell("RESOURCE_UID") || cell("RESOURCE_ARN") || cell("RESOURCE_ID"),
    cell("REGION"),
    cell("STATUS_EXTENDED"),
  ];
  yield* writer.finding({
    subject,
    check: ownRef("prowler", check),
    title: cell("CHECK_TITLE"),
    refs: frameworkListRefs(cell("PROVIDER"), cell("COMPLIANCE")),
    result: muted ? "info" : result,
    severity: severityOf(cell("SEVERITY")),
    observedAt: cell("TIMESTAMP") || cell("ASSESSMENT_START_TIME"),
    at: at("CHECK_ID"),
    message: words.filter((word) => word !== "").join("\n"),
  });
  if (result === "info") writer.unfinished(subject, at("CHECK_ID"));
}

export const prowlerCsvReader = csvReader<ProwlerState>({
  format: "prowler-csv",
  name: { zh: "Prowler（CSV）", en: "Prowler (CSV)" },
  versions: ["3", "4", "5"],
  isHeading: (cells) =>
    ["PROVIDER", "CHECK_ID", "STATUS", "STATUS_EXTENDED", "SEVERITY"].every((name) =>
      cells.includes(name),
    ),
  start: (context) => ({
    writer: reportWriter(
      {
        tool: { name: "Prowler", version: null },
        family: "prowler",
        scope: "prowler",
        kinds: ["misconfiguration"],
      },
      context,
    ),
    toolKnown: false,
    unclear: false,
  }),
  take: tellRow,
  *end({ writer }) {
    yield* writer.conclude();
  },
});
