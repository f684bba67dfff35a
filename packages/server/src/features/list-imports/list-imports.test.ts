/** Lists of enterprises over HTTP on a real database: looked through first, then taken in whole or not at all. */

import {
  cancelListImport,
  checkList,
  createClient,
  downloadListErrors,
  downloadListTemplate,
  getListImport,
  listEnterprises,
  runListImport,
  uploadList,
  urlOf,
  type ListImport,
} from "@fenji/contract";
import { AppError, creditCodeCheck } from "@fenji/kernel";
import ExcelJS from "exceljs";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localActor, systemActor, type Actor } from "../../platform/auth/actor.ts";
import { inSnapshot, inTransaction } from "../../platform/ctx.ts";
import { startTestNode, type TestNode } from "../../platform/testing/start-test-node.ts";
import { registerEnterprises } from "../enterprises/routes.ts";
import { packLibrary } from "../packs/public.ts";
import { beginListImport } from "./begin-list-import.ts";
import { checkList as lookThrough } from "./check-list.ts";
import { importList } from "./import-list.ts";
import { openJob } from "./list-job.ts";
import { openListWork } from "./list-work.ts";
import { registerListImports } from "./routes.ts";
import { startCheck } from "./steer-list-import.ts";

let node: TestNode;

const client = createClient("http://localhost", async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  const reply = await node.app.inject({
    method: (init?.method ?? "GET") as "GET",
    url: url.pathname + url.search,
    headers: { host: "localhost", "content-type": "application/json" },
    ...(typeof init?.body === "string" ? { payload: init.body } : {}),
  });
  return new Response(reply.rawPayload.length === 0 ? null : new Uint8Array(reply.rawPayload), {
    status: reply.statusCode,
    headers: { "content-type": String(reply.headers["content-type"]) },
  });
});

const codeOf = (serial: number, region = "320000"): string => {
  const first17 = `91${region}${String(serial).padStart(9, "0")}`;
  return first17 + (creditCodeCheck(first17) ?? "");
};

const upload = async (bytes: string | Uint8Array, name = "list.csv"): Promise<ListImport> => {
  const reply = await node.app.inject({
    method: "POST",
    url: `/api${urlOf(uploadList, { query: { name } }).replace(/^\/api/, "")}`,
    headers: { host: "localhost", "content-type": "application/octet-stream" },
    payload: Buffer.from(bytes),
  });
  const value: unknown = reply.json();
  if (reply.statusCode === 200) return uploadList.reply.parse(value);
  const { code } = value as { code: AppError["code"] };
  throw new AppError(code, {});
};

const path = ({ id }: ListImport) => ({ path: { importId: id } });

/** Waits until the work on it has come to an end. */
const settled = async (list: ListImport) => {
  for (;;) {
    const now = await client.call(getListImport, path(list));
    if (now.state !== "checking" && now.state !== "importing") return now;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const check = async (
  list: ListImport,
  options: { mapping?: (string | null)[]; existing?: "update" | "skip" } = {},
) => {
  const [sheet] = list.sheets;
  await client.call(checkList, {
    ...path(list),
    body: {
      sheet: sheet?.name ?? "",
      mapping: options.mapping ?? sheet?.proposal ?? [],
      existing: options.existing ?? "update",
    },
  });
  return settled(list);
};

const run = async (list: ListImport) => {
  await client.call(runListImport, { ...path(list), body: {} });
  return settled(list);
};

const namesFound = async (search: string): Promise<string[]> =>
  (await client.call(listEnterprises, { query: { search } })).items.map(({ name }) => name.zh);

const workbook = async (fill: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook();
  book.addWorksheet("说明").addRow(["填表说明"]);
  fill(book.addWorksheet("企业名单"));
  return new Uint8Array(await book.xlsx.writeBuffer());
};

const heading = "统一社会信用代码,企业名称,行业大类,辖区";

beforeAll(async () => {
  node = await startTestNode({ features: [registerEnterprises, registerListImports] });
  await node.app.ready();
  await packLibrary();
}, 60_000);

afterAll(() => node.close());

describe("a list with facts", () => {
  const rows = [
    "统一社会信用代码（必填）,企业名称*,所属辖区,行业,企业类型,从业人员,annualRevenueWanYuan,备注",
    `${codeOf(1)},常熟甲电子有限公司,江苏,C39,联网工业企业,"1,200",３５０００,好`,
    `${codeOf(2)},常熟乙电子有限公司,江苏省,39,connected;platform,12,500,`,
    `${codeOf(3, "440300")},深圳丙电子有限公司,,C3911,,,,`,
  ].join("\r\n");

  it("is mapped by its headings in either language, looked through, and taken in with grades and one event", async () => {
    const list = await upload(`\uFEFF${rows}`);
    expect(list.sheets[0]).toMatchObject({ name: "utf-8", headingRow: 1 });
    const proposal = list.sheets[0]?.proposal ?? [];
    expect(proposal).toEqual([
      "creditCode",
      "name",
      "jurisdiction",
      "division",
      "fact:enterpriseTypes",
      proposal[5],
      "fact:annualRevenueWanYuan",
      null,
    ]);
    const mapping = proposal.with(5, "fact:employees");
    const checked = await check(list, { mapping });
    expect(checked.problems).toEqual([]);
    expect(checked).toMatchObject({ state: "checked", rows: { read: 3, new: 3, bad: 0 } });
    expect(await namesFound("常熟甲")).toEqual([]);
    expect(await run(list)).toMatchObject({ state: "done", rows: { imported: 3 } });

    const { items } = await client.call(listEnterprises, { query: { search: "常熟" } });
    expect(items.map(({ division, sector }) => [division, sector])).toEqual([
      ["C39", "electronics"],
      ["C39", "electronics"],
    ]);
    expect(items[0]?.grades.map(({ type }) => type)).toEqual(["connected"]);
    expect(items[1]?.grades.map(({ type }) => type)).toEqual(["connected", "platform"]);
    expect(await namesFound("csjdz")).toEqual(["常熟甲电子有限公司"]);
    const stored = await inSnapshot(node.ctx(), async (tx) => ({
      facts: await sql<{ facts: object }>`
        select f.facts from enterprise_facts f join enterprises e using (enterprise_id) where e.credit_code = ${codeOf(1)}`.execute(
        tx.db,
      ),
      events: await tx.db
        .selectFrom("events")
        .where("action", "=", "registry.imported")
        .select(["subject", "payload", "enterprise_id"])
        .execute(),
      elsewhere: await tx.db
        .selectFrom("enterprises")
        .where("credit_code", "=", codeOf(3, "440300"))
        .select("jurisdiction_code")
        .executeTakeFirst(),
      staged: await tx.db.selectFrom("staged_enterprises").select("credit_code").execute(),
    }));
    expect(stored.facts.rows[0]?.facts).toEqual({
      enterpriseTypes: ["connected"],
      employees: 1200,
      annualRevenueWanYuan: 35000,
      division: "C39",
    });
    expect(stored.events).toEqual([
      {
        subject: list.id,
        enterprise_id: null,
        payload: { file: list.sha256, rows: 3, added: 3, updated: 0, skipped: 0, refused: 0 },
      },
    ]);
    expect(stored.elsewhere?.jurisdiction_code).toBe("4403");
    expect(stored.staged).toEqual([]);
  });

  it("remembers what a heading meant", async () => {
    const again = await upload(rows.replace("甲", "丁"));
    expect(again.sheets[0]?.proposal[5]).toBe("fact:employees");
  });

  it("goes over what was known, cell by cell, and leaves what it does not say", async () => {
    const list = await upload(
      `信用代码,单位名称,行业代码,annualRevenueWanYuan\n${codeOf(1)},常熟甲电子股份有限公司,C39,99\n`,
    );
    expect((await check(list)).rows).toMatchObject({ new: 0, known: 1 });
    await run(list);
    expect(await namesFound("常熟甲")).toEqual(["常熟甲电子股份有限公司"]);
    const { rows: facts } = await inSnapshot(node.ctx(), (tx) =>
      sql<{ employees: number; revenue: number }>`
        select (facts->>'employees')::int as employees, (facts->>'annualRevenueWanYuan')::int as revenue
          from enterprise_facts f join enterprises e using (enterprise_id) where e.credit_code = ${codeOf(1)}
         order by f.recorded_at desc, f.id desc`.execute(tx.db),
    );
    expect(facts).toEqual([
      { employees: 1200, revenue: 99 },
      { employees: 1200, revenue: 35000 },
    ]);
  });

  it("leaves registered firms alone where it is told to", async () => {
    const list = await upload(`${heading}\n${codeOf(1)},改名,C39,江苏\n`);
    expect((await check(list, { existing: "skip" })).rows).toMatchObject({ skipped: 1, known: 0 });
    await expect(run(list)).rejects.toMatchObject({ code: "list.empty" });
  });
});

describe("what is wrong", () => {
  it("is told cell by cell, and only the good rows are taken in", async () => {
    const list = await upload(
      [
        `${heading},employees,remoteControl,annualRevenueWanYuan`,
        `${codeOf(20)},好企业,C39,江苏,3,是,1`,
        `${codeOf(20)},重复企业,C39,江苏,,,`,
        `${codeOf(21).slice(0, 17)}Z,错码企业,C39,江苏,,,`,
        `${codeOf(22)},,J66,火星,,,`,
        `${codeOf(23)},数字企业,C39,江苏,"1,2,3",也许,3.5万`,
        `${codeOf(24)},范围企业,C39,江苏,-4,,`,
        `${codeOf(25)},反\u202E转,C39,江苏,,,`,
      ].join("\n"),
    );
    const checked = await check(list);
    expect(checked.rows).toMatchObject({ read: 7, new: 1, bad: 6 });
    expect(checked.problems.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, null, "list.duplicate"],
      [4, "统一社会信用代码", "enterprise.credit-code"],
      [5, "企业名称", "list.required"],
      [5, "行业大类", "enterprise.division"],
      [5, "辖区", "list.jurisdiction"],
      [6, "employees", "list.number"],
      [6, "remoteControl", "list.yes-no"],
      [6, "annualRevenueWanYuan", "list.number-twice-scaled"],
      [7, "employees", "fact.out-of-range"],
      [8, "企业名称", "enterprise.name"],
    ]);
    await run(list);
    expect(await namesFound("企业")).toContain("好企业");
    expect(await namesFound("重复企业")).toEqual([]);
  });

  it("comes as a file that no spreadsheet runs", async () => {
    const list = await upload(`=1+1,${heading}\n=2,${codeOf(30)},,C39,江苏\n`);
    await check(list);
    const file = await client.call(downloadListErrors, {
      ...path(list),
      query: { language: "en" },
    });
    const text = new TextDecoder().decode(file);
    expect(text).toContain('"2","企业名称","This cell must not be empty.');
    expect(text).not.toMatch(/(^|,)"?[=+@]/m);
    const template = await client.call(downloadListTemplate, { query: { language: "zh" } });
    expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(template)).toMatch(
      /^\uFEFF"统一社会信用代码","企业名称"/,
    );
  });

  it.each([
    ["list.empty", ""],
    ["list.not-a-list", new Uint8Array([1, 2, 3, 0, 4])],
    ["list.no-headings", "甲,乙\n1,2\n"],
    ["list.open-quote", `${heading}\n1,"甲,C39\n`],
  ])("%s is refused at once", async (code, bytes) => {
    await expect(upload(bytes)).rejects.toMatchObject({ code });
  });

  it("a mapping without a name, or with one twice, is refused", async () => {
    const list = await upload(`${heading}\n${codeOf(32)},甲,C39,江苏\n`);
    await expect(check(list, { mapping: ["creditCode", null, "division"] })).rejects.toMatchObject({
      code: "list.unmapped",
    });
    await expect(check(list, { mapping: ["name", "name"] })).rejects.toMatchObject({
      code: "list.column-twice",
    });
  });
});

describe("workbooks and other spellings", () => {
  it("GB18030 with semicolons is read as such", async () => {
    // 企业名称 and 甲 in GB18030; the other headings are English.
    const bytes = Buffer.concat([
      Buffer.from("credit code;"),
      Buffer.from("c6f3d2b5c3fbb3c6", "hex"),
      Buffer.from(`;division\n${codeOf(40)};`),
      Buffer.from("bcd7", "hex"),
      Buffer.from(";C39\n"),
    ]);
    const list = await upload(bytes);
    expect(list.sheets[0]).toMatchObject({
      name: "gb18030",
      proposal: ["creditCode", "name", "division"],
      samples: [[codeOf(40), "甲", "C39"]],
    });
  });

  it("the right sheet is found below a merged title; formulas are named by their cell", async () => {
    const list = await upload(
      await workbook((sheet) => {
        sheet.addRow(["某省工业企业名单"]);
        sheet.mergeCells("A1:D1");
        sheet.addRow(heading.split(","));
        sheet.addRow([codeOf(50), "表格企业", "C39", "江苏"]);
        sheet.addRow([codeOf(51), { formula: '"甲"&"乙"', result: "甲乙" }, "C39", "江苏"]);
        sheet.getCell("A900").value = codeOf(52);
      }),
      "list.xlsx",
    );
    expect(list.sheets.map(({ name, headingRow }) => [name, headingRow])).toEqual([
      ["企业名单", 2],
    ]);
    const checked = await check(list);
    expect(checked.rows).toMatchObject({ read: 3, new: 1, bad: 2 });
    expect(checked.problems[0]).toMatchObject({ row: 4, column: "企业名称", code: "list.formula" });
  });

  it("merged cells among the data are refused with their place", async () => {
    const list = await upload(
      await workbook((sheet) => {
        sheet.addRow(heading.split(","));
        sheet.addRow([codeOf(53), "甲", "C39", "江苏"]);
        sheet.addRow([codeOf(54), "乙", "C39", "江苏"]);
        sheet.mergeCells("D2:D3");
      }),
    );
    const checked = await check(list);
    expect(checked).toMatchObject({ state: "failed", problem: { code: "list.merged" } });
    expect(checked.problem?.text.en).toContain("D2:D3");
  });
});

describe("whole or not at all", () => {
  const three = [60, 61, 62].map((serial) => `${codeOf(serial)},整体${serial},C39,江苏`);

  it("a firm that was registered meanwhile stops the import, and nothing of it is there", async () => {
    const list = await upload([heading, ...three].join("\n"));
    expect((await check(list)).rows.new).toBe(3);
    await inTransaction(node.ctx(), (tx) =>
      sql`insert into enterprises (enterprise_id, credit_code, name, jurisdiction_code, synthetic, created_at)
          values (${tx.newId()}, ${codeOf(61)}, '先来', '32', false, now())`.execute(tx.db),
    );
    expect(await run(list)).toMatchObject({ state: "failed", problem: { code: "list.changed" } });
    expect(await namesFound("整体")).toEqual([]);
    expect((await check(list)).rows).toMatchObject({ new: 2, known: 1 });
    expect(await run(list)).toMatchObject({ state: "done" });
    expect(await namesFound("整体")).toHaveLength(3);
  });

  it("a cancelled one leaves nothing, and cannot be run", async () => {
    const list = await upload(`${heading}\n${codeOf(70)},取消,C39,江苏\n`);
    await check(list);
    expect((await client.call(cancelListImport, { ...path(list), body: {} })).state).toBe(
      "cancelled",
    );
    await expect(run(list)).rejects.toMatchObject({ code: "list.state" });
    expect(await namesFound("取消")).toEqual([]);
  });

  it("work that was broken off is taken up where it was, and from the beginning where its rows are gone", async () => {
    const rows = Array.from({ length: 5_000 }, (_, n) => `${codeOf(1_000 + n)},接续${n},C39,江苏`);
    const list = await upload([heading, ...rows].join("\n"));
    const { defaultRegime } = await packLibrary();
    const stop = new AbortController();
    await startCheck(node.ctx(), defaultRegime, {
      importId: list.id,
      sheet: "utf-8",
      mapping: ["creditCode", "name", "division", "jurisdiction"],
      existing: "update",
    });
    const job = await openJob(node.ctx(systemActor), list.id, stop.signal);
    const looking = lookThrough(job, defaultRegime);
    for (;;) {
      const { rows: now } = await client.call(getListImport, path(list));
      if (now.read > 0) break;
    }
    stop.abort();
    await looking.catch(() => undefined);
    const work = openListWork(node.ctx(systemActor));
    work.kick();
    expect(await settled(list)).toMatchObject({
      state: "checked",
      rows: { read: 5_000, new: 5_000 },
    });
    await work.stop();
    await inTransaction(node.ctx(), async (tx) => {
      await tx.db.deleteFrom("staged_enterprises").where("import_id", "=", list.id).execute();
      await tx.db
        .updateTable("list_imports")
        .set({ state: "checking" })
        .where("id", "=", list.id)
        .execute();
    });
    const after = openListWork(node.ctx(systemActor));
    after.kick();
    expect(await settled(list)).toMatchObject({
      state: "checked",
      rows: { read: 5_000, new: 5_000 },
    });
    await after.stop();

    const broken = new AbortController();
    const importing = await openJob(node.ctx(systemActor), list.id, broken.signal);
    broken.abort();
    await inTransaction(node.ctx(), (tx) =>
      tx.db
        .updateTable("list_imports")
        .set({ state: "importing" })
        .where("id", "=", list.id)
        .execute(),
    );
    await expect(importList(importing, defaultRegime)).rejects.toThrow("aborted");
    expect(await namesFound("接续4999")).toEqual([]);
    const last = openListWork(node.ctx(systemActor));
    last.kick();
    expect(await settled(list)).toMatchObject({ state: "done", rows: { imported: 5_000 } });
    await last.stop();
    expect(await namesFound("接续4999")).toEqual(["接续4999"]);
  }, 60_000);
});

describe("a supervisor of one province", () => {
  const dept: Actor = {
    ...localActor,
    id: "user:dept",
    scope: { kind: "jurisdiction", codes: ["32"], lines: ["industry"] },
  };

  it("imports its own firms, is told of the others, and sees no import of another", async () => {
    const { defaultRegime } = await packLibrary();
    const text = [
      `${heading},enterpriseTypes`,
      `${codeOf(80)},本省企业,C39,江苏,connected`,
      `${codeOf(81)},外省企业,C39,浙江,connected`,
      `${codeOf(82)},平台企业,C39,江苏,platform`,
      `${codeOf(3, "440300")},深圳丙,C39,江苏,`,
    ].join("\n");
    const bytes = (async function* () {
      yield Buffer.from(text);
    })();
    const list = await beginListImport(node.ctx(dept), defaultRegime, {
      name: "本省.csv",
      bytes,
      confirm: async () => undefined,
    });
    const [sheet] = list.sheets;
    await startCheck(node.ctx(dept), defaultRegime, {
      importId: list.id,
      sheet: "utf-8",
      mapping: sheet?.proposal ?? [],
      existing: "update",
    });
    const job = await openJob(node.ctx(systemActor), list.id, new AbortController().signal);
    await lookThrough(job, defaultRegime);
    const checked = await settled(list);
    expect(checked.rows).toMatchObject({ new: 1, bad: 3 });
    expect(checked.problems.map(({ code }) => code).toSorted()).toEqual([
      "list.elsewhere",
      "list.outside",
      "list.outside-line",
    ]);
    await inTransaction(node.ctx(dept), (tx) =>
      tx.db
        .updateTable("list_imports")
        .set({ state: "importing" })
        .where("id", "=", list.id)
        .execute(),
    );
    await importList(
      await openJob(node.ctx(systemActor), list.id, new AbortController().signal),
      defaultRegime,
    );
    expect(await namesFound("本省企业")).toEqual(["本省企业"]);
    const seen = await inSnapshot(node.ctx(dept), (tx) =>
      tx.db.selectFrom("list_imports").select("id").execute(),
    );
    expect(seen).toEqual([{ id: list.id }]);
  });
});
