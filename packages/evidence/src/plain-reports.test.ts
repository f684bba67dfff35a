/** Readers of CSV with headings and of plain lines: the same rows for any cut, places by cell and line. */

import { expect, test } from "vitest";
import { pieces, testContext } from "../testing/read-all.ts";
import { csvReader } from "./csv-report.ts";
import { lineReader } from "./line-report.ts";
import type { Reader, ReadEvent } from "./reader.ts";

const said = (at: string, detail: string): ReadEvent => ({
  kind: "warning",
  code: "skipped",
  at,
  detail,
});

const read = async (
  reader: Reader,
  text: string | Uint8Array,
  size = 65_536,
): Promise<string[]> => {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const told: string[] = [];
  for await (const event of reader.read(pieces(bytes, [size]), testContext()))
    if (event.kind === "warning") told.push(`${event.at} ${event.detail}`);
  return told;
};

const table = csvReader<null>({
  format: "test-csv",
  name: { zh: "测试", en: "test" },
  versions: ["*"],
  isHeading: (cells) => cells.includes("Host") && cells.includes("Risk"),
  start: () => null,
  *take(_state, row) {
    yield said(row.at("Risk"), `${row.cell("Host")}|${row.cell("Risk")}|${row.cell("None")}`);
  },
  *end() {
    yield said("end", "");
  },
});

test.each([1, 5, 65_536])(
  "rows by their headings, after lines of the tool's own: pieces of %i",
  async (size) => {
    const text = 'Made by a tool\n\nRisk;"Host"\nhigh;a\n;;\nlow;"b;\nc"\n';
    expect(table.detect(text, testContext())).toBe(true);
    expect(await read(table, text, size)).toEqual(["4:1 a|high|", "6:1 b;\nc|low|", "end "]);
  },
);

test("a table with other headings is not known; GB18030 is read and said to be a guess", async () => {
  expect(table.detect("Address,Risk\nx,y\n", testContext())).toBe(false);
  const gb = Uint8Array.from([
    ...new TextEncoder().encode("Host,Risk\n"),
    0xb8,
    0xdf,
    0xce,
    0xa3,
    0x2c,
    0x31,
  ]);
  expect(await read(table, gb)).toEqual(["1:1 gb18030", "2:2 高危|1|", "end "]);
});

const lines = lineReader<{ seen: number }>({
  format: "test-lines",
  name: { zh: "测试", en: "test" },
  versions: ["*"],
  detect: (head) => head.startsWith("#"),
  start: () => ({ seen: 0 }),
  *take(state, line, number) {
    state.seen += 1;
    if (line !== "") yield said(`${number}:1`, line.slice(0, 10));
  },
  *end({ seen }) {
    yield said("end", String(seen));
  },
});

test.each([1, 4, 65_536])(
  "lines with either end, the last one without: pieces of %i",
  async (size) => {
    expect(await read(lines, "# one\r\n\ntwo\nthree", size)).toEqual([
      "1:1 # one",
      "3:1 two",
      "4:1 three",
      "end 4",
    ]);
  },
);

test("a line without end is kept in part only", async () => {
  const told = await read(lines, `#${"x".repeat(5_000_000)}\nnext`);
  expect(told).toEqual(["1:1 #xxxxxxxxx", "2:1 next", "end 2"]);
});
