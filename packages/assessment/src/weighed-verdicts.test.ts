/** Verdicts that follow how the sources fare: doubted proofs, copies with one voice, the same in any order. */

import type { Requirement } from "@fenji/regime";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  compileAssessment,
  openJudge,
  restoreWeighing,
  recordWeighing,
  type EvidenceItem,
} from "./index.ts";

const text = { zh: "要求", en: "requirement" };

/** One element, proven and contradicted by one check. */
const asking = (check: string): Requirement => ({
  id: check,
  type: "connected",
  domain: "equipment",
  fromGrade: 1,
  appliesWhen: null,
  title: text,
  text,
  methods: ["test"],
  procedure: text,
  elements: [
    {
      id: `${check}.1`,
      text,
      selectors: [
        { check, proves: "full", contradicts: true, onInfo: "nothing", minSeverity: null },
      ],
    },
  ],
  crosswalk: { icsGuide2024: [], mlps: [], nist80053r5: [], iec62443: [] },
  citation: null,
  standing: "illustrative",
  closes: [],
  effort: { personDays: 1, costCny: 1000, standing: "illustrative" },
  cases: [],
});

const index = compileAssessment([asking("t:common"), asking("t:alone")], []);

const saying = (family: string, id: string, passes: boolean): EvidenceItem => ({
  family,
  check: "t:common",
  refs: [],
  revision: null,
  result: passes ? "pass" : "fail",
  severity: null,
  subject: { kind: "host", id },
  observedAt: null,
  receivedAt: "2026-11-01T00:00:00.000Z",
});

const hosts = Array.from({ length: 200 }, (_none, at) => `host-${at}`);

/** Every third host is in order; all tell so, but for one mistake in 23 each, at hosts of their own. */
const truth = (at: number): boolean => at % 3 === 0;
const honest = (family: string, offset: number): EvidenceItem[] =>
  hosts.map((id, at) => saying(family, id, truth(at) !== ((at + offset) % 23 === 0)));

const plant = [
  ...honest("ada", 0),
  ...honest("bob", 5),
  ...honest("cyd", 11),
  ...hosts.map((id) => saying("liar", id, true)),
];

const judgeAll = (items: readonly EvidenceItem[]) => {
  const open = openJudge(index);
  for (const item of items) open.add(item);
  const sources = open.sources();
  return { sources, weighed: open.verdicts(sources), votesAlone: open.verdicts() };
};

test("what only a source that errs everywhere calls met is contested, and met without the estimate", () => {
  const alone = { ...saying("liar", "host-0", true), check: "t:alone" };
  const { sources, weighed, votesAlone } = judgeAll([...plant, alone]);
  expect(sources.notEstimated).toBe(null);
  const liar = sources.health.find(({ source }) => source === "liar");
  expect(liar?.dissentRate).toBeGreaterThan(0.5);
  expect(liar?.quality?.specificity).toBeLessThan(0.1);
  expect(votesAlone[1]?.verdict).toBe("met");
  expect(weighed[1]?.verdict).toBe("contested");
  expect(weighed[1]?.elements[0]?.subjects).toMatchObject([{ doubted: true, leansTo: false }]);
});

test("what an honest source alone calls met stays met", () => {
  const { weighed } = judgeAll([...plant, { ...saying("ada", "host-0", true), check: "t:alone" }]);
  expect(weighed[1]?.verdict).toBe("met");
});

test("two that copy outvote nobody: their word against one is contested again, and they are named", () => {
  const wild = hosts.map((id, at) => saying("one", id, (at * 7) % 10 < 6));
  const copied = wild.map((item) => ({ ...item, family: "two" }));
  const against = (family: string): EvidenceItem => ({
    ...saying(family, "host-0", family === "ada"),
    check: "t:alone",
  });
  const { sources, weighed, votesAlone } = judgeAll([
    ...plant.filter(({ family }) => family !== "liar"),
    ...wild,
    ...copied,
    ...["one", "two", "ada"].map(against),
  ]);
  expect(sources.copies.map((pair) => pair.sources)).toEqual([["one", "two"]]);
  expect(votesAlone[1]?.verdict).toBe("notMet");
  expect(weighed[1]?.verdict).toBe("contested");
});

test("an answer for the whole enterprise is one answer, however many hosts it bears on", () => {
  const { sources } = judgeAll(
    [...plant, saying("asked", "self", true)].map((item) =>
      item.family === "asked" ? { ...item, subject: { kind: "organisation", id: "self" } } : item,
    ),
  );
  expect(sources.health.find(({ source }) => source === "asked")).toMatchObject({
    questions: 1,
    compared: 1,
    dissents: 1,
  });
  expect(sources.health.find(({ source }) => source === "ada")?.questions).toBe(hosts.length + 1);
});

test("in any order, and kept and read again, the sources and the verdicts are the same to the last digit", () => {
  const whole = judgeAll(plant);
  const numbers = recordWeighing(whole.sources);
  const again = restoreWeighing(JSON.parse(JSON.stringify(numbers)));
  expect(recordWeighing(again)).toEqual(numbers);
  const told = (items: readonly EvidenceItem[]) => {
    const open = openJudge(index, { maxShown: 3 });
    for (const item of items) open.add(item);
    return open
      .verdicts(again)
      .map(({ verdict, elements }) => ({ verdict, subjects: elements.map((one) => one.subjects) }));
  };
  const expected = told(plant);
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (keys) => {
      const shuffled = plant
        .map((item) => ({ item, key: keys.next().value ?? 0 }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ item }) => item);
      expect(recordWeighing(judgeAll(shuffled).sources)).toEqual(numbers);
      expect(told(shuffled)).toEqual(expected);
    }),
    { numRuns: 8, seed: 20_261_127 },
  );
});

test("a firm of 40 sources that all answer everything by chance takes no more than seconds", () => {
  const start = performance.now();
  let state = 7;
  const items = hosts.flatMap((id) =>
    Array.from({ length: 40 }, (_none, at) => {
      state = (state * 48_271) % 2_147_483_647;
      return saying(`source-${at}`, id, state % 5 < 3);
    }),
  );
  expect(judgeAll(items).sources.health).toHaveLength(40);
  expect(performance.now() - start).toBeLessThan(5000);
});
