/** Reads the XML of OWASP Dependency-Check, record by record. */

import type { WarningCode } from "@fenji/kernel";
import type { ReadEvent } from "../reader.ts";
import { reportWriter, type ReportWriter } from "../report-writer.ts";
import { projectSubject, unnamedRepository } from "../subjects.ts";
import { childOf, childText, childrenOf, type XmlRecord } from "../xml-record.ts";
import { xmlReader } from "../xml-report.ts";
import { libraryFinding } from "./dependency-check-finding.ts";

interface DependencyCheckState {
  readonly writer: ReportWriter;
  project: XmlRecord | undefined;
  library: string;
  purl: string | undefined;
  broken: boolean;
}

const records: ReadonlySet<string> = new Set([
  "engineVersion",
  "projectInfo",
  "fileName",
  "package",
  "vulnerability",
  "suppressedVulnerability",
  "analysisExceptions",
]);
const entered: ReadonlySet<string> = new Set([
  "analysis",
  "scanInfo",
  "dependencies",
  "dependency",
  "identifiers",
  "vulnerabilities",
]);

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined || text === "" ? undefined : Number(text);

const findingOf = (
  { library, purl }: DependencyCheckState,
  record: XmlRecord,
): ReturnType<typeof libraryFinding> | undefined => {
  const id = childText(record, "name");
  if (id === undefined) return undefined;
  const [third, second] = [childOf(record, "cvssV3"), childOf(record, "cvssV2")];
  const cwes = childrenOf(childOf(record, "cwes"), "cwe").map(({ text }) => text);
  return libraryFinding({
    id,
    library,
    purl,
    cwes: [...cwes, childText(record, "cwe") ?? ""],
    severity: childText(record, "severity") ?? childText(third, "baseSeverity"),
    score: numberOf(
      childText(third, "baseScore") ?? childText(second, "score") ?? childText(record, "cvssScore"),
    ),
    description: childText(record, "description"),
    suppressed:
      record.name === "suppressedVulnerability" ? (childText(record, "notes") ?? "") : null,
  });
};

const subjectOf = ({ project }: DependencyCheckState): ReturnType<typeof unnamedRepository> => {
  const name = childText(project, "name");
  return name === undefined
    ? unnamedRepository("dependency-check")
    : projectSubject("dependency-check", name);
};

function* takeVulnerability(state: DependencyCheckState, record: XmlRecord): Generator<ReadEvent> {
  const finding = findingOf(state, record);
  if (finding === undefined) {
    const code: WarningCode = "id-missing";
    yield state.writer.warning(code, record.at, "name");
    return;
  }
  yield* state.writer.finding({
    ...finding,
    subject: subjectOf(state),
    at: record.at,
    observedAt: childText(state.project, "reportDate") ?? null,
  });
}

export const dependencyCheckXmlReader = xmlReader<DependencyCheckState>({
  format: "dependency-check",
  name: { zh: "Dependency-Check（软件成分漏洞）", en: "Dependency-Check (vulnerable components)" },
  versions: ["1.3", "2", "3", "4"],
  roots: ["analysis"],
  detect: (tag, head) => /dependency-?check/i.test(tag) || head.includes("<scanInfo>"),
  start: (context) => ({
    writer: reportWriter(
      {
        tool: { name: "dependency-check", version: null },
        family: "dependency-check",
        scope: "dependency-check",
        kinds: ["vulnerable-component"],
      },
      context,
    ),
    project: undefined,
    library: "?",
    purl: undefined,
    broken: false,
  }),
  open: (state, { name }) => {
    if (name === "dependency") [state.library, state.purl] = ["?", undefined];
    if (entered.has(name)) return "enter";
    return records.has(name) ? "record" : "skip";
  },
  *take(state, record) {
    if (record.name === "engineVersion")
      state.writer.setTool({ name: "dependency-check", version: record.text || null });
    else if (record.name === "projectInfo") state.project = record;
    else if (record.name === "fileName") state.library = record.text || "?";
    else if (record.name === "package") state.purl ??= childText(record, "id");
    else if (record.name === "analysisExceptions") {
      state.broken = true;
      yield state.writer.warning("skipped", record.at, "analysisExceptions");
    } else yield* takeVulnerability(state, record);
  },
  *end(state, at) {
    const subject = subjectOf(state);
    yield* state.writer.covered(subject, at, childText(state.project, "reportDate"));
    if (subject.id.startsWith("unnamed:"))
      yield state.writer.warning("subject-unclear", at, "projectInfo/name");
    if (!state.broken) yield* state.writer.conclude();
  },
});
