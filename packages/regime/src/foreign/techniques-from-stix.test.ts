/** STIX bundles of ATT&CK: what is in use comes in, what was replaced hands its rows on, and what is no bundle says where. */

import { describe, expect, it } from "vitest";
import { packFiles } from "../pack-files.ts";
import { readPack } from "../read-pack.ts";
import type { TechniquePack } from "../technique-model.ts";
import { techniquesFromStix } from "./techniques-from-stix.ts";

const text = { zh: "文", en: "text" };

const base: TechniquePack = {
  header: {
    id: "own",
    version: "1",
    title: text,
    summary: text,
    standing: "illustrative",
    notice: text,
    sources: [{ id: "s", title: text, number: "1", issued: null, note: null }],
  },
  domain: "ics-attack",
  citation: { source: "s", clause: null },
  tactics: [{ id: "TA1", short: "entry", name: { zh: "进入", en: "Entry" } }],
  techniques: [
    { id: "T1", name: { zh: "旧技术", en: "Old" }, tactics: ["TA1"] },
    { id: "T2", name: { zh: "仍在", en: "Kept" }, tactics: ["TA1"] },
    { id: "T3", name: { zh: "弃用", en: "Dropped" }, tactics: ["TA1"] },
  ],
  mappings: [
    {
      pack: "p",
      version: "1",
      standing: "illustrative",
      without: [],
      rows: [{ requirement: "R1", mitigates: ["T1", "T2"], detects: ["T3"] }],
    },
  ],
};

const pattern = (id: string, more: object = {}) => ({
  type: "attack-pattern",
  id: `attack-pattern--${id}`,
  name: `Name of ${id}`,
  external_references: [
    { source_name: "elsewhere", external_id: "X" },
    { source_name: "mitre-attack", external_id: id },
  ],
  kill_chain_phases: [{ kill_chain_name: "mitre-ics-attack", phase_name: "entry" }],
  x_mitre_domains: ["ics-attack"],
  ...more,
});

const tactic = (id: string, short: string) => ({
  type: "x-mitre-tactic",
  id: `x-mitre-tactic--${id}`,
  name: short,
  x_mitre_shortname: short,
  external_references: [{ source_name: "mitre-attack", external_id: id }],
});

const bundle = {
  type: "bundle",
  objects: [
    { type: "x-mitre-collection", id: "c", x_mitre_version: "19.0" },
    tactic("TA2", "exit"),
    tactic("TA1", "entry"),
    {
      type: "x-mitre-matrix",
      id: "m",
      tactic_refs: ["x-mitre-tactic--TA1", "x-mitre-tactic--TA2"],
    },
    pattern("T1", { revoked: true }),
    pattern("T1.001", { name: "New\u001b[31m name" }),
    pattern("T2"),
    pattern("T3", { x_mitre_deprecated: true }),
    {
      type: "relationship",
      id: "r",
      relationship_type: "revoked-by",
      source_ref: "attack-pattern--T1",
      target_ref: "attack-pattern--T1.001",
    },
  ],
};

describe("a STIX bundle", () => {
  it("becomes a pack that reads back, in the order of its matrix, with rows handed on", () => {
    const loaded = techniquesFromStix(bundle, base);
    if (!loaded.ok) throw new Error(loaded.error.at);
    const { pack, lost } = loaded.value;
    expect(pack.header.version).toBe("19.0");
    expect(pack.tactics.map(({ id, name }) => [id, name.zh])).toEqual([
      ["TA1", "进入"],
      ["TA2", "exit"],
    ]);
    expect(pack.techniques.map(({ id, name }) => [id, name.zh])).toEqual([
      ["T1.001", "New [31m name"],
      ["T2", "仍在"],
    ]);
    expect(pack.mappings[0]?.rows).toEqual([
      { requirement: "R1", mitigates: ["T1.001", "T2"], detects: [] },
    ]);
    expect(lost).toEqual(["T3"]);
    const opened = { kind: "techniques" as const, techniques: pack };
    expect(readPack(packFiles(opened))).toEqual({ ok: true, value: opened });
  });

  it("that revokes in a ring ends, and loses what is in it", () => {
    const ring = ["T1", "T2"].map((id, index) => ({
      type: "relationship",
      id: `r${index}`,
      relationship_type: "revoked-by",
      source_ref: `attack-pattern--${id}`,
      target_ref: `attack-pattern--${index === 0 ? "T2" : "T1"}`,
    }));
    const objects = [
      tactic("TA1", "entry"),
      pattern("T1", { revoked: true }),
      pattern("T2", { revoked: true }),
      pattern("T9"),
      ...ring,
    ];
    const loaded = techniquesFromStix({ type: "bundle", objects }, base);
    expect(loaded).toMatchObject({ ok: true });
    if (loaded.ok) expect(loaded.value.pack.mappings[0]?.rows[0]?.mitigates).toEqual([]);
  });

  it.each([
    [null, ""],
    [{ type: "report" }, "type"],
    [{ type: "bundle", objects: [{ type: 7 }] }, "objects.0.type"],
    [{ type: "bundle", objects: [] }, "objects"],
    [{ type: "bundle", objects: [tactic("TA1", "entry")] }, "objects"],
  ])("that is none (%j) names the place", (value, at) => {
    expect(techniquesFromStix(value, base)).toMatchObject({ ok: false, error: { at } });
  });
});
