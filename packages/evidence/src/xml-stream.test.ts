/** XML as it should not be: cut, hostile, in other encodings, in pieces of any size. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixture, readAll } from "../testing/read-all.ts";
import { rule, testResult, xccdf } from "../testing/write-xccdf.ts";

describe("hostile and broken input", () => {
  const good = xccdf(testResult(rule("fail") + rule("pass", "r-2")));

  it("tells what was good before the file breaks off, and closes no scope", async () => {
    const cut = await readAll(good.slice(0, good.indexOf("</TestResult")));
    expect(cut.failure).toMatch(/^evidence\.xml-truncated \d+:\d+$/);
    expect(cut.observations).toHaveLength(2);
    expect(cut.events.some(({ kind }) => kind === "scope")).toBe(false);
  });

  it("refuses a file cut anywhere, always with a place", async () => {
    for (let part = 1; part < 40; part += 1) {
      const cut = good.slice(0, Math.floor((good.length * part) / 40));
      expect((await readAll(cut)).failure).toMatch(
        /^evidence\.(xml-truncated|unknown-format) \d+:\d+$/,
      );
    }
  });

  it.each([
    [
      "billion laughs",
      '<!DOCTYPE b [\n  <!ENTITY a "aaaaaaaa">\n  <!ENTITY b "&a;&a;&a;&a;">\n]>',
      "2:3",
    ],
    ["external entity", '<!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "1:14"],
    ["parameter entity", '<!DOCTYPE b [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]>', "1:14"],
  ])("refuses entities: %s", async (_name, doctype, at) => {
    const read = await readAll(xccdf(testResult(rule("pass")), doctype), [7]);
    expect(read.failure).toBe(`evidence.xml-entities ${at}`);
  });

  it("refuses entities that are not defined, tags that do not match, elements nested too deep", async () => {
    const inBody = (text: string) => readAll(xccdf(testResult(rule("pass") + text)));
    expect((await inBody("&none;")).failure).toBe("evidence.xml-malformed 12:67");
    expect((await inBody("</oops>")).failure).toMatch(/^evidence\.xml-malformed 12:/);
    const deep = await inBody("<a>".repeat(1_000_000));
    expect(deep.failure).toMatch(/^evidence\.xml-too-deep 12:/);
    expect(deep.observations).toHaveLength(1);
  });

  it("refuses an attribute without end instead of holding it", async () => {
    const read = await readAll(xccdf(testResult(`<x y="${"a".repeat(9_000_000)}`)));
    expect(read.failure).toMatch(/^evidence\.xml-too-long 12:\d+$/);
  });

  it("says that rules without results are no evidence", async () => {
    expect((await readAll(xccdf(""))).failure).toMatch(/^evidence\.no-results \d+:\d+$/);
  });

  it("does not take other XML for evidence", async () => {
    for (const text of [
      "<html><body/></html>",
      '<Benchmark xmlns="urn:other"/>',
      '<?xml version="1.0"?><oval_definitions/>',
    ])
      expect((await readAll(text)).failure).toBe("evidence.unknown-format 1:1");
  });
});

describe("encodings", () => {
  const text = xccdf(testResult(rule("fail", "r-1", "<message>口令为空</message>")));
  const utf16 = (value: string, big: boolean): Uint8Array => {
    const bytes = new Uint8Array(2 + value.length * 2);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, 0xfeff, !big);
    for (let index = 0; index < value.length; index += 1)
      view.setUint16(2 + index * 2, value.charCodeAt(index), !big);
    return bytes;
  };

  it("reads UTF-8 with a mark and UTF-16 of both orders alike", async () => {
    const expected = (await readAll(text)).events;
    expect((await readAll(`\uFEFF${text}`)).events).toEqual(expected);
    for (const big of [true, false])
      expect((await readAll(utf16(text, big), [3])).events).toEqual(expected);
  });

  const latin = new TextEncoder().encode(text.replace("口令为空", "@@"));
  const gbText = (declared: string): Uint8Array => {
    const [before = "", after = ""] = text.replace("UTF-8", declared).split("口令为空");
    const message = [0xbf, 0xda, 0xc1, 0xee, 0xce, 0xaa, 0xbf, 0xd5];
    return new Uint8Array([
      ...new TextEncoder().encode(before),
      ...message,
      ...new TextEncoder().encode(after),
    ]);
  };

  it.each(["GB18030", "gbk", "GB2312"])("reads %s as declared", async (declared) => {
    const read = await readAll(gbText(declared), [1, 5]);
    expect(read.observations[0]?.message).toBe("口令为空");
    expect(read.warnings).toEqual([]);
  });

  it("reads GB18030 that claims to be UTF-8, with a warning", async () => {
    const read = await readAll(gbText("UTF-8"));
    expect(read.observations[0]?.message).toBe("口令为空");
    expect(read.warnings).toEqual(["encoding-guessed 1:1"]);
  });

  it("refuses an encoding that nobody can decode", async () => {
    const text = new TextDecoder().decode(latin).replace("UTF-8", "EBCDIC-CP-US");
    expect((await readAll(text)).failure).toBe("evidence.xml-encoding 1:1");
  });
});

describe("however the bytes are cut", () => {
  const bytes = new TextEncoder().encode(
    xccdf(
      testResult(
        `${rule("fail", "r-1", "<message>空 &amp; “口令” 𠮷</message>")}\r\n<!-- c -->\r\n${rule("pass", "r-2", "<message><![CDATA[a]]>b\r\nc</message>")}`,
        "<target-facts>\r\n<fact\n name='urn:xccdf:fact:ethernet:MAC'>00:1b:21:00:00:01</fact></target-facts>",
      ),
    ),
  );

  it("gives the same events", async () => {
    const whole = await readAll(bytes);
    expect(whole.observations).toHaveLength(2);
    expect(whole.observations[1]?.message).toBe("ab\nc");
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 65_536 }), { minLength: 1, maxLength: 5 }),
        async (sizes) => {
          expect(await readAll(bytes, sizes)).toEqual(whole);
        },
      ),
      { numRuns: 60 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 9 }),
        async (sizes) => {
          expect(await readAll(bytes, sizes)).toEqual(whole);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("gives the same failure at the same place", async () => {
    const broken = bytes.subarray(0, bytes.length - 30);
    const whole = await readAll(broken);
    expect(whole.failure).toMatch(/^evidence\.xml-truncated/);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        async (sizes) => {
          expect(await readAll(broken, sizes)).toEqual(whole);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("reads the historian's ARF the same in odd pieces", async () => {
    const arf = fixture("scada-hist-01.arf.xml");
    expect((await readAll(arf, [4_093, 17, 65_536])).events).toEqual((await readAll(arf)).events);
  });
});
