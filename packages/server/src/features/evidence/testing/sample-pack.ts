/** A small regime for tests: three requirements that scans and people can prove or contradict. */

import type { EvidenceSelector, Pack, Requirement } from "@fenji/regime";

const both = (text: string) => ({ zh: `要求 ${text}`, en: text });

const requirement = (id: string, fromGrade: number, checks: readonly string[]): Requirement => ({
  id,
  type: "connected",
  domain: "equipment",
  fromGrade,
  appliesWhen: null,
  title: both(id),
  text: both(id),
  methods: ["test"],
  procedure: both("look"),
  elements: checks.map((check, index) => ({
    id: `${id}.${index + 1}`,
    text: both(check),
    selectors: [
      {
        check,
        proves: "full",
        contradicts: true,
        onInfo: "nothing",
        minSeverity: null,
      } satisfies EvidenceSelector,
    ],
  })),
  crosswalk: { icsGuide2024: [3], mlps: [], nist80053r5: ["AC-6"], iec62443: [] },
  citation: { source: "s", clause: null },
  standing: "illustrative",
  closes: ["hardening"],
  effort: { personDays: 2, costCny: 3000, standing: "illustrative" },
  cases: [],
});

export const samplePack: Pack = {
  header: {
    id: "sample",
    version: "1",
    title: both("sample"),
    summary: both("sample"),
    object: { kind: "enterprise", name: both("enterprise") },
    standing: "illustrative",
    notice: null,
    effectiveFrom: null,
    effectiveTo: null,
    sources: [{ id: "s", title: both("source"), number: null, issued: null, note: null }],
  },
  grading: {
    facts: [],
    derivations: [],
    nodes: [],
    types: [
      {
        id: "connected",
        name: both("connected"),
        appliesWhen: null,
        supervision: null,
        result: "n",
        grades: [1, 2, 3].map((rank) => ({ rank, label: both(String(rank)) })),
        monotone: [],
      },
    ],
  },
  domains: [{ id: "equipment", name: both("equipment") }],
  requirements: [
    requirement("R1", 1, ["control:root"]),
    requirement("R2", 2, ["xccdf:two", "question:Q1"]),
    requirement("R3", 3, ["xccdf:three"]),
  ],
  questions: [{ id: "Q1", text: both("question"), help: null }],
  capabilities: [{ id: "hardening", name: both("hardening") }],
  crosswalks: [
    {
      id: "x",
      title: both("crosswalk"),
      citation: { source: "s", clause: null },
      rows: [{ from: "xccdf:one", to: ["control:root"], relation: "equal" }],
    },
  ],
  cases: [],
  obligations: null,
  freshness: null,
};
