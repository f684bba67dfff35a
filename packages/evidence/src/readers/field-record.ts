/** Reads field records: what people asked, saw and were shown on site, one record a line, as the node writes them. */

import { AppError } from "@fenji/kernel";
import { isInFuture, parseInstant } from "../instant.ts";
import type { JsonValue } from "../json-select.ts";
import { listAt, objectIn, textAt } from "../json-value.ts";
import { lineReader } from "../line-report.ts";
import type { ObservationResult, Subject, SubjectKind } from "../observation.ts";
import type { ReadContext, ReadEvent } from "../reader.ts";
import { keptSubject } from "../subjects.ts";
import { toolWords } from "../tool-words.ts";

/** Stands in the first line; a file of a later version is another format. */
export const fieldRecordsFormat = "fenji-field-records/1";

const recordLimits = { maxRecords: 100_000, maxFormerSubjects: 100 } as const;

const results: ReadonlyMap<string, ObservationResult> = new Map([
  ["yes", "pass"],
  ["no", "fail"],
  ["partly", "fail"],
  ["notApplicable", "notApplicable"],
  ["unknown", "info"],
]);

const kinds = new Set(["interview", "document", "observation"]);

const subjectKinds: readonly SubjectKind[] = [
  "host",
  "image",
  "repository",
  "network",
  "organisation",
];

interface State {
  readonly context: ReadContext;
  /** When the node wrote the file: a record that was changed later on another device's slower clock is still newer. */
  writtenAt: string | null;
  /** Whether the tool has been told. */
  told: boolean;
  records: number;
  unused: number;
  firstUnused: string;
}

const parsed = (line: string): JsonValue | undefined => {
  try {
    const value: JsonValue = JSON.parse(line);
    return value;
  } catch {
    return undefined;
  }
};

const whole: Subject = { kind: "organisation", id: "self", identifiers: {} };

/** Undefined for what names no subject; the firm as a whole where nothing is named. */
const subjectOf = (value: JsonValue | undefined): Subject | undefined => {
  if (value === undefined || value === null) return whole;
  const id = textAt(value, "id");
  const kind = subjectKinds.find((known) => known === textAt(value, "kind"));
  if (id === undefined || kind === undefined) return undefined;
  return keptSubject({ kind, id: id.slice(0, 400), identifiers: {} });
};

const warning = (code: "id-missing" | "result-unknown" | "skipped", at: string, detail: string) =>
  ({ kind: "warning", code, at, detail: toolWords(detail, 60) }) as const;

function* takeTime(
  state: State,
  text: string | undefined,
  at: string,
): Generator<ReadEvent, string | null> {
  const instant = text === undefined ? undefined : parseInstant(text);
  if (instant === undefined) {
    yield { kind: "warning", code: "time-missing", at, detail: toolWords(text ?? "", 60) };
    return null;
  }
  if (isInFuture(instant.iso, state.context.now))
    yield { kind: "warning", code: "time-in-future", at, detail: instant.iso };
  return instant.iso;
}

const messageOf = (record: JsonValue): string | null => {
  const said = [textAt(record, "respondentRole"), textAt(record, "note")];
  const document = textAt(record, "document", "name");
  const text = [said.filter((part) => part !== undefined).join(": "), document ?? ""]
    .filter((part) => part !== "")
    .join(" · ");
  return toolWords(text, 2_000) || null;
};

function* takeAnswer(
  state: State,
  record: JsonValue,
  told: { readonly subject: Subject; readonly scope: string; readonly at: string },
): Generator<ReadEvent> {
  const answer = textAt(record, "answer") ?? "";
  const result = results.get(answer);
  if (result === undefined) return yield warning("result-unknown", told.at, answer);
  const question = toolWords(textAt(record, "question") ?? "", 200);
  const kind = textAt(record, "kind") ?? "";
  const refs: string[] = kinds.has(kind) ? [`method:${kind}`] : [];
  if (answer === "partly") refs.push("answer:partly");
  const observedAt = yield* takeTime(state, textAt(record, "recordedAt"), told.at);
  const about = toolWords(textAt(record, "requirement") ?? "general", 200);
  yield {
    kind: "observation",
    scope: told.scope,
    observation: {
      subject: told.subject,
      check: question === "" ? `field-note:${about}` : `question:${question}`,
      revision: null,
      title: toolWords(textAt(record, "title") ?? "", 300) || null,
      refs,
      // What answers no question of the pack is kept and decides nothing.
      result: question === "" ? "info" : result,
      severity: null,
      observedAt,
      at: told.at,
      message: messageOf(record),
    },
  };
}

/** Each record is a scope of its own: its newest file replaces what it said before, on whichever subject. */
function* takeRecord(state: State, record: JsonValue, at: string): Generator<ReadEvent> {
  const id = textAt(record, "record");
  if (id === undefined) return yield warning("id-missing", at, textAt(record, "note") ?? "");
  const subject = subjectOf(objectIn(record)?.["subject"]);
  if (subject === undefined) return yield warning("skipped", at, id);
  state.records += 1;
  if (state.records > recordLimits.maxRecords)
    throw new AppError("evidence.too-many-observations", { at, limit: recordLimits.maxRecords });
  const scope = `field-record:${toolWords(id, 100)}`;
  const former = listAt(record, "formerly").slice(0, recordLimits.maxFormerSubjects);
  const covered = [subject, ...former.flatMap((one) => subjectOf(one) ?? [])];
  const distinct = new Map(covered.map((one) => [`${one.kind}\n${one.id}`, one]));
  for (const one of distinct.values())
    yield { kind: "scope", subject: one, scope, observedAt: state.writtenAt };
  if (objectIn(record)?.["withdrawn"] === true) return;
  yield* takeAnswer(state, record, { subject, scope, at });
}

function* takeLine(state: State, line: string, number: number): Generator<ReadEvent> {
  if (line.trim() === "") return;
  const at = `${number}:1`;
  const value = parsed(number === 1 ? line.replace(/^\uFEFF/, "") : line);
  if (!state.told)
    yield { kind: "tool", tool: { name: "field-records", version: null }, family: "attestation" };
  state.told = true;
  if (number === 1) {
    state.writtenAt = parseInstant(textAt(value, "writtenAt") ?? "")?.iso ?? null;
  } else if (objectIn(value) === undefined || value === undefined) {
    if (state.unused === 0) state.firstUnused = at;
    state.unused += 1;
  } else yield* takeRecord(state, value, at);
}

export const fieldRecordReader = lineReader<State>({
  format: "field-record",
  name: { zh: "现场记录（访谈、查阅、现场查看）", en: "Field records (interview, document, site)" },
  versions: ["1"],
  media: ["application/x-ndjson"],
  detect: (head) => {
    const first = parsed(head.replace(/^\uFEFF/, "").split("\n", 1)[0] ?? "");
    return textAt(first, "format") === fieldRecordsFormat;
  },
  start: (context) => ({
    context,
    writtenAt: null,
    told: false,
    records: 0,
    unused: 0,
    firstUnused: "",
  }),
  take: takeLine,
  *end(state) {
    if (state.unused > 0) yield warning("skipped", state.firstUnused, String(state.unused));
  },
});
