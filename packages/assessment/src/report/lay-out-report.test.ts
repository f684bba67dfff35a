/** What documents print of a report: all of it, in either language, and no number that the report does not hold. */

import { expect, test } from "vitest";
import { sampleReport } from "../oscal/testing/sample-report.ts";
import { layOutReport } from "./lay-out-report.ts";

test("every page says what the report is, until three have signed", () => {
  expect(layOutReport(sampleReport, "en").status).toBe(
    "draft, not fully signed · illustrative rules · synthetic enterprise · A-2026-0001 v2",
  );
  const [signature] = sampleReport.seal.signatures;
  if (signature === undefined) throw new Error("no signature");
  const seal = { ...sampleReport.seal, signatures: [signature, signature, signature] };
  expect(layOutReport({ ...sampleReport, seal }, "zh").status).toBe(
    "示意规则 · 虚构企业 · A-2026-0001 v2",
  );
});

test("domains, authorised scans and dates are printed, and headings have a width each", () => {
  const { sections } = layOutReport(sampleReport, "en");
  for (const { table } of sections) {
    expect(table.widths).toHaveLength(table.headings.length);
    for (const row of table.rows) expect(row).toHaveLength(table.headings.length);
  }
  const domains = sections.find(({ id }) => id === "domains");
  expect(domains?.table.rows).toEqual([
    ["Logs (en)", "1", "1", "1", "1", "1", "1", "30.0 % – 70.0 %", "60.0 %"],
  ]);
  const scope = sections.find(({ id }) => id === "scope");
  expect(scope?.paragraphs.at(-1)).toContain("authorised by 丁, 2026-11-17, SQ-7");
  const field = sections[0]?.table.rows.find(([name]) => name === "Field");
  expect(field?.[1]).toBe("2026-11-18 – –");
});

test("a report made from files claims nothing of authorised scans", () => {
  const content = { ...sampleReport.content, number: null, activeScans: null };
  const scope = layOutReport({ ...sampleReport, content }, "en").sections.find(
    ({ id }) => id === "scope",
  );
  expect(scope?.paragraphs.join(" ")).not.toContain("scans");
  const onNode = layOutReport(
    { ...sampleReport, content: { ...sampleReport.content, activeScans: null } },
    "en",
  ).sections.find(({ id }) => id === "scope");
  expect(onNode?.paragraphs.at(-1)).toMatch(/^No active scans were authorised/);
});
