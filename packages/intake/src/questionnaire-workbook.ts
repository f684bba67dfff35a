/** Reads the questionnaires in a workbook: every visible sheet that has their headings. */

import { readQuestionnaire, type ReadContext, type ReadEvent, type Reader } from "@fenji/evidence";
import { AppError } from "@fenji/kernel";
import type { IntakeLimits } from "./intake-limits.ts";
import type { WorkbookArchive } from "./workbook-archive.ts";
import { readWorkbookParts, type WorkbookParts } from "./workbook-parts.ts";
import { workbookRows } from "./workbook-rows.ts";

export const questionnaireWorkbook: Pick<Reader, "format" | "name" | "versions" | "media"> = {
  format: "questionnaire-xlsx",
  versions: ["*"],
  media: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  name: { zh: "问卷 XLSX（访谈与查阅）", en: "Questionnaire XLSX (interviews and documents)" },
};

/** @throws AppError `evidence.archive-*`, `evidence.not-a-questionnaire` */
export async function* readWorkbook(
  archive: WorkbookArchive,
  context: ReadContext,
  limits: IntakeLimits,
): AsyncGenerator<ReadEvent> {
  const parts = await readWorkbookParts(archive, limits);
  let read = 0;
  for (const sheet of parts.sheets) {
    const at = `${sheet.name}!A1`;
    if (sheet.hidden) yield { kind: "warning", code: "sheet-hidden", at, detail: sheet.name };
    else {
      const events = readQuestionnaire(workbookRows(archive, parts, sheet), context);
      if (yield* readSheet(events, { name: sheet.name, at, first: read === 0 })) read += 1;
    }
  }
  if (read === 0) throw new AppError("evidence.not-a-questionnaire", { at: firstPlace(parts) });
}

const firstPlace = (parts: WorkbookParts): string => `${parts.sheets[0]?.name ?? "?"}!A1`;

/** True when the sheet is a questionnaire; the tool is told once for the whole workbook. */
async function* readSheet(
  events: AsyncIterable<ReadEvent>,
  sheet: { readonly name: string; readonly at: string; readonly first: boolean },
): AsyncGenerator<ReadEvent, boolean> {
  try {
    for await (const event of events) if (event.kind !== "tool" || sheet.first) yield event;
    return true;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "evidence.not-a-questionnaire") throw error;
    yield {
      kind: "warning",
      code: "sheet-not-questionnaire",
      at: sheet.at,
      detail: sheet.name,
    };
    return false;
  }
}
