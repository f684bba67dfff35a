/** Writes a report in the form that the file's name asks for. */

import { extname } from "node:path";
import { layOutReport, writeAssessmentResults, type AssessmentReport } from "@fenji/assessment";
import { reportDocx, reportPdf, reportXlsx, uuidOf } from "@fenji/intake";
import { AppError, canonicalJson, type Json, type Language } from "@fenji/kernel";
import { writePieces } from "./write-pieces.ts";

type Form = (report: AssessmentReport, lang: Language) => Promise<Uint8Array | string>;

const forms = new Map<string, Form>([
  [".docx", (report, lang) => reportDocx(layOutReport(report, lang))],
  [".pdf", (report, lang) => reportPdf(layOutReport(report, lang), lang)],
  [".xlsx", (report, lang) => reportXlsx(layOutReport(report, lang))],
  // Made of texts, numbers, lists and nulls alone.
  [".json", async (report) => canonicalJson(JSON.parse(JSON.stringify(report)) as Json)],
]);

/** @throws AppError `report.form-unknown` before anything is read or written. */
export const reportForm = (path: string): Form => {
  const form = forms.get(extname(path).toLowerCase());
  if (form !== undefined) return form;
  throw new AppError("report.form-unknown", { path, known: [...forms.keys()].join(" ") });
};

export interface ReportWish {
  readonly report: readonly string[];
  /** OSCAL assessment results. */
  readonly oscalAr: string | undefined;
}

/** What lay at a path is replaced when the new file is whole, or not at all. @throws AppError `evidence.*`, `report.*` */
export const saveReport = async (
  made: AssessmentReport,
  { report, oscalAr }: ReportWish,
  lang: Language,
): Promise<void> => {
  for (const path of report) await writePieces(path, [await reportForm(path)(made, lang)]);
  if (oscalAr === undefined) return;
  const results = writeAssessmentResults(made, lang, { uuidOf });
  await writePieces(oscalAr, [`${JSON.stringify(results, null, 2)}\n`]);
};
