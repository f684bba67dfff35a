/** docs/operations/security.md answers every requirement of ASVS 5.0.0 up to level 2 once, and names only tests that exist. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/operations/security.md"), "utf8");

interface Line {
  readonly number: string;
  readonly level: number;
  readonly sign: string;
  readonly how: string;
  readonly tests: readonly (readonly [string, string])[];
}

const testsIn = (cell: string): Line["tests"] =>
  cell
    .split("<br>")
    .filter((part) => part !== "")
    .map((part) => {
      const [, file = "", name = ""] = /^`([^`]+)` (.+)$/.exec(part) ?? [];
      return [file, name.replaceAll(String.raw`\|`, "|")] as const;
    });

const lines: readonly Line[] = page
  .split("\n")
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
  .filter(([, number]) => /^\d+\.\d+\.\d+$/.test(number ?? ""))
  .map(([, number = "", level = "", , sign = "", how = "", tests = ""]) => ({
    number,
    level: Number(level),
    sign,
    how,
    tests: testsIn(tests),
  }));

/** How many requirements of levels 1 and 2 each chapter has. */
const chapters: Readonly<Record<number, readonly [number, number]>> = {
  1: [8, 19],
  2: [4, 7],
  3: [8, 11],
  4: [2, 8],
  5: [4, 5],
  6: [13, 22],
  7: [6, 12],
  8: [4, 3],
  9: [4, 3],
  10: [5, 24],
  11: [3, 11],
  12: [3, 6],
  13: [1, 12],
  14: [2, 7],
  15: [3, 10],
  16: [0, 16],
  17: [0, 7],
};

const pathOf = (file: string): string => {
  const [first = "", ...rest] = file.split("/");
  const within = first === "tests" ? file : `packages/${first}/src/${rest.join("/")}`;
  return join(root, `${within}.test.ts`);
};

describe("the checklist", () => {
  it("has each requirement once, in order", () => {
    const keys = lines.map(({ number }) =>
      number.split(".").reduce((sum, part) => sum * 100 + Number(part), 0),
    );
    expect(new Set(keys).size).toBe(lines.length);
    expect(keys).toEqual(keys.toSorted((a, b) => a - b));
  });

  it.each(Object.entries(chapters))(
    "has all of chapter %s, by level: %j",
    (chapter, [one, two]) => {
      const here = lines.filter(({ number }) => number.startsWith(`${chapter}.`));
      const of = (wanted: number) => here.filter(({ level }) => level === wanted).length;
      expect([of(1), of(2)]).toEqual([one, two]);
    },
  );

  it("says of each how it stands, and why where it is not plainly met", () => {
    const bare = lines.filter(
      ({ sign, how, tests }) =>
        !["●", "◐", "○", "–"].includes(sign) ||
        (sign === "●" ? how === "" && tests.length === 0 : how === ""),
    );
    expect(bare).toEqual([]);
  });

  it("names only tests that there are", () => {
    const missing = lines.flatMap(({ number, tests }) =>
      tests
        .filter(([file, name]) => {
          const path = pathOf(file);
          return name === "" || !existsSync(path) || !readFileSync(path, "utf8").includes(name);
        })
        .map(([file, name]) => `${number}: ${file} ${name}`),
    );
    expect(missing).toEqual([]);
  });
});
