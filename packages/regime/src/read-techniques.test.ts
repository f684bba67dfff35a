/** Packs of attack techniques: one that is sound reads and writes back, one that points nowhere is told where. */

import { describe, expect, it } from "vitest";
import { packFiles } from "./pack-files.ts";
import { readPack } from "./read-pack.ts";
import { mappingFor } from "./technique-model.ts";

const sound = `
kind: techniques
id: own
version: "1"
title: { zh: 技术, en: Techniques }
summary: { zh: 示例, en: Example }
standing: illustrative
notice: { zh: 示例, en: Example }
domain: own-domain
sources: [{ id: s, title: { zh: 来源, en: Source } }]
citation: { source: s }
tactics: [{ id: TA1, short: first, name: { zh: 进入, en: Entry } }]
techniques: [{ id: T1, name: { zh: 猜口令, en: Guessing }, tactics: [TA1] }, { id: T2, name: { zh: 截屏, en: Screens }, tactics: [TA1] }]
mappings: [{ pack: p, version: "1", standing: illustrative, without: [{ techniques: [T2], why: { zh: 无, en: None } }], rows: [{ requirement: R-1, mitigates: [T1] }] }]
`;

const read = (text: string) => readPack(new Map([["pack.yaml", text]]));

describe("a pack of techniques", () => {
  it("is read, and its files read to the same again", () => {
    const opened = read(sound);
    if (!opened.ok || opened.value.kind !== "techniques") throw new Error("does not open");
    const { techniques } = opened.value;
    expect(mappingFor(techniques, { id: "p", version: "1" })?.rows).toEqual([
      { requirement: "R-1", mitigates: ["T1"], detects: [] },
    ]);
    expect(mappingFor(techniques, { id: "p", version: "2" })).toBeNull();
    expect(readPack(packFiles(opened.value))).toEqual(opened);
  });

  it.each([
    ["mitigates: [T1]", "mitigates: [T3]", "mappings.0.rows.0.mitigates.0"],
    ["tactics: [TA1]", "tactics: [TA2]", "techniques.0.tactics.0"],
    ["techniques: [T2]", "techniques: [T3]", "mappings.0.without.0.techniques.0"],
    ["techniques: [T2]", "techniques: [T1]", "mappings.0.without.0.techniques.0"],
    ["citation: { source: s }", "citation: { source: t }", "citation.source"],
    ["[{ requirement: R-1,", "[{ requirement: R-1 }, { requirement: R-1,", "mappings.0.rows.1"],
  ])("names the place where %s became %s", (from, to, place) => {
    const opened = read(sound.replace(from, to));
    if (opened.ok) throw new Error("was accepted");
    expect(opened.error.map(({ path }) => path).join(" ")).toContain(place);
  });
});
