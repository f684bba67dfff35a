/** How long a report of 300 requirements and 60 findings takes in every form, against three seconds. */

import {
  layOutReport,
  writeActionPlan,
  writeAssessmentResults,
  type AssessmentReport,
} from "@fenji/assessment";
import { reportDocx, reportPdf, reportXlsx, uuidOf } from "@fenji/intake";
import { sampleReport } from "../packages/assessment/src/oscal/testing/sample-report.ts";
import type { Bench, BenchRow } from "./bench-row.ts";

const requirements = 300;
const findings = 60;
const rounds = 5;
const limitMs = 3_000;

/** Characters that are all different, so that a font of many slices is needed. */
const words = (from: number, length: number): string =>
  String.fromCodePoint(
    ...Array.from({ length }, (_value, index) => 0x4e00 + ((from + index) % 3_000)),
  );

const grown = (): AssessmentReport => {
  const { content } = sampleReport;
  const [requirement] = content.requirements;
  const [finding] = content.findings;
  if (requirement === undefined || finding === undefined) throw new Error("the sample is empty");
  const text = (index: number, length: number) => {
    const all = words(index * 7, length);
    return { zh: all, en: all };
  };
  return {
    ...sampleReport,
    content: {
      ...content,
      requirements: Array.from({ length: requirements }, (_value, index) => ({
        ...requirement,
        id: `R-${index + 1}`,
        title: text(index, 24),
        text: text(index, 120),
      })),
      findings: Array.from({ length: findings }, (_value, index) => ({
        ...finding,
        number: `F-2026-${String(index + 1).padStart(4, "0")}`,
        requirement: `R-${index + 1}`,
        risk: words(index * 11, 60),
        recommendation: words(index * 13, 60),
      })),
    },
  };
};

const forms: Readonly<Record<string, (report: AssessmentReport) => Promise<Uint8Array>>> = {
  PDF: (report) => reportPdf(layOutReport(report, "zh"), "zh"),
  DOCX: (report) => reportDocx(layOutReport(report, "zh")),
  XLSX: (report) => reportXlsx(layOutReport(report, "zh")),
  "OSCAL assessment results": async (report) =>
    Buffer.from(JSON.stringify(writeAssessmentResults(report, "zh", { uuidOf }))),
  "OSCAL plan of action": async (report) =>
    Buffer.from(JSON.stringify(writeActionPlan(report, "zh", { uuidOf }))),
};

/** The first time counts too: a node is asked for a report seldom. The slowest of all rounds is told. */
export const run: Bench = async () => {
  const report = grown();
  const rows: BenchRow[] = [];
  for (const [form, write] of Object.entries(forms)) {
    let slowest = 0;
    let size = 0;
    for (let round = 0; round < rounds; round += 1) {
      const begun = performance.now();
      size = (await write(report)).length;
      slowest = Math.max(slowest, performance.now() - begun);
    }
    rows.push({
      name: `report of ${requirements} requirements as ${form}, ${Math.ceil(size / 1_000)} kB, slowest of ${rounds}`,
      ours: slowest,
      peer: limitMs,
      peerVersion: "limit that the project set itself",
      unit: "ms",
      ratio: limitMs / slowest,
    });
  }
  return rows;
};
