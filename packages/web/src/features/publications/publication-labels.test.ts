/** A table as CSV: totals named, withheld values marked, names that could run in a spreadsheet kept from it. */

import { expect, it } from "vitest";
import { toCsv } from "../../ui/csv.ts";
import { csvRows } from "./publication-labels.ts";
import type { PublicationBody } from "./publication-queries.ts";

const name = (text: string) => ({ zh: text, en: text });

const body: PublicationBody = {
  schema: "fenji-publication/1",
  jurisdiction: { code: "32", name: name("江苏省") },
  pack: { id: "p", version: "1", title: name("P") },
  type: { id: "connected", name: name("T") },
  rowsBy: "place",
  rows: [
    { key: "3201", name: name("=HYPERLINK(1)") },
    { key: "", name: null },
  ],
  columns: [
    { grade: 2, name: name("2") },
    { grade: null, name: null },
  ],
  grid: [
    [null, 20, null],
    [0, 30, 30],
    [null, 50, null],
  ],
  threshold: 10,
  countedAt: "2026-01-01T00:00:00.000Z",
  synthetic: false,
  illustrative: true,
  notice: null,
  note: "",
};

it("marks what is withheld and names the totals", () => {
  const rows = csvRows({ body, hash: "ab" }, "en");
  expect(rows.slice(0, 4)).toEqual([
    ["Place", "Grade 2", "Undetermined", "Total"],
    ["=HYPERLINK(1)", "x", 20, "x"],
    ["not known", 0, 30, 30],
    ["Total", "x", 50, "x"],
  ]);
  expect(rows.flat()).toContain("示例规则 illustrative");
  expect(rows.flat()).not.toContain("合成数据 synthetic");
  expect(toCsv(csvRows({ body, hash: "ab" }, "zh"))).toContain("'=HYPERLINK(1)");
});
