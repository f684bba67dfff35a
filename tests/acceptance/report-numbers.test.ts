/** One report in every form: score, counts, results and finding numbers are the same in all of them. */

import { layOutReport, writeActionPlan, writeAssessmentResults } from "@fenji/assessment";
import { reportDocx, reportPdf, reportXlsx, uuidOf } from "@fenji/intake";
import { languages, type Language } from "@fenji/kernel";
import { describe, expect, it } from "vitest";
import { sampleReport } from "../../packages/assessment/src/oscal/testing/sample-report.ts";
import { documentTexts } from "../../packages/intake/src/reports/testing/read-docx.ts";
import { readPdf } from "../../packages/intake/src/reports/testing/read-pdf.ts";
import { workbookTexts } from "../../packages/intake/src/reports/testing/read-xlsx.ts";

const { content } = sampleReport;

/** The texts of a form: runs of a document, lines of a page or of a cell. */
const textsOf = {
  pdf: async (lang: Language) => {
    const { pages } = readPdf(await reportPdf(layOutReport(sampleReport, lang), lang));
    return pages.join("\n").split("\n");
  },
  docx: async (lang: Language) => documentTexts(await reportDocx(layOutReport(sampleReport, lang))),
  xlsx: async (lang: Language) => workbookTexts(await reportXlsx(layOutReport(sampleReport, lang))),
};

const percent = (share: number | null): string => `${((share ?? 0) * 100).toFixed(1)} %`;

describe.each(languages)("in %s", (lang) => {
  it.each(["pdf", "docx", "xlsx"] as const)("%s prints the report's own numbers", async (form) => {
    const texts = await textsOf[form](lang);
    const { low, high, coverage } = content.score;
    expect(texts).toContain(`${percent(low)} – ${percent(high)}`);
    expect(texts).toContain(percent(coverage));
    const [summary] = layOutReport(sampleReport, lang).sections;
    const counted = summary?.table.rows.slice(-6) ?? [];
    expect(counted.map(([, count]) => Number(count))).toEqual(Object.values(content.counts));
    for (const [word = "", count = ""] of counted)
      expect(texts.join("\n")).toContain(`${word}\n${count}`);
    for (const { number } of content.findings) expect(texts).toContain(number);
    for (const { id } of content.requirements) expect(texts).toContain(id);
  });

  it("OSCAL says them too", () => {
    const { results } = writeAssessmentResults(sampleReport, lang, { uuidOf })[
      "assessment-results"
    ];
    const props = new Map(results[0]?.props.map(({ name, value }) => [name, value]));
    expect(Number(props.get("score-low"))).toBe(content.score.low);
    expect(Number(props.get("score-high"))).toBe(content.score.high);
    for (const [verdict, count] of Object.entries(content.counts))
      expect(props.get(`count-${verdict}`)).toBe(String(count));
    const numbers = content.findings.map(({ number }) => number);
    const numberOf = ({ title }: { readonly title: string }) => title.split(" ")[0];
    const plan = writeActionPlan(sampleReport, lang, { uuidOf })["plan-of-action-and-milestones"];
    expect(plan["poam-items"].map(numberOf)).toEqual(numbers);
    expect(results[0]?.risks?.map(numberOf)).toEqual(numbers);
  });
});
