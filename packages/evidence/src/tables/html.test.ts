/** Tables of pages: laid out as on the screen, read where a mapping knows them, in the encoding that the page declares. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { readEvidence } from "../read-evidence.ts";
import { pieces, readAll, testContext } from "../../testing/read-all.ts";
import { htmlTables } from "./html-tables.ts";
import { htmlEncoding, isHtml } from "./open-html.ts";
import type { TableMapping } from "./table-mapping.ts";

const plant: TableMapping = {
  id: "plant",
  name: "厂内扫描",
  tool: "scanner",
  headings: [],
  columns: { subject: "受影响主机", title: "漏洞名称", severity: "危险级别" },
  subjectKind: "host",
  kinds: ["host-vulnerability"],
  rowMeans: "fail",
  words: {},
  standing: "own",
};

const context = { ...testContext(), tables: [plant] };

const headings = "<tr><th>受影响主机<th>漏洞名称<th>危险级别</tr>";

async function* textOf(html: string, size: number): AsyncGenerator<string> {
  for (let start = 0; start < html.length; start += size) yield html.slice(start, start + size);
}

const laidOut = async (html: string, size = 7): Promise<string[]> => {
  const told: string[] = [];
  for await (const event of htmlTables(textOf(html, size)))
    told.push(
      event.kind === "end"
        ? `end ${event.table}`
        : `${event.row.placeOf(0)} ${event.row.cells.join("|")}`,
    );
  return told;
};

test("cells stand where they stand on the screen", async () => {
  const html = `<table><tr><th rowspan=2>host<th colspan=2>flaw</tr><tr><td>name<td>grade</tr>
    <tr><td rowspan="3">a<td>x<td>1</tr><tr><td>y<td>2</tr></table>`;
  expect(await laidOut(html)).toEqual([
    "/table[1]/tr[1]/td[1] host|flaw|",
    "/table[1]/tr[2]/td[1] host|name|grade",
    "/table[1]/tr[3]/td[1] a|x|1",
    "/table[1]/tr[4]/td[1] a|y|2",
    "end 1",
  ]);
});

test("a table inside a table is one of its own, and takes no part in the cell around it", async () => {
  const html =
    "<table><tr><td>out <table><tr><td>in</td></tr></table> side</td><td>2</td></tr></table>";
  expect(await laidOut(html)).toEqual([
    "/table[2]/tr[1]/td[1] in",
    "end 2",
    "/table[1]/tr[1]/td[1] out side|2",
    "end 1",
  ]);
});

test("what nobody sees is not read; breaks, entities and spaces are", async () => {
  const html = `<script>"<table><tr><td>no"</script><table><tr><td>a<br>b &amp;&nbsp; c
    <style>td { }</style><select><option>one<option>two</select><!-- <td>no --></td></tr></table>`;
  expect(await laidOut(html)).toEqual(["/table[1]/tr[1]/td[1] a\nb & c", "end 1"]);
});

test("spans reach no further than their section and the columns there are", async () => {
  const html = `<table><thead><tr><td rowspan=0>h</thead><tbody><tr><td>b</tbody>
    <tr><td colspan=100000>wide<td>gone</table>`;
  const rows = await laidOut(html);
  expect(rows.slice(0, 2)).toEqual(["/table[1]/tr[1]/td[1] h", "/table[1]/tr[2]/td[1] b"]);
  expect(rows[2]?.split("|")).toHaveLength(256);
});

test("a page in any pieces gives the same rows", async () => {
  const html = `<table id="t"><tr><td rowspan="2" title="colspan=3">甲&lt;</td><td>乙</td></tr>
    <tr><td>丙 &#x4e01;</td></tr></table>`;
  const whole = await laidOut(html, html.length);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 60 }), async (size) => {
      expect(await laidOut(html, size)).toEqual(whole);
    }),
  );
  expect(whole[0]).toContain("甲<|乙");
});

test("tables too deep and a file that ends inside one are refused with their place", async () => {
  await expect(laidOut("<table><tr><td>".repeat(17))).rejects.toMatchObject({
    code: "evidence.html-too-deep",
    params: { at: "/table[17]/tr[1]/td[1]", limit: 16 },
  });
  await expect(laidOut("<table><tr><td>a</td></tr><tr><td>b")).rejects.toMatchObject({
    code: "evidence.html-truncated",
    params: { at: "/table[1]/tr[2]/td[1]" },
  });
});

test("a comment of any length costs no memory, and a million open elements no time", async () => {
  const filler = `<!--${"x".repeat(3_000_000)}--><style>${"y".repeat(2_000_000)}</style>`;
  const nested = "<b>".repeat(300_000) + "</i>".repeat(300_000);
  const started = performance.now();
  const rows = await laidOut(`${filler}${nested}<table><tr><td>a</table>`, 65_536);
  expect(rows).toEqual(["/table[1]/tr[1]/td[1] a", "end 1"]);
  expect(performance.now() - started).toBeLessThan(2_000);
});

test.each([
  ["<!DOCTYPE html><p>", true],
  ["\uFEFF\n <!-- by the tool -->\n<HTML>", true],
  ["<table border=1>", true],
  ['<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', true],
  ['<?xml version="1.0"?><Benchmark>', false],
  ["plain text about <table>", false],
  ["<tables>", false],
])("%j is a page: %s", (head, is) => expect(isHtml(head)).toBe(is));

const gb = (text: string): Uint8Array => {
  // 受影响主机,漏洞名称 and 高 by their GBK bytes; everything else here is ASCII.
  const bytes: Readonly<Record<string, readonly number[]>> = {
    受: [0xca, 0xdc],
    影: [0xd3, 0xb0],
    响: [0xcf, 0xec],
    主: [0xd6, 0xf7],
    机: [0xbb, 0xfa],
    漏: [0xc2, 0xa9],
    洞: [0xb6, 0xb4],
    名: [0xc3, 0xfb],
    称: [0xb3, 0xc6],
    危: [0xce, 0xa3],
    险: [0xcf, 0xd5],
    级: [0xbc, 0xb6],
    别: [0xb1, 0xf0],
    高: [0xb8, 0xdf],
  };
  return Uint8Array.from([...text].flatMap((one) => bytes[one] ?? [one.charCodeAt(0)]));
};

const page = (charset: string): string =>
  `<html><head><meta http-equiv="Content-Type" content="text/html; charset=${charset}"></head><body>
  <table><tr><td>受影响主机<td>漏洞名称<td>危险级别</tr><tr><td>10.0.0.1<td>Telnet<td>高</tr></table>`;

test("a page in GBK is read by its own declaration, and one that declares it wrongly is told", async () => {
  const declared = await readAll(gb(page("gb2312")), [5], context);
  expect(declared).toMatchObject({ format: "table-html", failure: null });
  expect(declared.observations[0]).toMatchObject({
    check: "plant:Telnet",
    severity: "high",
    subject: { id: "ipv4:10.0.0.1" },
    at: "/table[1]/tr[2]/td[2]",
  });
  expect(declared.warnings).toEqual([]);
  const wrong = await readAll(page("gbk"), [65_536], context);
  expect(wrong.observations).toHaveLength(1);
  expect(wrong.warnings[0]).toBe("encoding-guessed 1:1");
  expect(htmlEncoding(gb(page("utf-8")))).toEqual({
    label: "gb18030",
    guessed: "not utf-8; read as gb18030",
  });
});

test("several tables of a page are read, those that only arrange it are passed over", async () => {
  const row = (host: string): string =>
    `<table>${headings}<tr><td>${host}<td>Telnet<td>高</tr></table>`;
  const read = await readAll(
    `<html><table><tr><td>menu<td>${row("10.0.0.1")}</tr></table>${row("10.0.0.2")}</html>`,
    [65_536],
    context,
  );
  expect(read.observations.map(({ subject, at }) => [subject.id, at])).toEqual([
    ["ipv4:10.0.0.1", "/table[2]/tr[2]/td[2]"],
    ["ipv4:10.0.0.2", "/table[3]/tr[2]/td[2]"],
  ]);
  expect(read.events.filter(({ kind }) => kind === "tool")).toHaveLength(1);
});

test("a page without a known table is refused, one with headings alone says so", async () => {
  expect((await readAll("<html><table><tr><td>a<td>b</table>")).failure).toBe(
    "evidence.not-a-questionnaire /table[1]/tr[1]/td[1]",
  );
  const bare = await readAll(`<table>${headings}</table>`, [65_536], context);
  expect(bare.warnings).toContain("no-results /table[1]/tr[1]/td[1]");
  expect(bare.failure).toBe(null);
  const csv = await readAll("受影响主机,漏洞名称,危险级别", [65_536], context);
  expect(csv).toMatchObject({ format: "table-csv", failure: null });
  expect(csv.warnings).toContain("no-results 1:1");
});

test("only the beginning of a page is kept while it is looked at", async () => {
  const rows = "<tr><td>10.0.0.1<td>Telnet<td>高</tr>".repeat(20_000);
  const html = `<table>${headings}${rows}</table>`;
  let taken = 0;
  const bytes = new TextEncoder().encode(html);
  const counted = async function* () {
    for await (const piece of pieces(bytes, [4_096])) {
      taken += piece.length;
      yield piece;
    }
  };
  const reading = await readEvidence(counted(), context);
  for await (const event of reading.events) if (event.kind === "observation") break;
  expect(taken).toBeLessThan(bytes.length / 4);
});
