/** Random packs, sound and whole: every member that a pack may have takes its turn. */

import { diceOf, type Dice } from "../../../grading/src/dice.ts";
import {
  randomCondition,
  randomGrading,
  randomValue,
} from "../../../grading/src/testing/random-grading.ts";
import type {
  Crosswalk,
  EvidenceCase,
  EvidenceKind,
  FactValue,
  FreshnessRule,
  GradingCase,
  Grading,
  Pack,
  Requirement,
} from "../index.ts";
import { evidenceKinds, relations, selectorSeverities } from "../index.ts";
import { dressed, randomObligations } from "./dressed-grading.ts";
import { citation, maybe, oddEnds, pick, some, standing, text } from "./random-words.ts";

const checks = (dice: Dice): string =>
  `${pick(dice, ["ssg", "control", "port"])}:${pick(dice, ["a;b", "x y", "=1", "7", "\\;", "tcp/22"])}`;

const evidenceCase = (dice: Dice, expect: EvidenceCase["expect"]): EvidenceCase => ({
  name: text(dice),
  observations: some(dice, 2, () => ({
    check: checks(dice),
    refs: some(dice, 2, () => checks(dice)),
    result: pick(dice, ["pass", "fail", "info"] as const),
    subject: pick(dice, ["host:example", "=cmd", "a b", " "]),
    family: pick(dice, ["example", "'x"]),
    severity: maybe(dice, () => pick(dice, ["none", ...selectorSeverities] as const)),
  })),
  expect,
});

const requirement = (dice: Dice, index: number, { facts }: Grading): Requirement => ({
  id: `${pick(dice, ["R-", "r.", "7-", "A_"])}${index}`,
  type: pick(dice, ["t0", "t1"]),
  domain: pick(dice, ["d0", "d1", "D2"]),
  fromGrade: 1 + dice.roll(3),
  appliesWhen: maybe(dice, () => randomCondition({ dice, facts, nodes: [] })),
  title: text(dice),
  text: text(dice),
  methods: pick(dice, [
    ["examine"],
    ["test", "interview"],
    ["examine", "interview", "test"],
  ] as const),
  procedure: text(dice),
  elements: [0, ...some(dice, 2, (at) => at + 1)].map((at) => ({
    id: `e${at}`,
    text: text(dice),
    selectors: [0, ...some(dice, 2, (n) => n)].map(() => ({
      check:
        dice.roll(3) === 0
          ? `question:${pick(dice, ["q0", "q1", "q2"])}`
          : checks(dice).replaceAll(/\s/g, ""),
      proves: pick(dice, ["full", "partial", "none"] as const),
      contradicts: dice.roll(2) === 0,
      onInfo: pick(dice, ["nothing", "contradicts", "proves"] as const),
      minSeverity: maybe(dice, () => pick(dice, selectorSeverities)),
    })),
  })),
  crosswalk: {
    icsGuide2024: some(dice, 3, () => 1 + dice.roll(33)),
    mlps: some(dice, 2, () => pick(dice, ["", " 8.1 ", "a;b", "c\nd", "；"])),
    nist80053r5: some(dice, 2, () => "AC-2(1)"),
    iec62443: some(dice, 1, () => "SR 1.1"),
  },
  citation: maybe(dice, () => citation(dice)),
  standing: standing(dice),
  closes: pick(dice, [["c0"], ["c1", "c0"]]),
  effort: {
    personDays: dice.roll(100) / 8,
    costCny: dice.roll(1e9) + dice.roll(100) / 100,
    standing: standing(dice),
  },
  cases: [
    evidenceCase(dice, "met"),
    evidenceCase(dice, "notMet"),
    ...some(dice, 1, () => evidenceCase(dice, "contested")),
  ],
});

/** JSON has no negative zero. */
const withoutSign = (value: FactValue): FactValue => (value === 0 ? 0 : value);

const gradingCase = (dice: Dice, grading: Grading): GradingCase => ({
  name: text(dice),
  facts: Object.fromEntries(
    grading.facts
      .filter(() => dice.roll(4) > 0)
      .map((fact) => [fact.id, dice.roll(6) === 0 ? null : withoutSign(randomValue(dice, fact))]),
  ),
  expect: some(dice, 2, () => {
    const grade = maybe(dice, () => 1 + dice.roll(3));
    return {
      type: pick(dice, ["t0", "t1"]),
      grade,
      possible: grade === null ? some(dice, 3, () => 1 + dice.roll(3)) : some(dice, 1, () => grade),
    };
  }),
});

const crosswalk = (dice: Dice, index: number): Crosswalk => ({
  id: pick(dice, ["x", "y", `z${index}`]),
  title: text(dice),
  citation: citation(dice),
  rows: [0, ...some(dice, 3, (at) => at)].map(() => ({
    from: checks(dice),
    to: [checks(dice), ...some(dice, 2, () => checks(dice))],
    relation: pick(dice, relations),
  })),
});

const freshnessRule =
  (dice: Dice) =>
  (kind: EvidenceKind): readonly FreshnessRule[] =>
    some(dice, 1, () => ({
      kind,
      freshDays: pick(dice, [1, 30, 90]),
      expiresDays: pick(dice, [90, 365]),
      citation: maybe(dice, () => citation(dice)),
      standing: standing(dice),
    }));

/** The same pack for the same seed; sound, as the reader of packs has it. */
export const randomPack = (seed: number): Pack => {
  const dice = diceOf(seed);
  const grading = dressed(dice, randomGrading(dice));
  const requirements = some(dice, 6, (index) => requirement(dice, index, grading));
  return {
    header: {
      id: "random",
      version: pick(dice, ["2024", "1.0", "v-1", "1e3"]),
      title: text(dice),
      summary: text(dice),
      object: { kind: "thing", name: text(dice) },
      standing: standing(dice),
      notice: maybe(dice, () => text(dice)),
      effectiveFrom: maybe(dice, () => pick(dice, ["2024", "2024-04", "2024-04-01"])),
      effectiveTo: null,
      sources: ["s0", "s1"].map((id) => ({
        id,
        title: text(dice),
        number: maybe(dice, () => pick(dice, ["", ...oddEnds])),
        issued: maybe(dice, () => "2024-02-29"),
        note: maybe(dice, () => text(dice)),
      })),
    },
    grading,
    domains: ["d0", "d1", "D2"].map((id) => ({ id, name: text(dice) })),
    capabilities: ["c0", "c1"].map((id) => ({ id, name: text(dice) })),
    requirements,
    questions:
      requirements.length === 0
        ? []
        : ["q0", "q1", "q2"].map((id) => ({
            id,
            text: text(dice),
            help: maybe(dice, () => text(dice)),
          })),
    crosswalks: some(dice, 3, (index) => crosswalk(dice, index)),
    cases: some(dice, 4, () => gradingCase(dice, grading)),
    obligations: maybe(dice, () => randomObligations(dice, grading)),
    freshness: maybe(dice, () => ({ rules: evidenceKinds.flatMap(freshnessRule(dice)) })),
  };
};
