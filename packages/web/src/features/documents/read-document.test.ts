/** Documents are taken apart by their content, in either encoding, under limits; what is damaged says so. */

import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { imageSize } from "./image-size.ts";
import { NoPreview } from "./no-preview.ts";
import { readDocument } from "./read-document.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

interface Member {
  readonly name: string;
  readonly content: Uint8Array;
  readonly stored?: boolean;
  readonly flags?: number;
}

const localHeader = ({ name, stored, flags }: Member, packed: number): Buffer => {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(flags ?? 0, 6);
  header.writeUInt16LE(stored === true ? 0 : 8, 8);
  header.writeUInt32LE(packed, 18);
  header.writeUInt16LE(Buffer.byteLength(name), 26);
  return Buffer.concat([header, Buffer.from(name)]);
};

const entryOf = ({ name, stored, flags }: Member, packed: number, at: number): Buffer => {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(flags ?? 0, 8);
  entry.writeUInt16LE(stored === true ? 0 : 8, 10);
  entry.writeUInt32LE(packed, 20);
  entry.writeUInt16LE(Buffer.byteLength(name), 28);
  entry.writeUInt32LE(at, 42);
  return Buffer.concat([entry, Buffer.from(name)]);
};

const zipOf = (members: readonly Member[]): Uint8Array => {
  let [body, directory] = [Buffer.alloc(0), Buffer.alloc(0)];
  for (const member of members) {
    const packed = member.stored === true ? member.content : deflateRawSync(member.content);
    const entry = entryOf(member, packed.length, body.length);
    body = Buffer.concat([body, localHeader(member, packed.length), packed]);
    directory = Buffer.concat([directory, entry]);
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(body.length, 16);
  return new Uint8Array(Buffer.concat([body, directory, end]));
};

const member = (name: string, text: string): Member => ({ name, content: utf8(text) });

const docxOf = (body: string): Uint8Array =>
  zipOf([
    member("word/document.xml", `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`),
  ]);

const xlsxOf = (rows: string, more: readonly Member[] = []): Uint8Array =>
  zipOf([
    member(
      "xl/workbook.xml",
      `<workbook xmlns:r="r"><sheets><sheet name="隐藏" state="hidden" r:id="a"/><sheet name="台账" r:id="b"/><sheet name="二" r:id="c"/></sheets></workbook>`,
    ),
    member(
      "xl/_rels/workbook.xml.rels",
      `<Relationships><Relationship Id="a" Target="no.xml"/><Relationship Id="b" Target="worksheets/one.xml"/></Relationships>`,
    ),
    member("xl/worksheets/one.xml", `<worksheet><sheetData>${rows}</sheetData></worksheet>`),
    ...more,
  ]);

const reasonFor = async (bytes: Uint8Array): Promise<string> => {
  try {
    return `shown as ${(await readDocument(bytes)).kind}`;
  } catch (error) {
    if (error instanceof NoPreview) return error.reason;
    throw error;
  }
};

describe("text", () => {
  it("is read in UTF-8, in GB18030 and in UTF-16, and says which", async () => {
    const gb = Uint8Array.from([0xbf, 0xda, 0xc1, 0xee, 0x0a]);
    expect(await readDocument(utf8("口令"))).toMatchObject({
      text: "口令",
      encoding: "utf-8",
      sure: true,
    });
    expect(await readDocument(gb)).toMatchObject({
      text: "口令\n",
      encoding: "gb18030",
      sure: false,
    });
    const utf16 = Uint8Array.from([0xff, 0xfe, 0xe3, 0x53, 0xe4, 0x4e]);
    expect(await readDocument(utf16)).toMatchObject({ text: "口令", encoding: "utf-16le" });
  });

  it("is cut after 200 kB, never inside a character", async () => {
    const shown = await readDocument(utf8(`a${"口".repeat(100_000)}`));
    expect(shown).toMatchObject({ kind: "text", cut: true });
    expect(shown.kind === "text" && shown.text).toBe(`a${"口".repeat(66_666)}`);
  });

  it("is what SVG is, and a program is nothing that is shown", async () => {
    expect(await readDocument(utf8("<svg/>"))).toMatchObject({ kind: "text", text: "<svg/>" });
    expect(await reasonFor(Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 0, 0]))).toBe("unknown");
  });
});

describe("a DOCX", () => {
  it("gives its paragraphs as lines and the cells of a table in one", async () => {
    const body = `<w:p><w:r><w:t>口令</w:t><w:tab/><w:t>90 天</w:t></w:r></w:p>
      <w:tbl><w:tr><w:tc><w:p><w:t>主机</w:t></w:p><w:p><w:t>plc-1</w:t></w:p></w:tc><w:tc><w:p/></w:tc><w:tc><w:p><w:t>是</w:t></w:p></w:tc></w:tr></w:tbl>
      <w:p><w:del><w:r><w:t>旧</w:t></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p>`;
    const shown = await readDocument(docxOf(body));
    expect(shown).toEqual({
      kind: "docx",
      text: "口令\t90 天\n主机 plc-1\t\t是\n新\n",
      cut: false,
    });
  });

  it("shows a text box once, and no more than its limit", async () => {
    const box = `<mc:AlternateContent><mc:Choice><w:p><w:t>框</w:t></w:p></mc:Choice><mc:Fallback><w:p><w:t>框</w:t></w:p></mc:Fallback></mc:AlternateContent>`;
    expect(await readDocument(docxOf(box))).toMatchObject({ text: "框\n" });
    const long = await readDocument(docxOf(`<w:p><w:t>${"长".repeat(300_000)}</w:t></w:p>`));
    expect(long).toMatchObject({ cut: true });
    expect(long.kind === "docx" && long.text.length).toBe(200_000);
  });

  it("with entities, a bomb inside or a password is refused with the reason", async () => {
    const entities = `<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d>&b;</d>`;
    expect(await reasonFor(zipOf([member("word/document.xml", entities)]))).toBe("damaged");
    const bomb = `<w:document>${" ".repeat(40 * 1024 ** 2)}</w:document>`;
    expect(await reasonFor(zipOf([member("word/document.xml", bomb)]))).toBe("too-large");
    const locked = { ...member("word/document.xml", "<d/>"), flags: 1 };
    expect(await reasonFor(zipOf([locked]))).toBe("locked");
    expect(await reasonFor(zipOf([member("readme.txt", "no document")]))).toBe("unknown");
    const deep = "<w:p>".repeat(400);
    expect(await reasonFor(docxOf(deep))).toBe("damaged");
  });
});

describe("an XLSX", () => {
  it("shows the first visible sheet: texts, numbers, dates, and formulas as they last showed", async () => {
    const rows = `<row r="2"><c r="A2" t="s"><v>1</v></c><c r="C2"><v>3.5</v></c><c r="D2" s="1"><v>46153</v></c></row>
      <row r="4"><c r="A4" t="inlineStr"><is><t>=1+1</t></is></c><c r="B4" t="str"><f>1+1</f><v>2</v></c><c r="C4" t="b"><v>1</v></c></row>`;
    const strings = `<sst><si><t>no</t></si><si><r><t>主</t></r><r><t>机</t></r><rPh><t>zhu</t></rPh></si><si><t>unread</t></si></sst>`;
    const styles = `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`;
    const bytes = xlsxOf(rows, [
      member("xl/sharedStrings.xml", strings),
      { ...member("xl/styles.xml", styles), stored: true },
    ]);
    expect(await readDocument(bytes)).toEqual({
      kind: "sheet",
      name: "台账",
      sheets: 2,
      cut: false,
      rows: [
        { number: 2, cells: ["主机", "", "3.5", "2026-05-11"] },
        { number: 4, cells: ["=1+1", "2", "TRUE"] },
      ],
    });
  });

  it("is read to its hundredth row and fiftieth column, however many there are", async () => {
    const cells = Array.from({ length: 60 }, () => "<c><v>7</v></c>").join("");
    const rows = `<row>${cells}</row>`.repeat(5_000);
    const shown = await readDocument(xlsxOf(rows));
    expect(shown).toMatchObject({ kind: "sheet", cut: true });
    const read = shown.kind === "sheet" ? shown.rows : [];
    expect([read.length, read[99]?.number, read[0]?.cells.length]).toEqual([100, 100, 50]);
  });
});

describe("a picture", () => {
  const png = (width: number, height: number): Uint8Array => {
    const bytes = Buffer.alloc(33);
    bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
    return new Uint8Array(bytes);
  };

  it("is shown unless it would be enormous or says no size", async () => {
    expect(await readDocument(png(800, 600))).toEqual({ kind: "image", media: "image/png" });
    expect(await reasonFor(png(50_000, 50_000))).toBe("too-large");
    expect(await reasonFor(png(800, 600).subarray(0, 20))).toBe("damaged");
  });

  test.each([
    ["image/gif", [0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0x20, 3, 0x58, 2], [800, 600]],
    [
      "image/jpeg",
      [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xc2, 0, 11, 8, 2, 0x58, 3, 0x20, 1, 1, 0x11, 0],
      [800, 600],
    ],
    [
      "image/webp",
      [...utf8("RIFFxxxxWEBPVP8X"), 10, 0, 0, 0, 0, 0, 0, 0, 0x1f, 3, 0, 0x57, 2, 0],
      [800, 600],
    ],
  ])("%s says its size", (media, bytes, [width, height]) => {
    expect(imageSize(media, Uint8Array.from(bytes))).toEqual({ width, height });
  });
});

it("whatever the bytes are, the answer is a document or a reason", async () => {
  const whole = [
    docxOf("<w:p><w:t>口令</w:t></w:p>"),
    xlsxOf(`<row r="1"><c r="A1"><v>1</v></c></row>`),
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...whole),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 12 }),
      fc.option(fc.nat()),
      async (bytes, changes, end) => {
        const changed = bytes.slice(0, end === null ? bytes.length : end % bytes.length);
        for (const [at, value] of changed.length === 0 ? [] : changes)
          changed[at % changed.length] = value;
        expect(await reasonFor(changed)).toMatch(
          /^(?:damaged|locked|too-large|unknown|shown as (?:docx|sheet|text))$/,
        );
      },
    ),
    { numRuns: 500, seed: 5 },
  );
});
