/** Techniques by verdicts: a failure never helps, unknown is no answer, and levers tell what closing one gap does. */

import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Requirement, TechniqueMapping } from "@fenji/regime";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openPack } from "../../../intake/src/open-pack.ts";
import { verdicts, type Verdict } from "../verdict.ts";
import { judgeTechniques, techniqueState } from "./judge-techniques.ts";
import { navigatorLayer } from "./navigator-layer.ts";

const text = { zh: "文", en: "text" };

const judged = (id: string, verdict: Verdict, costCny = 1) => {
  const requirement: Requirement = {
    id,
    type: "t",
    domain: "d",
    fromGrade: 1,
    appliesWhen: null,
    title: text,
    text,
    methods: ["examine"],
    procedure: text,
    elements: [],
    crosswalk: { icsGuide2024: [], mlps: [], nist80053r5: [], iec62443: [] },
    citation: null,
    standing: "illustrative",
    closes: ["c"],
    effort: { personDays: 1, costCny, standing: "illustrative" },
    cases: [],
  };
  return { requirement, verdict };
};

const techniques = ["T1", "T2", "T3", "T4"].map((id) => ({ id, name: text, tactics: ["TA"] }));

const mapping: TechniqueMapping = {
  pack: "p",
  version: "1",
  standing: "illustrative",
  without: [{ techniques: ["T3", "T4"], why: { zh: "原因", en: "reason" } }],
  rows: [
    { requirement: "a", mitigates: ["T1", "T2"], detects: [] },
    { requirement: "b", mitigates: ["T2"], detects: ["T3"] },
    { requirement: "elsewhere", mitigates: ["T4"], detects: [] },
  ],
};

const anyVerdict = fc.constantFrom(...verdicts);

describe("the state of a technique", () => {
  it.each([
    [[], "unmapped"],
    [["notApplicable"], "unmapped"],
    [["met", "notApplicable"], "covered"],
    [["met", "notEvidenced"], "unknown"],
    [["contested"], "unknown"],
    [["met", "partlyMet", "contested"], "partly"],
    [["met", "partlyMet", "notMet"], "open"],
  ] as const)("of %j is %s", (given, state) => {
    expect(techniqueState(given)).toBe(state);
  });

  it("is open whatever else is met as soon as one requirement is not, in any order", () => {
    fc.assert(
      fc.property(fc.array(anyVerdict), fc.nat(), (others, at) => {
        const place = at % (others.length + 1);
        const all = [...others.slice(0, place), "notMet" as const, ...others.slice(place)];
        expect(techniqueState(all)).toBe("open");
        expect(techniqueState(all.toReversed())).toBe("open");
      }),
    );
  });

  it("is covered only where every requirement that applies is met", () => {
    fc.assert(
      fc.property(fc.array(anyVerdict), (given) => {
        const applying = given.filter((verdict) => verdict !== "notApplicable");
        const covered = applying.length > 0 && applying.every((verdict) => verdict === "met");
        expect(techniqueState(given) === "covered").toBe(covered);
      }),
    );
  });
});

describe("the view of an enterprise", () => {
  it("counts each technique once, and says which requirement does what", () => {
    const view = judgeTechniques([judged("a", "met"), judged("b", "notMet")], techniques, mapping);
    expect(view.counts).toEqual({ open: 2, partly: 0, unknown: 0, covered: 1, unmapped: 1 });
    expect(
      view.techniques[2]?.defences.map(({ requirement, does }) => [requirement.id, does]),
    ).toEqual([["b", "detects"]]);
  });

  it("puts first what alone leaves most open, the cheaper of two alike", () => {
    const both = [judged("a", "notMet", 9), judged("b", "partlyMet", 1)];
    const { levers } = judgeTechniques(both, techniques, mapping);
    expect(
      levers.map(({ requirement, alone, touches }) => [requirement.id, alone, touches]),
    ).toEqual([
      ["b", ["T3"], ["T2", "T3"]],
      ["a", ["T1"], ["T1", "T2"]],
    ]);
  });

  it("says why nothing stands against a technique, where somebody said so", () => {
    const view = judgeTechniques([judged("a", "met")], techniques, mapping);
    const said = view.techniques.map(({ withoutWhy }) => withoutWhy?.en ?? null);
    expect(said).toEqual([null, null, "reason", "reason"]);
  });

  it("keeps every technique unmapped where nobody mapped the pack", () => {
    expect(judgeTechniques([judged("a", "met")], techniques, null).counts.unmapped).toBe(4);
  });

  it("takes out of the open exactly what a lever alone holds there, once its requirement is met", () => {
    fc.assert(
      fc.property(anyVerdict, anyVerdict, (a, b) => {
        const given = [judged("a", a), judged("b", b)];
        const before = judgeTechniques(given, techniques, mapping);
        const [lever] = before.levers;
        if (lever === undefined) return;
        const closed = given.map((one) =>
          one.requirement.id === lever.requirement.id ? { ...one, verdict: "met" as const } : one,
        );
        const after = judgeTechniques(closed, techniques, mapping);
        const wasOpen = before.counts.open + before.counts.partly;
        expect(wasOpen - after.counts.open - after.counts.partly).toBe(lever.alone.length);
      }),
    );
  });
});

describe("the techniques that are shipped", async () => {
  const packs = join(import.meta.dirname, "../../../../packs");
  const family = join(packs, "attack-ics");
  for (const version of readdirSync(family)) {
    const opened = await openPack(join(family, version));
    if (!opened.ok || opened.value.kind !== "techniques")
      throw new Error(`${version} does not open`);
    const pack = opened.value.techniques;

    it(`${version}: every row is about a requirement that the pack has`, async () => {
      for (const { pack: id, version: of, rows } of pack.mappings) {
        const regime = await openPack(join(packs, id, of));
        if (!regime.ok || regime.value.kind !== "regime") throw new Error(`${id} does not open`);
        const known = new Set(regime.value.pack.requirements.map((one) => one.id));
        expect(rows.filter(({ requirement }) => !known.has(requirement))).toEqual([]);
      }
    });

    it(`${version}: each technique has a requirement of the own regime against it, or a reason why none`, () => {
      const mapped = pack.mappings.find(({ pack: id }) => id === "iiot-protection");
      const given = (mapped?.rows ?? []).map(({ requirement }) => judged(requirement, "met"));
      const view = judgeTechniques(given, pack.techniques, mapped ?? null);
      const silent = view.techniques.filter(
        ({ state, withoutWhy }) => state === "unmapped" && withoutWhy === null,
      );
      expect(silent.map(({ technique }) => technique.id)).toEqual([]);
      expect(view.counts.unmapped).toBe(4);
    });

    it(`${version}: a layer has a cell for each technique under each tactic, and no other words`, () => {
      const [mapped = null] = pack.mappings;
      const given = (mapped?.rows ?? []).map(({ requirement }) => judged(requirement, "notMet"));
      const view = judgeTechniques(given, pack.techniques, mapped);
      const layer = navigatorLayer({ ...pack.header, ...pack }, view.techniques, {
        name: "n",
        language: "en",
      });
      expect(layer.domain).toBe("ics-attack");
      expect(layer.techniques).toHaveLength(
        pack.techniques.reduce((sum, { tactics }) => sum + tactics.length, 0),
      );
      const shorts = new Set(pack.tactics.map(({ short }) => short));
      expect(layer.techniques.filter(({ tactic }) => !shorts.has(tactic))).toEqual([]);
      expect(layer.techniques.every(({ color }) => /^#[\da-f]{6}$/.test(color))).toBe(true);
      const open = layer.techniques.find(({ techniqueID }) => techniqueID === "T0812");
      expect(open?.comment).toContain("IC-EQ-02");
    });
  }
});
