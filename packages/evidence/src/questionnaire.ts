/** Reads what people attest: rows of a questionnaire become observations of the family `attestation`. */

import { AppError, type WarningCode } from "@fenji/kernel";
import { csvLimits } from "./csv-rows.ts";
import type { CheckRef, ObservationResult, Subject } from "./observation.ts";
import {
  headingRows,
  questionnaireColumns,
  type QuestionnaireColumns,
  type QuestionnaireField,
} from "./questionnaire-columns.ts";
import {
  answerOf,
  dayOf,
  isDayInFuture,
  methodOf,
  subjectNamed,
  type Answer,
} from "./questionnaire-words.ts";
import type { ReadContext, ReadEvent } from "./reader.ts";
import { toolWords } from "./tool-words.ts";

/** A row of a table, from whatever kind of file. Formulas come as the text they last showed, never evaluated. */
export interface SheetRow {
  readonly cells: readonly string[];
  /** Place of a cell by its number from 0: `line:column` of a CSV, `sheet!B3` of a workbook. */
  readonly placeOf: (column: number) => string;
}

const questionnaireLimits = { maxRows: 200_000, maxIdLength: 200 } as const;

interface Sheet {
  readonly columns: QuestionnaireColumns;
  readonly context: ReadContext;
  /** Subject and question of every answer so far. */
  readonly seen: Set<string>;
  unanswered: number;
  firstUnanswered: string;
}

/**
 * "Partly" is a fail that carries the ref `answer:partly`; how it was learned is the ref `method:…`. Each question is a
 * scope of its own: a newer answer replaces the older one, and a questionnaire that asks less closes nothing.
 * @throws AppError `evidence.not-a-questionnaire`, `evidence.too-many-rows`
 */
export async function* readQuestionnaire(
  rows: AsyncIterable<SheetRow>,
  context: ReadContext,
): AsyncGenerator<ReadEvent> {
  let sheet: Sheet | undefined;
  let count = 0;
  let firstPlace = "1:1";
  for await (const row of rows) {
    count += 1;
    if (count === 1) firstPlace = row.placeOf(0);
    if (count > questionnaireLimits.maxRows) {
      throw new AppError("evidence.too-many-rows", {
        at: row.placeOf(0),
        limit: questionnaireLimits.maxRows,
      });
    }
    if (sheet !== undefined) yield* takeRow(sheet, row);
    else {
      const columns = count > headingRows ? undefined : questionnaireColumns(row.cells);
      if (columns === undefined && count >= headingRows) break;
      if (columns === undefined) continue;
      sheet = { columns, context, seen: new Set(), unanswered: 0, firstUnanswered: "" };
      yield { kind: "tool", tool: { name: "questionnaire", version: null }, family: "attestation" };
    }
  }
  if (sheet === undefined) throw new AppError("evidence.not-a-questionnaire", { at: firstPlace });
  if (sheet.unanswered === 0) return;
  yield warning("unanswered", sheet.firstUnanswered, String(sheet.unanswered));
}

const warning = (code: WarningCode, at: string, detail: string): ReadEvent => ({
  kind: "warning",
  code,
  at,
  detail,
});

interface Cells {
  readonly text: (field: QuestionnaireField) => string;
  readonly at: (field: QuestionnaireField) => string;
}

const cellsOf = (sheet: Sheet, row: SheetRow): Cells => {
  const columnOf = (field: QuestionnaireField): number => sheet.columns[field] ?? -1;
  return {
    text: (field) => (row.cells[columnOf(field)] ?? "").trim(),
    at: (field) => row.placeOf(Math.max(0, columnOf(field))),
  };
};

/** Good rows are kept whatever stands in bad ones. */
function* takeRow(sheet: Sheet, row: SheetRow): Generator<ReadEvent> {
  if (row.cells.every((cell) => cell.trim() === "")) return;
  const cells = cellsOf(sheet, row);
  const written = cells.text("answer");
  const question = toolWords(
    cells.text("question").replace(/\s+/g, " "),
    questionnaireLimits.maxIdLength,
  );
  if (question === "") {
    yield warning("id-missing", cells.at("question"), toolWords(written, 60));
    return;
  }
  if (written === "") {
    if (sheet.unanswered === 0) sheet.firstUnanswered = cells.at("answer");
    sheet.unanswered += 1;
    return;
  }
  const answer = answerOf(written);
  if (answer === undefined) {
    yield warning("result-unknown", cells.at("answer"), toolWords(written, 60));
    return;
  }
  yield* takeAnswer(sheet, cells, { question, answer });
}

const resultOf: Readonly<Record<Answer, ObservationResult>> = {
  yes: "pass",
  no: "fail",
  partly: "fail",
  notApplicable: "notApplicable",
  unknown: "info",
};

function* takeAnswer(
  sheet: Sheet,
  cells: Cells,
  said: { readonly question: string; readonly answer: Answer },
): Generator<ReadEvent> {
  const subject = subjectNamed(cells.text("subject"));
  yield* noteDuplicate(sheet, cells, `${subject.kind}:${subject.id}\n${said.question}`);
  if (cells.text("note").length > csvLimits.maxCellLength) {
    yield warning("field-too-long", cells.at("note"), String(csvLimits.maxCellLength));
  }
  const refs: CheckRef[] = said.answer === "partly" ? ["answer:partly"] : [];
  const method = methodOf(cells.text("method"));
  if (method !== undefined) refs.push(`method:${method}`);
  else if (cells.text("method") !== "") {
    yield warning("result-unknown", cells.at("method"), toolWords(cells.text("method"), 60));
  }
  const observedAt = yield* dateOf(sheet, cells);
  const check = `question:${said.question}`;
  yield* attest(check, subject, {
    title: toolWords(cells.text("title"), 300) || null,
    refs,
    result: resultOf[said.answer],
    observedAt,
    at: cells.at("answer"),
    message:
      toolWords(
        [cells.text("role"), cells.text("note")].filter((text) => text !== "").join(": "),
      ) || null,
  });
}

/** Both answers are kept, so that a contradiction is seen by whoever judges, not settled here. */
function* noteDuplicate(sheet: Sheet, cells: Cells, key: string): Generator<ReadEvent> {
  if (sheet.seen.has(key))
    yield warning("duplicate-id", cells.at("question"), toolWords(cells.text("question"), 200));
  sheet.seen.add(key);
}

function* dateOf(sheet: Sheet, cells: Cells): Generator<ReadEvent, string | null> {
  const written = cells.text("date");
  const day = dayOf(written);
  if (day === undefined) {
    yield warning("time-missing", cells.at("date"), toolWords(written, 60));
    return null;
  }
  if (isDayInFuture(day, sheet.context.now)) yield warning("time-in-future", cells.at("date"), day);
  return day;
}

interface Attested {
  readonly title: string | null;
  readonly refs: readonly CheckRef[];
  readonly result: ObservationResult;
  readonly observedAt: string | null;
  readonly at: string;
  readonly message: string | null;
}

function* attest(check: CheckRef, subject: Subject, attested: Attested): Generator<ReadEvent> {
  yield { kind: "scope", subject, scope: check };
  yield {
    kind: "observation",
    observation: { subject, check, revision: null, severity: null, ...attested },
    scope: check,
  };
}
