/** Reads the log of ClamAV: infected files, files that could not be looked at, and the scan as a whole. */

import { hostSubject } from "../host-subject.ts";
import { ownRef } from "../finding-refs.ts";
import { lineReader } from "../line-report.ts";
import { reportWriter, type ReportWriter } from "../report-writer.ts";
import { writtenTime } from "../written-time.ts";

interface ClamavState {
  readonly writer: ReportWriter;
  observedAt: string | null;
  /** Infected files that the summaries count; a log may hold several scans. */
  declared: number;
  summaryAt: string | undefined;
}

/** ClamAV names no host: whoever keeps the log knows. */
const { subject, unclear } = hostSubject({ machineIds: [], macs: [], names: [], addresses: [] });

/** `clamd` puts the time before each line: `Thu Nov 26 06:39:18 2026 -> `. */
const clamdTime = /^([A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}) -> /;
const summary = /^(Infected files|Start Date|End Date|Engine version):\s*(.{1,60})$/;
const infected = /^(.{0,4000}): (\S{1,300}) FOUND$/;
/** A file that could not be read, in the words of the scanner or of its library. */
const troubleOf = (text: string): string | undefined => {
  const prefix = /^(?:WARNING|ERROR|LibClamAV Error): /.exec(text)?.[0];
  if (prefix !== undefined) return text.slice(prefix.length);
  return text.endsWith(" ERROR") ? text.slice(0, -" ERROR".length) : undefined;
};

function* tellLine(state: ClamavState, line: string, at: string) {
  const clamd = clamdTime.exec(line);
  const text = clamd === null ? line : line.slice(clamd[0].length);
  const observedAt = clamd?.[1] === undefined ? state.observedAt : writtenTime(clamd[1]);
  const found = text.endsWith(" FOUND") ? infected.exec(text) : null;
  if (found !== null) {
    const [, file = "", name = ""] = found;
    yield* state.writer.finding({
      subject,
      check: ownRef("clamav", name),
      title: name,
      result: "fail",
      severity: null,
      observedAt,
      at,
      message: file,
    });
    return;
  }
  const trouble = troubleOf(text);
  if (trouble === undefined) return;
  yield* state.writer.finding({
    subject,
    check: "clamav:not-scanned",
    title: null,
    result: "error",
    observedAt,
    at,
    message: trouble,
  });
}

function* takeSummary(state: ClamavState, [, name = "", value = ""]: RegExpExecArray, at: string) {
  if (name === "Infected files") {
    state.declared += Number(value);
    state.summaryAt ??= at;
  } else if (name === "Engine version")
    state.writer.setTool({ name: "clamav", version: value.trim() });
  else if (name === "End Date") {
    state.observedAt = writtenTime(value);
    yield* state.writer.covered(subject, state.summaryAt ?? at, state.observedAt);
  }
}

export const clamavReader = lineReader<ClamavState>({
  format: "clamav",
  name: { zh: "ClamAV（恶意代码）", en: "ClamAV (malware)" },
  versions: ["0", "1"],
  detect: (head) => {
    if (head.includes("----------- SCAN SUMMARY -----------")) return true;
    const lines = head
      .split("\n", 6)
      .slice(0, 5)
      .filter((line) => line.trim() !== "");
    return (
      lines.length > 0 &&
      lines.every((line) =>
        /^.{0,4000}: (?:OK|Empty file|Excluded|Symbolic link|\S{1,300} FOUND)\r?$/.test(line),
      )
    );
  },
  start: (context) => ({
    writer: reportWriter(
      {
        tool: { name: "clamav", version: null },
        family: "clamav",
        scope: "clamav",
        kinds: ["malware"],
      },
      context,
    ),
    observedAt: null,
    declared: 0,
    summaryAt: undefined,
  }),
  *take(state, line, number) {
    const at = `${number}:1`;
    const found = summary.exec(line);
    if (found === null) yield* tellLine(state, line, at);
    else yield* takeSummary(state, found, at);
  },
  *end({ writer, summaryAt, declared, observedAt }) {
    if (unclear !== null) yield writer.warning("subject-unclear", summaryAt ?? "1:1", unclear);
    // A log without its summary is one of a scan that goes on, or broke off.
    if (summaryAt === undefined) return;
    yield* writer.covered(subject, summaryAt, observedAt);
    writer.declared(declared, summaryAt);
    yield* writer.conclude();
  },
});
