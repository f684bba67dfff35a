/** Reads Cppcheck's XML (version 2): defects in C and C++ code. */

import { identifierRefs, ownRef, severityOf } from "../finding-refs.ts";
import type { ObservationResult } from "../observation.ts";
import type { ReadEvent } from "../reader.ts";
import { reportWriter, type ReportWriter } from "../report-writer.ts";
import { unnamedRepository } from "../subjects.ts";
import { childOf, type XmlRecord } from "../xml-record.ts";
import { xmlReader } from "../xml-report.ts";
import { codePlace, placed } from "./code-run.ts";
import { wordTable } from "../word-table.ts";

interface CppcheckState {
  readonly writer: ReportWriter;
  errors: number;
}

/** Code that Cppcheck could not check. */
const failures: ReadonlySet<string> = new Set([
  "syntaxError",
  "unknownMacro",
  "internalError",
  "internalAstError",
  "cppcheckError",
  "preprocessorErrorDirective",
  "cppcheckLimit",
  "instantiationError",
]);

/** Style, speed and portability are remarks; errors and warnings are defects. */
const results = wordTable<ObservationResult>({
  error: "fail",
  warning: "fail",
  style: "info",
  performance: "info",
  portability: "info",
  information: "info",
  debug: "info",
  none: "info",
});

function* takeError(state: CppcheckState, record: XmlRecord): Generator<ReadEvent> {
  const { id, severity = "", msg, verbose, cwe, inconclusive } = record.attributes;
  if (id === undefined || id === "") {
    yield state.writer.warning("id-missing", record.at, "id");
    return;
  }
  const result = failures.has(id) ? "error" : results[severity];
  if (result === undefined) {
    yield state.writer.warning("result-unknown", record.at, severity);
    return;
  }
  if (result === "error") state.errors += 1;
  const location = childOf(record, "location")?.attributes;
  const line = location?.["line"];
  yield* state.writer.finding({
    subject: unnamedRepository("cppcheck"),
    check: ownRef("cppcheck", id),
    title: msg ?? id,
    refs: cwe === undefined ? [] : identifierRefs([`CWE-${cwe}`]),
    kinds: result === "error" ? [] : ["code-weakness"],
    result,
    severity: severityOf(severity),
    at: record.at,
    message: placed(
      codePlace(location?.["file"], line === undefined ? undefined : Number(line)),
      verbose === msg ? undefined : verbose,
      inconclusive === "true" ? "inconclusive" : undefined,
    ),
  });
}

export const cppcheckReader = xmlReader<CppcheckState>({
  format: "cppcheck",
  name: { zh: "Cppcheck（C/C++ 代码检查）", en: "Cppcheck (C and C++ code)" },
  versions: ["2"],
  roots: ["results"],
  detect: (_tag, head) => /<cppcheck\s+version=/.test(head),
  start: (context) => ({
    writer: reportWriter(
      {
        tool: { name: "cppcheck", version: null },
        family: "cppcheck",
        scope: "cppcheck",
        kinds: ["code-weakness"],
      },
      context,
    ),
    errors: 0,
  }),
  open: (state, { name, parent, attributes }) => {
    if (name === "cppcheck")
      state.writer.setTool({ name: "cppcheck", version: attributes["version"] ?? null });
    if (name === "error") return "record";
    return name === "results" || (name === "errors" && parent === "results") ? "enter" : "skip";
  },
  take: takeError,
  *end({ writer, errors }, at) {
    const subject = unnamedRepository("cppcheck");
    yield* writer.covered(subject, at);
    yield writer.warning("subject-unclear", at, "the report does not name the repository");
    if (errors === 0) yield* writer.conclude();
  },
});
