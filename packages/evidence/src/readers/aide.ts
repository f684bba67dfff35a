/** Reads the report of AIDE: files that differ from their recorded state. */

import { hostSubject } from "../host-subject.ts";
import { ownRef } from "../finding-refs.ts";
import { lineReader } from "../line-report.ts";
import { reportWriter, type ReportWriter } from "../report-writer.ts";
import { wordTable } from "../word-table.ts";

type Change = "added" | "removed" | "changed";

interface AideState {
  readonly writer: ReportWriter;
  observedAt: string | null;
  version: string | null;
  /** The list that is being read. */
  list: Change | undefined;
  /** The whole report has one verdict; without it nothing is concluded. */
  verdictAt: string | undefined;
  declared: number | undefined;
  declaredAt: string;
}

/** AIDE names no host: whoever keeps the report knows. */
const { subject, unclear } = hostSubject({ machineIds: [], macs: [], names: [], addresses: [] });

const heading = /^(Added|Removed|Changed) (?:entries|files):\s*(\d+)?$/;
const startTime = /^Start timestamp: (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?: [+-]\d{4})?)/;
const toolVersion = /AIDE v?(\d[\w.]*)/;
const verdict = /^AIDE(?: \d[\w.]*)? found (?:NO )?differences between database and filesystem/;
/** Of version 0.15 and before, clean. */
const allRight = /^All files match AIDE database/;
/** `f > ... ..  H : /etc/passwd`, and before version 0.17 `changed: /etc/passwd`. */
const entry = /^([^:\s][^:/]{0,60}): ?(\/.*)$/;

const endings = wordTable<Change>({
  Added: "added",
  Removed: "removed",
  Changed: "changed",
});

/** A heading with a number is the summary; one without begins a list. */
const takeHeading = (state: AideState, line: string, at: string): boolean => {
  const found = heading.exec(line);
  if (found === null) return false;
  const [, word = "", count] = found;
  if (count === undefined) state.list = endings[word];
  else {
    if (state.declared === undefined) state.declaredAt = at;
    state.declared = (state.declared ?? 0) + Number(count);
  }
  return true;
};

const takeHead = (state: AideState, line: string, at: string): void => {
  state.version ??= toolVersion.exec(line)?.[1] ?? null;
  const time = startTime.exec(line)?.[1];
  // `2026-11-26 06:39:18 +0000`: the space before the zone is no part of ISO 8601.
  if (time !== undefined) state.observedAt ??= time.replace(/ (?=[+-])/, "");
  if (verdict.test(line) || allRight.test(line)) {
    state.verdictAt ??= at;
    state.writer.setTool({ name: "aide", version: state.version });
  }
};

function* tellEntry(state: AideState, line: string, at: string) {
  const found = entry.exec(line);
  if (state.list === undefined || found === null) return;
  const [, attributes = "", file = ""] = found;
  yield* state.writer.finding({
    subject,
    check: ownRef("aide", file),
    title: `${state.list}: ${file}`,
    result: "fail",
    observedAt: state.observedAt,
    at,
    message: attributes.trim(),
  });
}

export const aideReader = lineReader<AideState>({
  format: "aide",
  name: { zh: "AIDE（文件完整性）", en: "AIDE (file integrity)" },
  versions: ["0.15", "0.16", "0.17", "0.18", "0.19"],
  detect: (head) => {
    const start = head.slice(0, 2_000);
    return start.split("\n").some((line) => verdict.test(line) || allRight.test(line));
  },
  start: (context) => ({
    writer: reportWriter(
      {
        tool: { name: "aide", version: null },
        family: "aide",
        scope: "aide",
        kinds: ["file-changed"],
      },
      context,
    ),
    observedAt: null,
    version: null,
    list: undefined,
    verdictAt: undefined,
    declared: undefined,
    declaredAt: "1:1",
  }),
  *take(state, line, number) {
    const at = `${number}:1`;
    if (takeHeading(state, line.trim(), at)) return;
    // What follows the lists (details of each change, sums of the database) tells no further file.
    if (line.startsWith("Detailed information") || line.startsWith("The attributes of"))
      state.list = undefined;
    if (state.list !== undefined) yield* tellEntry(state, line, at);
    else takeHead(state, line, at);
  },
  *end({ writer, verdictAt, observedAt, declared, declaredAt }) {
    if (verdictAt === undefined) return;
    yield* writer.covered(subject, verdictAt, observedAt);
    if (unclear !== null) yield writer.warning("subject-unclear", verdictAt, unclear);
    if (declared !== undefined) writer.declared(declared, declaredAt);
    yield* writer.conclude();
  },
});
