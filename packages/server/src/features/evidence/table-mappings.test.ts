/** A table of a plant's tool is previewed, mapped once, read from then on, and noticed when its columns move. */

import {
  deleteTableMapping,
  listEvidence,
  listTableMappings,
  saveTableMapping,
  type BodyOf,
} from "@fenji/contract";
import { guessMapping } from "@fenji/evidence";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inSnapshot } from "../../platform/ctx.ts";
import {
  refusal,
  startEngagementNode,
  type EngagementNode,
  type Someone,
} from "../engagements/testing/engagement-node.ts";

let at: EngagementNode;
beforeAll(async () => {
  at = await startEngagementNode();
});
afterAll(() => at.node.close());

const headings = ["资产IP", "规则编号", "检查项名称", "检查结果", "风险等级"];
const rows = [
  ["10.20.0.12", "BL-7", "口令复杂度", "不符合", "高危"],
  ["10.20.0.13", "BL-7", "口令复杂度", "符合", "高危"],
];

const workbook = async (table: readonly (readonly string[])[]): Promise<Buffer> => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("基线");
  for (const row of table) sheet.addRow([...row]);
  return Buffer.from(await book.xlsx.writeBuffer());
};

const post = (path: string, payload: Buffer, who: Someone = at.lead) =>
  at.node.app.inject({
    method: "POST",
    url: `/api/enterprises/${at.firm}/${path}`,
    headers: { ...who.headers, "content-type": "application/octet-stream" },
    payload,
  });

const send = async (name: string, table: readonly (readonly string[])[]) => {
  const reply = await post(`evidence?name=${encodeURIComponent(name)}`, await workbook(table));
  return { status: reply.statusCode, body: reply.json() };
};

const mapping: BodyOf<typeof saveTableMapping> = {
  ...guessMapping(headings, "基线核查"),
  id: "plant-baseline",
  headings: [...headings],
  kinds: ["misconfiguration"],
};

const path = { enterpriseId: "", mappingId: "plant-baseline" };

it("shows the headings and first rows below any title, and keeps nothing", async () => {
  path.enterpriseId = at.firm;
  const file = await workbook([["厂内基线核查"], headings, ...rows]);
  const reply = await post("table-previews", file);
  expect([reply.statusCode, reply.json()]).toEqual([
    200,
    {
      tables: [
        {
          sheet: "基线",
          headings,
          headingAt: "基线!A2",
          rows: rows.map((cells, index) => ({
            cells,
            places: cells.map((_, column) => `基线!${"ABCDEFGH".charAt(column)}${index + 3}`),
          })),
          known: null,
        },
      ],
    },
  ]);
  const { files } = await at.lead.client.call(listEvidence, { path: { enterpriseId: at.firm } });
  expect(files).toEqual([]);
  expect((await post("table-previews", Buffer.from("one word"))).json()).toMatchObject({
    code: "evidence.not-a-table",
  });
  expect((await post("table-previews", file, at.stranger)).statusCode).toBe(404);
  expect((await send("a.xlsx", [headings, ...rows])).body).toMatchObject({
    code: "evidence.not-a-questionnaire",
  });
});

it("is mapped once and read from then on, with place, result, severity and subject", async () => {
  const save = (body: typeof mapping) => at.lead.client.call(saveTableMapping, { path, body });
  expect(await refusal(save({ ...mapping, id: "other" }))).toBe("request.invalid");
  expect(await refusal(save({ ...mapping, columns: { check: "规则编号" } }))).toBe(
    "request.invalid",
  );
  await save(mapping);
  expect((await send("a.xlsx", [headings, ...rows])).body).toMatchObject({
    file: { status: "new", format: "questionnaire-xlsx" },
    observations: { added: 2 },
  });
  const found = await inSnapshot(at.node.ctx(), (tx) =>
    tx.db
      .selectFrom("observations")
      .select(["subject_id", "check_ref", "result", "severity", "place"])
      .orderBy("place")
      .execute(),
  );
  expect(found).toEqual([
    {
      subject_id: "ipv4:10.20.0.12",
      check_ref: "plant-baseline:BL-7",
      result: "fail",
      severity: "high",
      place: "基线!B2",
    },
    {
      subject_id: "ipv4:10.20.0.13",
      check_ref: "plant-baseline:BL-7",
      result: "pass",
      severity: null,
      place: "基线!B3",
    },
  ]);
});

it("notices columns that moved, and refuses a table that lost one", async () => {
  const move = ([a = "", b = "", c = "", d = "", e = ""]: readonly string[]) => [b, a, c, e, d];
  const moved = await send("b.xlsx", [move(headings), ...rows.map(move)]);
  expect(moved.body).toMatchObject({ file: { warnings: [{ code: "table-moved" }] } });
  const lost = [headings.with(3, "结论"), ...rows];
  expect((await send("c.xlsx", lost)).body).toMatchObject({
    code: "evidence.table-moved",
    params: { missing: "检查结果" },
  });
  const { tables } = (await post("table-previews", await workbook(lost))).json<{
    tables: { known: unknown }[];
  }>();
  expect(tables[0]?.known).toMatchObject({ as: "broken", missing: ["检查结果"] });
});

it("belongs to the firm: listed beside the built-in ones, deleted, and out of others' sight", async () => {
  const list = (who: Someone) =>
    who.client.call(listTableMappings, { path: { enterpriseId: at.firm } });
  const { mappings } = await list(at.lead);
  expect(mappings.map(({ mapping: { id, standing } }) => [id, standing])).toEqual([
    ["plant-baseline", "own"],
    ["rsas", "unverified"],
    ["tianjing", "unverified"],
    ["mingjian", "unverified"],
    ["mlps-result", "unverified"],
  ]);
  expect(await refusal(list(at.stranger))).toBe("request.not-found");
  expect(await refusal(list(at.supervisor))).toBe("permission.denied");
  await at.reviewer.client.call(deleteTableMapping, { path });
  expect(await refusal(at.lead.client.call(deleteTableMapping, { path }))).toBe(
    "request.not-found",
  );
});
