/** Mapped tables: read by headings, noticed where columns moved or went, good rows kept whatever stands in bad ones. */

import { AppError } from "@fenji/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { SheetRow } from "../questionnaire.ts";
import type { Observation } from "../observation.ts";
import type { ReadEvent } from "../reader.ts";
import { testContext } from "../../testing/read-all.ts";
import { guessMapping } from "./guess-mapping.ts";
import { matchTable } from "./match-table.ts";
import { mappingsOf, readMappedTable } from "./read-table.ts";
import { readSheet } from "./read-sheet.ts";
import type { TableMapping } from "./table-mapping.ts";

const headings = [
  "资产IP",
  "规则编号",
  "检查项名称",
  "检查结果",
  "风险等级",
  "CVE编号",
  "检查时间",
  "备注",
];

const mapping: TableMapping = {
  id: "plant-baseline",
  name: "厂内基线核查",
  tool: "基线核查",
  headings,
  columns: {
    subject: "资产IP",
    check: "规则编号",
    title: "检查项名称",
    result: "检查结果",
    severity: "风险等级",
    refs: "CVE编号",
    observedAt: "检查时间",
    message: "备注",
  },
  subjectKind: "host",
  kinds: ["misconfiguration"],
  rowMeans: "info",
  words: { 待定: "error" },
  standing: "own",
};

const rowsOf = async function* (table: readonly (readonly string[])[]): AsyncGenerator<SheetRow> {
  for (const [index, cells] of table.entries())
    yield { cells, placeOf: (column) => `s!${column + 1}:${index + 1}` };
};

const context = { ...testContext(), tables: [mapping] };

const readTable = async (
  table: readonly (readonly string[])[],
  read: typeof readMappedTable = readMappedTable,
): Promise<ReadEvent[]> => {
  const events: ReadEvent[] = [];
  for await (const event of read(rowsOf(table), context)) events.push(event);
  return events;
};

const observed = (events: readonly ReadEvent[]): Observation[] =>
  events.flatMap((event) => (event.kind === "observation" ? [event.observation] : []));

const warned = (events: readonly ReadEvent[]): string[] =>
  events.flatMap((event) => (event.kind === "warning" ? [`${event.code} ${event.at}`] : []));

const good = [
  "10.20.0.12 (hmi-3)",
  "BL-7",
  "口令复杂度",
  "不符合",
  "高危",
  "CVE-2024-0001",
  "2026年11月2日",
  "长度为 6",
];

test("a row becomes an observation with result, severity, subject, time and place", async () => {
  const events = await readTable([["厂内基线核查"], headings, good]);
  expect(warned(events)).toEqual([]);
  expect(observed(events)).toEqual([
    {
      subject: {
        kind: "host",
        id: "ipv4:10.20.0.12",
        identifiers: { ipv4: "10.20.0.12", hostname: "hmi-3" },
      },
      check: "plant-baseline:BL-7",
      revision: null,
      title: "口令复杂度",
      refs: ["cve:CVE-2024-0001", "finding:misconfiguration"],
      result: "fail",
      severity: "high",
      observedAt: "2026-11-02T00:00:00.000Z",
      at: "s!2:3",
      message: "长度为 6",
    },
  ]);
});

test.each([
  ["符合", "pass"],
  ["部分符合", "fail"],
  ["不适用", "notApplicable"],
  ["待定", "error"],
  ["", "info"],
] as const)("the result %j means %s", async (word, result) => {
  const [one] = observed(await readTable([headings, good.with(3, word)]));
  expect(one?.result).toBe(result);
  expect(one?.refs.includes("answer:partly")).toBe(word === "部分符合");
});

test("bad rows are named at their cell and passed over", async () => {
  const events = await readTable([
    headings,
    good.with(0, ""),
    good.with(3, "也许"),
    good.with(1, "").with(2, ""),
    ["", "", ""],
    good,
  ]);
  expect(warned(events)).toEqual(["id-missing s!1:2", "result-unknown s!4:3", "id-missing s!2:4"]);
  expect(observed(events)).toHaveLength(1);
});

test("columns in any order read the same, and the move is told", async () => {
  const [plain] = observed(await readTable([headings, good]));
  const order = fc.shuffledSubarray([...headings.keys()], { minLength: headings.length });
  await fc.assert(
    fc.asyncProperty(order, async (places) => {
      const move = (cells: readonly string[]) => places.map((place) => cells[place] ?? "");
      const events = await readTable([move(headings), move(good)]);
      const [one] = observed(events);
      expect({ ...one, at: "" }).toEqual({ ...plain, at: "" });
      const moved = places.some((place, index) => place !== index);
      expect(warned(events)).toEqual(moved ? ["table-moved s!1:1"] : []);
    }),
    { numRuns: 40 },
  );
});

test("a column that is gone is named, and nothing is read", async () => {
  const refusal = await readTable([headings.with(3, "结论"), good]).catch(
    (error: unknown) => error,
  );
  expect(refusal).toBeInstanceOf(AppError);
  expect(refusal).toMatchObject({
    code: "evidence.table-moved",
    params: { at: "s!1:1", mapping: "厂内基线核查", missing: "检查结果" },
  });
});

test("a heading that stands there twice is refused: which column is meant nobody can know", async () => {
  const twice = [...headings, "检查结果"];
  const refusal = await readTable([twice, [...good.with(3, "符合"), "不符合"]]).catch(
    (error: unknown) => error,
  );
  expect(refusal).toMatchObject({
    code: "evidence.table-moved",
    params: { missing: "检查结果 ×2" },
  });
  const rsas = ["受影响主机", "漏洞名称", "危险级别", "CVE编号", "详细描述", "漏洞名称"];
  expect(matchTable(rsas, mappingsOf(testContext()))).toBeUndefined();
});

test("a sheet is a questionnaire, a mapped table, or refused with its place", async () => {
  const asked = await readTable(
    [
      ["问题编号", "回答"],
      ["IC-1", "是"],
    ],
    readSheet,
  );
  expect(observed(asked)[0]?.check).toBe("question:IC-1");
  expect(observed(await readTable([headings, good], readSheet))).toHaveLength(1);
  const refusal = await readTable([["a", "b"]], readSheet).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: "evidence.not-a-questionnaire", params: { at: "s!1:1" } });
});

test("built-in mappings say that they are unverified; a firm's own come first", async () => {
  const rsas = ["受影响主机", "漏洞名称", "危险级别", "CVE编号", "详细描述"];
  const events = await readTable([rsas, ["10.0.0.1", "Telnet", "中", "", ""]]);
  expect(warned(events)).toEqual(["table-unverified s!1:1"]);
  expect(observed(events)[0]).toMatchObject({ result: "fail", severity: "medium" });
  const own = {
    ...mapping,
    id: "own",
    headings: rsas,
    columns: { subject: "受影响主机", title: "漏洞名称" },
  };
  expect(matchTable(rsas, [own, mapping])?.mapping.id).toBe("own");
});

test("columns are guessed by the words of tools and ledgers, none of them twice", () => {
  const { columns } = guessMapping(headings, "基线核查");
  expect(columns).toEqual(mapping.columns);
  expect(new Set(Object.values(columns)).size).toBe(Object.values(columns).length);
});
