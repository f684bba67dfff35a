/** What verdicts mean, by example and by property. */

import type { Crosswalk, CrosswalkRow, EvidenceSelector, Requirement } from "@fenji/regime";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compileAssessment,
  judge,
  type ElementState,
  type EvidenceItem,
  type JudgedRequirement,
  type Verdict,
} from "./index.ts";

const text = { zh: "要求", en: "requirement" };

type SelectorInShort = Partial<EvidenceSelector> & { readonly check: string };

const selector = (short: SelectorInShort): EvidenceSelector => ({
  proves: "full",
  contradicts: true,
  onInfo: "nothing",
  minSeverity: null,
  ...short,
});

const requirement = (
  id: string,
  elements: readonly (readonly SelectorInShort[])[],
): Requirement => ({
  id,
  type: "connected",
  domain: "equipment",
  fromGrade: 1,
  appliesWhen: null,
  title: text,
  text,
  methods: ["test"],
  procedure: text,
  elements: elements.map((selectors, index) => ({
    id: `${id}.${index + 1}`,
    text,
    selectors: selectors.map(selector),
  })),
  crosswalk: { icsGuide2024: [], mlps: [], nist80053r5: [], iec62443: [] },
  citation: null,
  standing: "illustrative",
  closes: [],
  effort: { personDays: 1, costCny: 1000, standing: "illustrative" },
  cases: [],
});

type Row = Pick<CrosswalkRow, "from" | "to"> & Partial<CrosswalkRow>;

const crosswalk = (rows: readonly Row[]): Crosswalk => ({
  id: "x",
  title: text,
  citation: { source: "s", clause: null },
  rows: rows.map((row) => ({ relation: "equal", ...row })),
});

const self = { kind: "organisation", id: "self" } as const;

const item = (
  short: Partial<EvidenceItem> & Pick<EvidenceItem, "check" | "result">,
): EvidenceItem => ({
  subject: { kind: "host", id: "h1" },
  revision: null,
  refs: [],
  severity: null,
  family: "ssg",
  observedAt: "2024-05-01T00:00:00.000Z",
  receivedAt: "2024-06-01T00:00:00.000Z",
  ...short,
});

const judgeOne = (
  of: Requirement,
  items: readonly EvidenceItem[],
  rows: readonly Row[] = [],
): JudgedRequirement<EvidenceItem> => {
  const [first] = judge(compileAssessment([of], [crosswalk(rows)]), items);
  if (first === undefined) throw new Error("no verdict");
  return first;
};

const verdict = (of: Requirement, ...items: readonly EvidenceItem[]): Verdict =>
  judgeOne(of, items).verdict;

const state = (of: Requirement, ...items: readonly EvidenceItem[]): ElementState | undefined =>
  judgeOne(of, items).elements[0]?.state;

const pass = (check: string, more: Partial<EvidenceItem> = {}): EvidenceItem =>
  item({ check, result: "pass", ...more });
const fail = (check: string, more: Partial<EvidenceItem> = {}): EvidenceItem =>
  item({ check, result: "fail", ...more });
const h2 = { subject: { kind: "host", id: "h2" } } as const;
const nmap = { family: "nmap" } as const;
const people = { family: "attestation", subject: self } as const;

describe("one element", () => {
  const r = requirement("R", [[{ check: "a" }, { check: "q", contradicts: true }]]);

  it("is unknown without evidence, and with evidence about something else", () => {
    expect(verdict(r)).toBe("notEvidenced");
    expect(verdict(r, pass("other"), fail("another"))).toBe("notEvidenced");
  });

  it("is met by a pass and not met by a fail", () => {
    expect(verdict(r, pass("a"))).toBe("met");
    expect(verdict(r, fail("a"))).toBe("notMet");
  });

  it("counts an error as nothing, and a newer error takes the older pass away", () => {
    expect(verdict(r, item({ check: "a", result: "error" }))).toBe("notEvidenced");
    const later = { observedAt: "2024-05-02T00:00:00.000Z" };
    expect(verdict(r, pass("a"), item({ check: "a", result: "error", ...later }))).toBe(
      "notEvidenced",
    );
  });

  it("does not apply only when everything says so", () => {
    const na = item({ check: "a", result: "notApplicable" });
    expect(verdict(r, na)).toBe("notApplicable");
    expect(verdict(r, na, pass("a", h2))).toBe("met");
    expect(verdict(r, na, fail("a", h2))).toBe("notMet");
  });

  it("is contested when two families disagree about one host, mixed when two hosts differ", () => {
    expect(state(r, pass("a"), fail("a", nmap))).toBe("contested");
    expect(state(r, pass("a"), fail("a", h2))).toBe("mixed");
    expect(verdict(r, pass("a"), fail("a", h2))).toBe("partlyMet");
  });

  it("keeps what a family holds against the whole enterprise over a subject that it does not excuse", () => {
    const scan = { ...nmap, subject: self };
    const excused = item({ check: "a", result: "notApplicable", ...nmap });
    expect(state(r, fail("a", scan), excused, pass("a"))).toBe("contested");
    expect(state(r, fail("a", scan), pass("a", nmap), pass("a"))).toBe("mixed");
    const before = [fail("a", scan), excused, fail("a")];
    expect(state(r, ...before)).toBe("contradicted");
    expect(state(r, ...before, fail("a", { family: "attestation" }))).toBe("contradicted");
  });

  it("gives one lineage one vote: its own fail outweighs its pass", () => {
    expect(state(r, pass("a"), fail("q"))).toBe("contradicted");
  });

  it("takes the newest word of a source on a check", () => {
    const before = { observedAt: "2024-01-01T00:00:00.000Z" };
    expect(verdict(r, fail("a", before), pass("a"))).toBe("met");
    expect(verdict(r, fail("a"), pass("a", before))).toBe("notMet");
  });

  it("does not let a report dated after its receipt count as newest", () => {
    const future = pass("a", { observedAt: "2031-01-01T00:00:00.000Z" });
    const next = fail("a", {
      observedAt: "2024-06-02T00:00:00.000Z",
      receivedAt: "2024-06-03T00:00:00.000Z",
    });
    expect(verdict(r, future, next)).toBe("notMet");
  });

  it("uses the time of receipt where the tool does not say", () => {
    const undated = { observedAt: null, receivedAt: "2024-05-03T00:00:00.000Z" };
    expect(verdict(r, fail("a"), pass("a", undated))).toBe("met");
  });
});

describe("what people attest", () => {
  const r = requirement("R", [[{ check: "question:1" }, { check: "a" }]]);
  const partly = item({
    check: "question:1",
    result: "fail",
    refs: ["answer:partly"],
    ...people,
  });

  it("proves where the requirement asks for it", () => {
    expect(verdict(r, pass("question:1", people))).toBe("met");
    expect(verdict(r, fail("question:1", people))).toBe("notMet");
  });

  it("is partly met by an answer partly", () => {
    expect(verdict(r, partly)).toBe("partlyMet");
  });

  it("about the whole enterprise is contested by a tool on one host", () => {
    expect(verdict(r, pass("question:1", people), fail("a"))).toBe("contested");
    expect(verdict(r, fail("question:1", people), pass("a"))).toBe("contested");
  });

  it("about a named workshop says nothing of a host", () => {
    const workshop = {
      family: "attestation",
      subject: { kind: "organisation", id: "轧钢" },
    } as const;
    expect(state(r, pass("question:1", workshop), fail("a"))).toBe("mixed");
  });

  it("about a host stands for that host before what is said of the whole", () => {
    const host = fail("question:1", { family: "attestation" });
    expect(state(r, pass("question:1", people), host)).toBe("mixed");
  });
});

describe("partial proofs", () => {
  const r = requirement("R", [
    [
      { check: "a", proves: "partial" },
      { check: "b", proves: "partial" },
    ],
  ]);
  const repository = { kind: "repository", id: "gateway" } as const;

  it("need every part, on the same host", () => {
    expect(verdict(r, pass("a"))).toBe("notEvidenced");
    expect(verdict(r, pass("a"), pass("b"))).toBe("met");
    expect(verdict(r, pass("a"), pass("b", h2))).toBe("notEvidenced");
  });

  it("may come from different families and from different kinds of subject", () => {
    expect(verdict(r, pass("a"), pass("b", nmap))).toBe("met");
    expect(verdict(r, pass("a"), pass("b", { subject: repository, family: "cppcheck" }))).toBe(
      "met",
    );
  });

  it("are undone by a fail of the same part", () => {
    const soft = requirement("R", [[{ check: "a*", proves: "partial", contradicts: false }]]);
    expect(verdict(soft, pass("a1"))).toBe("met");
    expect(verdict(soft, pass("a1"), fail("a2"))).toBe("notEvidenced");
  });
});

describe("open ports and other facts without judgement", () => {
  const r = requirement("R", [
    [
      { check: "port-open:tcp/23", proves: "none", onInfo: "contradicts" },
      { check: "question:telnet" },
    ],
  ]);
  const open = item({ check: "port:tcp/23", result: "info", refs: ["port-open:tcp/23"], ...nmap });

  it("contradict by mere presence where the selector says so", () => {
    expect(verdict(r, open)).toBe("notMet");
    expect(verdict(r, open, pass("question:telnet", people))).toBe("contested");
  });

  it("say nothing elsewhere", () => {
    const other = requirement("R", [[{ check: "port:tcp/23" }]]);
    expect(verdict(other, open)).toBe("notEvidenced");
  });
});

describe("a selector that asks from some severity on", () => {
  const r = requirement("R", [
    [
      { check: "scan:web-weakness", contradicts: false, minSeverity: "high" },
      { check: "finding:web-weakness", proves: "none", minSeverity: "high" },
    ],
  ]);
  const run = (severity: EvidenceItem["severity"]): EvidenceItem =>
    item({
      check: "scan-run:zap/web-weakness@tcp/443",
      refs: ["scan:web-weakness"],
      result: "fail",
      severity,
      family: "zap",
    });
  const found = (severity: EvidenceItem["severity"]): EvidenceItem =>
    item({
      check: "zap:1",
      refs: ["finding:web-weakness"],
      result: "fail",
      severity,
      family: "zap",
    });

  it("passes over what is milder, and takes a run that found only that for a clean one", () => {
    expect(verdict(r, run("medium"), found("medium"))).toBe("met");
    expect(verdict(r, run("high"), found("medium"), found("high"))).toBe("notMet");
    expect(verdict(r, run("high"))).toBe("notEvidenced");
  });

  it("takes what has no severity for anything", () => {
    expect(verdict(r, run(null))).toBe("notEvidenced");
    expect(verdict(r, run("low"), found(null))).toBe("notMet");
  });

  it("lets no single milder finding prove anything", () => {
    const one = requirement("R", [[{ check: "zap:1", minSeverity: "high" }]]);
    expect(verdict(one, found("low"))).toBe("notEvidenced");
    expect(verdict(one, found("critical"))).toBe("notMet");
  });
});

describe("several elements", () => {
  const r = requirement("R", [[{ check: "a" }], [{ check: "b" }]]);

  it("follow the decision table", () => {
    expect(verdict(r, pass("a"), pass("b"))).toBe("met");
    expect(verdict(r, pass("a"))).toBe("notEvidenced");
    expect(verdict(r, pass("a"), fail("b"))).toBe("partlyMet");
    expect(verdict(r, fail("a"))).toBe("notMet");
    expect(verdict(r, fail("a"), fail("b"))).toBe("notMet");
    expect(verdict(r, pass("a"), pass("b"), fail("b", nmap))).toBe("contested");
    expect(verdict(r, item({ check: "a", result: "notApplicable" }), pass("b"))).toBe("met");
  });
});

describe("paths", () => {
  const r = requirement("R", [[{ check: "control:*" }]]);

  it("go from check over crosswalks to requirement, and survive circles", () => {
    const judged = judgeOne(
      r,
      [pass("ssg:x", { refs: ["nist:AC-6"] })],
      [
        { from: "nist:AC-*", to: ["idea:y"] },
        { from: "idea:y", to: ["control:z", "nist:AC-6"] },
      ],
    );
    expect(judged.verdict).toBe("met");
    expect(judged.elements[0]?.observations[0]?.path).toEqual([
      "ssg:x",
      "nist:AC-6",
      "idea:y",
      "control:z",
      "R",
    ]);
  });

  it("end after four crosswalks", () => {
    const chain = ["s", "1", "2", "3", "4", "5"];
    const rows = chain.slice(1).map((to, index) => ({ from: chain[index] ?? "", to: [to] }));
    const at = (check: string): Verdict =>
      judgeOne(requirement("R", [[{ check }]]), [pass("s")], rows).verdict;
    expect(at("4")).toBe("met");
    expect(at("5")).toBe("notEvidenced");
  });
});

const checks = ["a", "b", "c", "q"] as const;

const anySelector = fc.record({
  check: fc.constantFrom("a", "b", "c", "q", "*"),
  proves: fc.constantFrom("full", "partial", "none"),
  contradicts: fc.boolean(),
  onInfo: fc.constantFrom("nothing", "contradicts", "proves"),
} as const);

const anyRequirement = fc
  .array(fc.array(anySelector, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
  .map((elements) => requirement("R", elements));

const anyItem = fc.record({
  subject: fc.constantFrom(
    self,
    { kind: "host", id: "h1" } as const,
    { kind: "host", id: "h2" } as const,
    { kind: "repository", id: "h1" } as const,
  ),
  check: fc.constantFrom(...checks),
  revision: fc.constantFrom(null, "1.9", "1.10"),
  refs: fc.constantFrom([], ["answer:partly"]),
  result: fc.constantFrom("pass", "fail", "notApplicable", "error", "info"),
  severity: fc.constantFrom(null, "low", "critical"),
  family: fc.constantFrom("ssg", "nmap", "attestation"),
  observedAt: fc.constantFrom(null, "2024-05-01T00:00:00Z", "2024-05-02T00:00:00.000Z"),
  receivedAt: fc.constantFrom("2024-05-01T12:00:00.000Z", "2024-06-01T00:00:00.000Z"),
} as const);

const outcome = (judged: JudgedRequirement<EvidenceItem>): unknown => [
  judged.verdict,
  judged.elements.map((element) => element.state),
];

describe("properties", () => {
  it("order changes nothing", () => {
    fc.assert(
      fc.property(
        anyRequirement,
        fc.array(anyItem, { maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        (r, items, keys) => {
          const shuffled = items
            .map((one) => ({ one, key: keys.next().value }))
            .toSorted((a, b) => a.key - b.key)
            .map(({ one }) => one);
          expect(outcome(judgeOne(r, shuffled))).toEqual(outcome(judgeOne(r, items)));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("saying the same twice changes nothing", () => {
    fc.assert(
      fc.property(anyRequirement, fc.array(anyItem, { maxLength: 12 }), (r, items) => {
        expect(outcome(judgeOne(r, [...items, ...items]))).toEqual(outcome(judgeOne(r, items)));
      }),
      { numRuns: 2_000 },
    );
  });

  it("a fail never improves: nothing becomes proven, met or inapplicable, and nothing against is taken back", () => {
    const allowed: Record<ElementState, readonly ElementState[]> = {
      proven: ["proven", "mixed", "contradicted", "contested", "missing"],
      mixed: ["mixed", "contradicted", "contested"],
      contradicted: ["contradicted"],
      contested: ["contested", "contradicted", "mixed"],
      missing: ["missing", "contradicted", "contested", "mixed"],
      notApplicable: ["notApplicable", "missing", "contradicted"],
    };
    const allowedVerdicts: Record<Verdict, readonly Verdict[]> = {
      met: ["met", "partlyMet", "notMet", "contested", "notEvidenced"],
      partlyMet: ["partlyMet", "notMet", "contested"],
      notMet: ["notMet"],
      notApplicable: ["notApplicable", "notMet", "notEvidenced"],
      notEvidenced: ["notEvidenced", "notMet", "partlyMet", "contested"],
      contested: ["contested", "notMet", "partlyMet"],
    };
    const plainFail = anyItem.map((one) => ({ ...one, result: "fail", refs: [] }) as const);
    const spoken = anyItem.filter((one) => one.result !== "fail" || one.refs.length === 0);
    fc.assert(
      fc.property(
        anyRequirement,
        fc.array(spoken, { maxLength: 12 }),
        plainFail,
        (r, items, more) => {
          const before = judgeOne(r, items);
          const after = judgeOne(r, [...items, more]);
          for (const [index, element] of before.elements.entries())
            expect(allowed[element.state]).toContain(after.elements[index]?.state);
          expect(allowedVerdicts[before.verdict]).toContain(after.verdict);
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it("met has positive proof of every element that applies, and of one at least", () => {
    fc.assert(
      fc.property(anyRequirement, fc.array(anyItem, { maxLength: 12 }), (r, items) => {
        const judged = judgeOne(r, items);
        if (judged.verdict !== "met") return;
        const applicable = judged.elements.filter(({ state: of }) => of !== "notApplicable");
        expect(applicable.length).toBeGreaterThan(0);
        for (const element of applicable) {
          expect(element.state).toBe("proven");
          const positive = element.observations.filter(
            ({ says, item: { result } }) =>
              (says === "proves" || says === "proves-in-part") && result !== "fail",
          );
          expect(positive.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});

describe("size", () => {
  it("judges 100,000 observations against 80 requirements with 400 selectors", () => {
    const requirements = Array.from({ length: 80 }, (_, index) =>
      requirement(
        `R${index}`,
        Array.from({ length: 5 }, (__, part) => [
          { check: part === 0 ? `family${index}:*` : `control:${index}-${part}` },
        ]),
      ),
    );
    const rows = Array.from({ length: 320 }, (_, index) => ({
      from: `ssg:rule_${index}`,
      to: [`control:${index % 80}-${1 + (index % 4)}`],
    }));
    const index = compileAssessment(requirements, [crosswalk(rows)]);
    const items = Array.from({ length: 100_000 }, (_, position) =>
      item({
        check: `ssg:rule_${position % 500}`,
        result: position % 7 === 0 ? "fail" : "pass",
        subject: { kind: "host", id: `h${Math.floor(position / 500)}` },
        refs: ["nist:AC-6", `cce:${position % 500}`],
      }),
    );
    expect(judge(index, items)).toHaveLength(80);
  });
});
