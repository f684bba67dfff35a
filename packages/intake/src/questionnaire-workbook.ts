/** Reads the questionnaires and mapped tables in a workbook: every visible sheet that has their headings. */

import { readSheet, type ReadContext, type ReadEvent, type Reader } from "@fenji/evidence";
import { AppError } from "@fenji/kernel";
import type { IntakeLimits } from "./intake-limits.ts";
import type { WorkbookArchive } from "./workbook-archive.ts";
import { readWorkbookParts, type WorkbookParts } from "./workbook-parts.ts";
import { workbookRows } from "./workbook-rows.ts";

export const questionnaireWorkbook: Pick<Reader, "format" | "name" | "versions" | "media"> = {
  format: "questionnaire-xlsx",
  versions: ["*"],
  media: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  name: {
    zh: "工作簿 XLSX（问卷与已映射的表格）",
    en: "Workbook XLSX (questionnaires and mapped tables)",
  },
};

/** @throws AppError `evidence.archive-*`, `evidence.not-a-questionnaire` */
export async function* readWorkbook(
  archive: WorkbookArchive,
  context: ReadContext,
  limits: IntakeLimits,
): AsyncGenerator<ReadEvent> {
  const parts = await readWorkbookParts(archive, limits);
  const told = { family: "" };
  let read = 0;
  for (const sheet of parts.sheets) {
    const at = `${sheet.name}!A1`;
    if (sheet.hidden) yield { kind: "warning", code: "sheet-hidden", at, detail: sheet.name };
    else {
      const events = readSheet(workbookRows(archive, parts, sheet), context);
      if (yield* tellSheet(events, { name: sheet.name, at, told })) read += 1;
    }
  }
  if (read === 0) throw new AppError("evidence.not-a-questionnaire", { at: firstPlace(parts) });
}

const firstPlace = (parts: WorkbookParts): string => `${parts.sheets[0]?.name ?? "?"}!A1`;

/** True when the sheet could be read; a tool is told once for all sheets that it speaks in a row. */
async function* tellSheet(
  events: AsyncIterable<ReadEvent>,
  sheet: { readonly name: string; readonly at: string; readonly told: { family: string } },
): AsyncGenerator<ReadEvent, boolean> {
  try {
    for await (const event of events) {
      if (event.kind === "tool" && event.family === sheet.told.family) continue;
      if (event.kind === "tool") sheet.told.family = event.family;
      yield event;
    }
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
