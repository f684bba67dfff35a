/** Workbooks that are mostly nothing are read within bounds. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readPackWorkbook } from "./read-pack-workbook.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fenji-sheets-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A ZIP archive (APPNOTE 4.3) of deflated parts. */
const archive = (parts: Readonly<Record<string, string>>): Uint8Array => {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(parts)) {
    const packed = deflateRawSync(text);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(text), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(Buffer.byteLength(text), 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), common, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    const made = Buffer.from([20, 0]);
    directory.push(
      Buffer.concat([Buffer.from("PK\u0001\u0002"), made, common, rest, Buffer.from(name)]),
    );
    files.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, central, Buffer.from("PK\u0005\u0006"), end]);
};

const workbook = (rows: string): string => {
  const path = join(folder, "book.xlsx");
  writeFileSync(
    path,
    archive({
      "xl/workbook.xml": `<workbook xmlns:r="r"><sheets><sheet name="事实" r:id="r1"/></sheets></workbook>`,
      "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>`,
      "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    }),
  );
  return path;
};

const read = async (path: string) => {
  const file = await open(path);
  try {
    return await readPackWorkbook(file.fd, path);
  } finally {
    await file.close();
  }
};

const said = (row: number): string =>
  `<row r="${row}"><c r="A${row}" t="str"><v>编号</v></c></row>`;

test("a million empty rows keep nothing, and what stands below them is read", async () => {
  const empty = Array.from({ length: 1_000_000 }, (_, index) => `<row r="${index + 2}"/>`).join("");
  const { sheets, problems } = await read(workbook(`${said(1)}${empty}${said(1_000_002)}`));
  expect(problems).toEqual([]);
  expect(sheets).toEqual([
    {
      name: "事实",
      rows: [
        { row: 1, cells: ["编号"] },
        { row: 1_000_002, cells: ["编号"] },
      ],
    },
  ]);
});

test("rows without end are refused with their place", async () => {
  const rows = Array.from({ length: 100_005 }, (_, index) => said(index + 1)).join("");
  const { sheets, problems } = await read(workbook(rows));
  expect(sheets[0]?.rows.length).toBe(100_000);
  expect(problems).toMatchObject([{ file: "事实", line: 100_001 }]);
});

test("a sheet that unpacks to more than it may is not unpacked", async () => {
  await expect(read(workbook("<row/>".repeat(12_000_000)))).rejects.toMatchObject({
    code: "evidence.archive-bomb",
  });
});
