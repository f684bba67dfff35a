/** What people read: reasons, what would settle an open grade, and the words for facts that do not fit. */

import { join } from "node:path";
import { AppError } from "@fenji/kernel";
import type { Facts, Grading } from "@fenji/regime";
import { beforeAll, describe, expect, test } from "vitest";
import { openPack } from "../../intake/src/open-pack.ts";
import { columnsFromRows } from "./columns-from-rows.ts";
import type { Reason } from "./explain.ts";
import { gradeColumns } from "./grade-columns.ts";
import { gradeObject, gradeRow } from "./grade-object.ts";
import { compileKernel, type Kernel } from "./kernel.ts";
import { diceOf } from "./dice.ts";
import { randomGrading, randomValue } from "./testing/random-grading.ts";

const kernelOf = async (name: string): Promise<Kernel> => {
  const opened = await openPack(join(import.meta.dirname, "../../../packs", name));
  if (!opened.ok || opened.value.kind !== "regime") throw new Error(`${name} has problems`);
  const { grading, header } = opened.value.pack;
  return compileKernel({ grading, sources: header.sources });
};

let size: Kernel;
let iiot: Kernel;
beforeAll(async () => {
  size = await kernelOf("enterprise-size/2017");
  iiot = await kernelOf("iiot-protection/2024-illustrative");
});

const allReasons = (reasons: readonly Reason[]): readonly Reason[] =>
  reasons.flatMap((reason) => [reason, ...allReasons(reason.children)]);

describe("reasons", () => {
  test("name the input, the band, the points and the source of every rule that counted", () => {
    const [result] = gradeObject(size, {
      industry: "industry",
      employees: 1200,
      annualRevenueWanYuan: 38_000,
    });
    const people = allReasons(result?.reasons ?? []).find(
      ({ factor }) => factor === "industry-people",
    );
    expect(people).toMatchObject({
      input: 1200,
      band: { zh: "大型（≥ 1000 人）", en: "Large (≥ 1000 people)" },
      points: 4,
      standing: "official",
      source: { clause: "table of classes" },
    });
    expect(people?.source?.title.zh).toContain("大中小微型企业");
    const revenue = allReasons(result?.reasons ?? []).find(
      ({ factor }) => factor === "industry-revenue",
    );
    expect(revenue?.band?.en).toBe("Medium (≥ 2000 and < 40000 × 10,000 yuan)");
    expect(result?.grade).toBe(3);
  });

  test("of the root have the grade as points, and leave points open where it is", () => {
    const dice = diceOf(5);
    for (let round = 0; round < 300; round += 1) {
      const facts: Facts = Object.fromEntries(
        iiot.facts.map((fact) => [fact.id, dice.roll(5) > 0 ? randomValue(dice, fact) : null]),
      );
      for (const result of gradeObject(iiot, facts)) {
        const root = result.reasons.at(-1);
        if (result.grade !== null) expect(root?.points).toBe(result.grade);
        expect(root?.possible).toEqual(result.possible);
        expect(root?.points === null).toBe((root?.possible.length ?? 0) > 1);
      }
    }
  });

  test("say whether the type applies where that is open", () => {
    const [result] = gradeObject(iiot, { employees: 10 });
    expect(result?.applies).toBe("unknown");
    expect(result?.reasons[0]).toMatchObject({ factor: "connected", points: null });
  });

  test("of a row in a batch are those of the object alone", () => {
    const rows: Facts[] = [
      { enterpriseTypes: ["platform"], platformClients: 12_000, platformControlsPlants: true },
      {
        enterpriseTypes: ["connected", "identifier"],
        importantDataFiled: true,
        identifierNode: "top",
      },
    ];
    const columns = columnsFromRows(iiot, rows);
    const graded = gradeColumns(iiot, columns);
    for (const [row, facts] of rows.entries())
      expect(gradeRow(iiot, graded, row)).toEqual(gradeObject(iiot, facts));
  });
});

describe("what would settle an open grade", () => {
  test("is worded with bounds and units, and holds for values inside", () => {
    const facts = { industry: "industry", employees: 350 };
    const [result] = gradeObject(size, facts);
    expect(result).toMatchObject({ grade: null, possible: [1, 2, 3], applies: "true" });
    expect(result?.undetermined).toEqual([
      {
        fact: "annualRevenueWanYuan",
        settles: [
          { when: { zh: "< 300 万元", en: "< 300 × 10,000 yuan" }, grade: 1 },
          { when: { zh: "≥ 300 且 < 2000 万元", en: "≥ 300 and < 2000 × 10,000 yuan" }, grade: 2 },
          { when: { zh: "≥ 2000 万元", en: "≥ 2000 × 10,000 yuan" }, grade: 3 },
        ],
      },
    ]);
    expect(gradeObject(size, { ...facts, annualRevenueWanYuan: 2000 })[0]?.grade).toBe(3);
    expect(gradeObject(size, { ...facts, annualRevenueWanYuan: 1999.99 })[0]?.grade).toBe(2);
  });

  test("leaves out unknown facts that no longer matter", () => {
    const [result] = gradeObject(size, { industry: "industry", employees: 3 });
    expect(result).toMatchObject({ grade: 1, undetermined: [], settledBy: [] });
  });

  test("speaks of sets as people do", () => {
    const { settles } = gradeObject(iiot, {
      employees: 3,
      annualRevenueWanYuan: 1,
      connectedDeviceShare: 0,
      remoteControl: false,
      identifierNode: "top",
      operatingScope: "site",
    })
      .find(({ type }) => type === "identifier")
      ?.undetermined.find(({ fact }) => fact === "enterpriseTypes") ?? { settles: [] };
    expect(settles).toEqual([
      {
        when: { zh: "含其中任一项：标识解析企业", en: "any of: Identifier-resolution enterprise" },
        grade: 3,
      },
    ]);
  });

  test("settledBy settles whatever its values, and without one of its facts something stays open", () => {
    let checked = 0;
    for (let seed = 1; seed <= 150; seed += 1) {
      const dice = diceOf(seed);
      const grading: Grading = randomGrading(dice);
      const kernel = compileKernel({ grading, sources: [] });
      const facts: Facts = Object.fromEntries(
        grading.facts.map((fact) => [fact.id, dice.roll(2) === 0 ? randomValue(dice, fact) : null]),
      );
      for (const result of gradeObject(kernel, facts)) {
        const [sure = []] = result.settledBy;
        expect([...sure].sort()).toEqual(result.undetermined.map(({ fact }) => fact).sort());
        for (let round = 0; round < 5; round += 1) {
          const filled = Object.fromEntries(
            grading.facts
              .filter(({ id }) => sure.includes(id))
              .map((fact) => [fact.id, randomValue(dice, fact)]),
          );
          const then = gradeObject(kernel, { ...facts, ...filled }).find(
            ({ type }) => type === result.type,
          );
          expect(then?.possible.length ?? 1).toBe(1);
          expect(then?.applies ?? "true").toBe("true");
          checked += 1;
        }
      }
    }
    expect(checked).toBeGreaterThan(300);
  });
});

const codeOf = (facts: Readonly<Record<string, unknown>>): string => {
  try {
    gradeObject(size, facts as Facts);
    return "none";
  } catch (error) {
    return error instanceof AppError ? `${error.code} ${error.in("en")}` : String(error);
  }
};

describe("facts that do not fit name the fact, what was expected and what came", () => {
  test.each([
    [{ employees: "many" }, /^fact\.wrong-type Fact “employees” must be integer ≥ 0, got "many"/],
    [{ employees: -1 }, /^fact\.out-of-range .*“employees”.*≥ 0.*-1/],
    [{ employees: 1.5 }, /^fact\.out-of-range .*integer.*1\.5/],
    [{ employees: Number.NaN }, /^fact\.wrong-type .*NaN/],
    [{ employees: Infinity }, /^fact\.wrong-type .*Infinity/],
    [{ industry: "farming" }, /^fact\.unknown-option .*“industry”.*“farming”.*agriculture/],
    [{ industry: ["industry"] }, /^fact\.wrong-type .*“industry”/],
    [{ industry: true }, /^fact\.wrong-type .*“industry”.*true/],
    [{ employes: 3 }, /^fact\.unknown-id-near .*“employes”.*“employees”/],
    [{ turnover: 3 }, /^fact\.unknown-id .*“turnover”.*annualRevenueWanYuan/],
    [{ employees: null, industry: undefined }, /^none/],
    [JSON.parse('{"__proto__": 1}'), /^fact\.unknown-id/],
  ])("%j", (facts, says) => {
    expect(codeOf(facts as Record<string, unknown>)).toMatch(says);
  });

  test("in a batch, the row too", () => {
    expect(() => columnsFromRows(size, [{}, {}, { employees: "x" }])).toThrow(/employees #3/);
    expect(() => columnsFromRows(size, [{}, { nothing: 1 }])).toThrow(/nothing #2/);
  });

  test("columns of another kind or length are refused", () => {
    const byFact = new Map([
      ["employees", { kind: "boolean", values: new Uint8Array(2), unknown: null } as const],
    ]);
    expect(() => gradeColumns(size, { rows: 2, byFact })).toThrow(/employees/);
    const short = new Map([
      ["employees", { kind: "number", values: new Float64Array(1), unknown: null } as const],
    ]);
    expect(() => gradeColumns(size, { rows: 2, byFact: short })).toThrow(/1 rows, 2 are needed/);
  });
});

test("rules whose joint diagram would be endless are refused, and named", () => {
  const text = { zh: "试", en: "test" };
  const base = { label: text, citation: null, standing: "illustrative" } as const;
  const ids = Array.from({ length: 24 }, (_, index) => `f${index}`);
  const grading: Grading = {
    facts: ids.map((id) => ({
      id,
      kind: "boolean",
      label: text,
      help: null,
      citation: null,
      section: null,
    })),
    derivations: [],
    nodes: [
      ...ids.map(
        (id, index) =>
          ({
            ...base,
            id: `n${id}`,
            rule: "when",
            when: { yes: id },
            then: 2 ** index,
            otherwise: 0,
          }) as const,
      ),
      { ...base, id: "sum", rule: "sum", terms: ids.map((id) => ({ node: `n${id}`, weight: 1 })) },
      {
        ...base,
        id: "grade",
        rule: "bands",
        of: { node: "sum" },
        bands: [
          { from: null, value: 1, label: null },
          { from: 9, value: 2, label: null },
        ],
      },
    ],
    types: [
      {
        id: "t",
        name: text,
        appliesWhen: null,
        supervision: null,
        result: "grade",
        grades: [1, 2].map((rank) => ({ rank, label: text })),
        monotone: [],
      },
    ],
  };
  expect(() => compileKernel({ grading, sources: [] })).toThrow(/too complex.*sum/);
});
