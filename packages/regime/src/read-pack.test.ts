/** Every fault of a pack is found, with the file, the line and what to do, and none hides another. */

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { readPack } from "./read-pack.ts";

const packs = join(import.meta.dirname, "../../../packs");

const filesOf = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path), readFileSync(path, "utf8")] as const),
  );

const small = (): Map<string, string> =>
  new Map([
    [
      "pack.yaml",
      `kind: regime
id: small
version: "1"
title: { zh: 小包, en: Small }
summary: { zh: 测试, en: Test }
object: { kind: tank, name: { zh: 储罐, en: Tank } }
standing: illustrative
sources:
  - { id: us, title: { zh: 自定, en: Ours } }
domains:
  - { id: safety, name: { zh: 安全, en: Safety } }
capabilities:
  - { id: gauge, name: { zh: 液位计, en: Gauge } }
`,
    ],
    [
      "grading.yaml",
      `facts:
  - id: volume
    kind: number
    label: { zh: 容积, en: Volume }
  - id: content
    kind: choice
    label: { zh: 介质, en: Content }
    options:
      - { id: water, label: { zh: 水, en: Water } }
      - { id: acid, label: { zh: 酸, en: Acid } }
nodes:
  - id: byVolume
    rule: bands
    label: { zh: 按容积, en: By volume }
    standing: illustrative
    citation: { source: us }
    of: { fact: volume }
    bands:
      - { from: null, value: 1 }
      - { from: 100, value: 2 }
  - id: byContent
    rule: lookup
    label: { zh: 按介质, en: By content }
    standing: illustrative
    of: content
    values: { water: 1, acid: 2 }
  - id: result
    rule: max
    label: { zh: 取高, en: The higher }
    standing: illustrative
    of: [byVolume, byContent]
types:
  - id: tank
    name: { zh: 储罐, en: Tank }
    result: result
    grades:
      - { rank: 1, label: { zh: 一级, en: One } }
      - { rank: 2, label: { zh: 二级, en: Two } }
`,
    ],
  ]);

const problemsOf = (change: (files: Map<string, string>) => void) => {
  const files = small();
  change(files);
  const read = readPack(files);
  return read.ok ? [] : read.error;
};

/** Replaces the first occurrence; a fault that was not planted must not pass for one. */
const edit = (
  files: Map<string, string>,
  [file, from, to]: readonly [string, string, string],
): void => {
  const text = files.get(file) ?? "";
  expect(text).toContain(from);
  files.set(file, text.replace(from, to));
};

const lineOf = (file: string, text: string): number =>
  (small().get(file) ?? "").split("\n").findIndex((line) => line.includes(text)) + 1;

it("reads every pack that is shipped", () => {
  for (const family of readdirSync(packs, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  )) {
    for (const version of readdirSync(join(packs, family.name))) {
      const read = readPack(filesOf(join(packs, family.name, version)));
      expect(read.ok ? [] : read.error, `${family.name}@${version}`).toEqual([]);
    }
  }
});

it("reads a small pack into its model", () => {
  const read = readPack(small());
  if (!read.ok || read.value.kind !== "regime") throw new Error("the small pack does not read");
  expect(read.value.pack.header.id).toBe("small");
  expect(read.value.pack.grading.nodes.map((node) => node.id)).toEqual([
    "byVolume",
    "byContent",
    "result",
  ]);
});

describe("a planted fault is named at its line", () => {
  it.each([
    [
      "a dangling fact",
      "of: { fact: volume }",
      "of: { fact: volum }",
      "- id: byVolume",
      /volum.*volume/,
    ],
    [
      "a dangling node",
      "of: [byVolume, byContent]",
      "of: [byVolume, byContents]",
      "- id: result",
      /byContents.*byContent/,
    ],
    [
      "a mistyped member",
      "standing: illustrative\n    of: content",
      "standng: illustrative\n    of: content",
      "",
      /standng.*standing/,
    ],
    [
      "bands out of order",
      "{ from: null, value: 1 }",
      "{ from: 200, value: 1 }",
      "from: null",
      /null/,
    ],
    [
      "an option without a value",
      "values: { water: 1, acid: 2 }",
      "values: { water: 1 }",
      "values:",
      /acid/,
    ],
    [
      "a grade that no type lists",
      "{ from: 100, value: 2 }",
      "{ from: 100, value: 3 }",
      "result: result",
      /3/,
    ],
    [
      "a source that is not listed",
      "citation: { source: us }",
      "citation: { source: them }",
      "citation",
      /them/,
    ],
    ["a number that is text", "value: 2 }", 'value: "2" }', "", /number/],
    ["Chinese where English belongs", "en: By volume", "en: 按容积", "", /English|volume/],
  ])("%s", (_what, from, to, at, says) => {
    const problems = problemsOf((files) => edit(files, ["grading.yaml", from, to]));
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.map((problem) => problem.message.en).join("\n")).toMatch(says);
    expect(
      problems.every(
        (problem) => problem.file === "grading.yaml" && /\p{Script=Han}/u.test(problem.message.zh),
      ),
    ).toBe(true);
    if (at !== "")
      expect(problems.map((problem) => problem.line)).toContain(lineOf("grading.yaml", at));
  });

  it("a circle of rules, shown as its path", () => {
    const problems = problemsOf((files) =>
      edit(files, ["grading.yaml", "of: { fact: volume }", "of: { node: result }"]),
    );
    expect(problems.map((problem) => problem.message.en)).toContainEqual(
      expect.stringContaining("byVolume → result → byVolume"),
    );
  });

  it("text that is not YAML", () => {
    const problems = problemsOf((files) => edit(files, ["grading.yaml", "bands:\n", "bands: [\n"]));
    expect(problems[0]?.file).toBe("grading.yaml");
    expect(problems[0]?.message.en).toContain("YAML");
  });

  it("anchors and aliases, which can multiply without end", () => {
    const problems = problemsOf((files) =>
      files.set("grading.yaml", "facts: &a [1]\nnodes: [*a, *a]\n"),
    );
    expect(problems[0]?.message.en).toContain("aliases");
  });

  it("a missing file and a stray one, together", () => {
    const problems = problemsOf((files) => {
      files.delete("grading.yaml");
      files.set("notes.txt", "");
    });
    expect(problems.map((problem) => problem.message.en).join()).toMatch(/no part of a pack/);
    expect(problems.map((problem) => problem.message.en).join()).toMatch(
      /grading\.yaml is missing/,
    );
  });

  it("several faults at once, in the order of their lines", () => {
    const problems = problemsOf((files) => {
      edit(files, ["grading.yaml", "of: { fact: volume }", "of: { fact: volum }"]);
      edit(files, ["grading.yaml", "values: { water: 1, acid: 2 }", "values: { water: 1 }"]);
      edit(files, ["grading.yaml", "result: result", "result: resul"]);
    });
    expect(problems).toHaveLength(3);
    const lines = problems.map((problem) => problem.line);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });

  it.each([
    [
      "a range upside down",
      "kind: number",
      "kind: number\n    min: 9\n    max: 1",
      /above the upper/,
    ],
    ["an option twice", "{ id: acid, ", "{ id: water, ", /“water” occurs twice/],
    [
      "more options than a set may have",
      `kind: number`,
      `kind: set\n    options: [${Array.from({ length: 17 }, (_, at) => `{ id: o${at}, label: { zh: 项, en: item } }`).join(", ")}]`,
      /16/,
    ],
    ["grades out of order", "rank: 2", "rank: 1", /lowest up/],
    ["a fact of another kind", "of: content", "of: volume", /choice fact/],
  ])("%s", (_what, from, to, says) => {
    const problems = problemsOf((files) => edit(files, ["grading.yaml", from, to]));
    expect(problems.map((problem) => problem.message.en).join("\n")).toMatch(says);
  });

  it.each([
    [
      "a day that does not exist",
      'version: "1"',
      'version: "1"\neffectiveFrom: "2024-02-30"',
      /no such day/,
    ],
    [
      "dates the wrong way round",
      'version: "1"',
      'version: "1"\neffectiveFrom: "2024-05"\neffectiveTo: "2024-04"',
      /ends before it begins/,
    ],
  ])("%s", (_what, from, to, says) => {
    const problems = problemsOf((files) => edit(files, ["pack.yaml", from, to]));
    expect(problems.map((problem) => problem.message.en).join("\n")).toMatch(says);
    expect(problems.every((problem) => problem.file === "pack.yaml" && problem.line > 1)).toBe(
      true,
    );
  });

  it("cases with facts, values, types and grades that do not exist, each at its line", () => {
    const problems = problemsOf((files) =>
      files.set(
        "cases/wrong.yaml",
        `cases:
  - name: { zh: 例, en: Case }
    facts:
      volum: 3
      volume: many
      content: acyd
    expect:
      - { type: tank, grade: 9, possible: [9] }
      - { type: tank, grade: 1, possible: [1, 2] }
      - { type: tnk, grade: 1, possible: [1] }
`,
      ),
    );
    expect(problems.map(({ line, message }) => [line, message.en.slice(0, 24)])).toEqual([
      [4, "The fact “volum” is not "],
      [5, "This must be a number (−"],
      [6, "There is no option “acyd"],
      [8, "Type “tank” has no grade"],
      [9, "Where the grade is deter"],
      [10, "The type “tnk” is not de"],
    ]);
  });

  it("more values than can be followed, without giving up on the rest", () => {
    const bands = Array.from(
      { length: 100 },
      (_, at) => `{ from: ${at === 0 ? "null" : at}, value: ${2 ** (at % 20) * at} }`,
    );
    const node = (id: string) => `  - id: ${id}
    rule: bands
    label: { zh: 档, en: Bands }
    standing: illustrative
    of: { fact: volume }
    bands: [${bands.join(", ")}]
`;
    const sum = `  - id: total
    rule: sum
    label: { zh: 和, en: Sum }
    standing: illustrative
    terms: [{ node: a }, { node: b }, { node: c }]
`;
    const problems = problemsOf((files) => {
      edit(files, [
        "grading.yaml",
        "nodes:\n",
        `nodes:\n${node("a")}${node("b")}${node("c")}${sum}`,
      ]);
      edit(files, ["grading.yaml", "result: result", "result: total"]);
    });
    expect(problems.map((problem) => problem.message.en).join()).toMatch(/no listed grade/);
  });

  it.each([
    ["bracket bomb", "[".repeat(1_000_000)],
    ["member bomb", "{a: ".repeat(400_000)],
    ["dash bomb", "- ".repeat(400_000)],
    ["deep blocks", Array.from({ length: 90 }, (_, at) => `${" ".repeat(at)}a:`).join("\n")],
  ])("a %s, at once", (_what, bomb) => {
    const problems = problemsOf((files) => files.set("grading.yaml", bomb));
    expect(
      problems.some(
        (problem) => problem.file === "grading.yaml" && /deep/.test(problem.message.en),
      ),
    ).toBe(true);
  });
});
