/** What every requirement that we ship must hold: it can be proven and contradicted, and no single run proves it whole. */

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Crosswalk, EvidenceElement, EvidenceSelector, Requirement } from "@fenji/regime";
import { describe, expect, it } from "vitest";
import { openPack } from "../../intake/src/open-pack.ts";
import { compileAssessment } from "./assessment-index.ts";
import type { EvidenceItem } from "./evidence-item.ts";
import { judgeCase } from "./judge-case.ts";
import { judge } from "./judge.ts";

interface Checked {
  readonly requirements: readonly Requirement[];
  readonly crosswalks: readonly Crosswalk[];
}

const packsFolder = join(import.meta.dirname, "../../../packs");

const openShipped = async (): Promise<ReadonlyMap<string, Checked>> => {
  const shipped = new Map<string, Checked>();
  for (const id of readdirSync(packsFolder)) {
    if (!existsSync(join(packsFolder, id)) || id.includes(".")) continue;
    for (const version of readdirSync(join(packsFolder, id))) {
      const opened = await openPack(join(packsFolder, id, version));
      if (!opened.ok) throw new Error(`${id}/${version}: ${JSON.stringify(opened.error[0])}`);
      if (opened.value.kind === "regime") shipped.set(`${id}/${version}`, opened.value.pack);
    }
  }
  return shipped;
};

const selectorsOf = (pack: Checked): readonly EvidenceSelector[] =>
  pack.requirements.flatMap(({ elements }) => elements.flatMap(({ selectors }) => selectors));

const isProving = ({ proves }: EvidenceSelector): boolean => proves !== "none";

const isAgainst = ({ contradicts, onInfo }: EvidenceSelector): boolean =>
  contradicts || onInfo === "contradicts";

const oneSided = (pack: Checked): string[] =>
  pack.requirements.flatMap(({ id, elements }) =>
    elements
      .filter(({ selectors }) => !selectors.some(isProving) || !selectors.some(isAgainst))
      .map((element) => `${id} ${element.id}`),
  );

const isOfTool = (ref: string): boolean => !/^(question|control|nist|cwe):/.test(ref);

/** Every name under which a tool could reach the pack; what ends in `*` with an ending of its own. */
const toolChecks = (pack: Checked): string[] => {
  const named = [
    ...selectorsOf(pack).map(({ check }) => check),
    ...pack.crosswalks.flatMap(({ rows }) => rows.map(({ from }) => from)),
    "sarif-run:a-tool-that-looks-for-nothing",
  ];
  return [...new Set(named.filter(isOfTool).map((check) => check.replace(/\*$/, "anything")))];
};

/** References that tools add to a check; the worst tool adds all of them. */
const broadRefs = (pack: Checked): string[] =>
  pack.crosswalks
    .flatMap(({ rows }) => rows.map(({ from }) => from))
    .filter((ref) => /^(nist|cwe):/.test(ref));

const loneItem = (
  check: string,
  refs: readonly string[],
  result: "pass" | "info",
): EvidenceItem => ({
  subject: { kind: "host", id: "one" },
  check,
  revision: null,
  refs,
  result,
  severity: null,
  family: "one",
  observedAt: null,
  receivedAt: "2000-01-01T00:00:00.000Z",
});

/** Judges a requirement by those items only that reach it: packs hold hundreds of both. */
const provenByOne = (pack: Checked): string[] => {
  const refs = broadRefs(pack);
  const items = toolChecks(pack).flatMap((check) =>
    (["pass", "info"] as const).map((result) => loneItem(check, refs, result)),
  );
  const whole = compileAssessment(pack.requirements, pack.crosswalks);
  const alone = pack.requirements
    .filter(({ elements }) => elements.length > 1)
    .map((requirement) => ({
      requirement,
      index: compileAssessment([requirement], pack.crosswalks),
    }));
  return items.flatMap((item) => {
    const reached = new Set(
      whole.matchesOf(item).map(({ element }) => whole.elements[element]?.requirement),
    );
    return alone
      .filter(({ requirement }) => reached.has(requirement))
      .filter(({ index }) => judge(index, [item])[0]?.verdict === "met")
      .map(({ requirement }) => `${requirement.id} by ${item.check}`);
  });
};

/** One setting that two rules look at in two ways, each of which ends idle sessions. */
const sameSetting = new Set(["control:session-keepalive"]);

/** `ssg` of a rule; `scan-run:sslscan` of a run, whose tool is its guide. */
const guideOf = (from: string): string =>
  /^scan-run:[^/]*/.exec(from)?.[0] ?? from.slice(0, from.indexOf(":"));

/** Controls that prove and that several rules of one guide reach: a pass of one would stand for the others. */
const provenByAny = (pack: Checked): string[] => {
  const proving = new Set(
    selectorsOf(pack)
      .filter(isProving)
      .map(({ check }) => check),
  );
  const bySource = new Map<string, Set<string>>();
  for (const { from, to } of pack.crosswalks.flatMap(({ rows }) => rows)) {
    for (const target of to) {
      const key = `${target} by ${guideOf(from)}`;
      bySource.set(key, (bySource.get(key) ?? new Set()).add(from));
    }
  }
  return [...bySource]
    .filter(([, sources]) => sources.size > 1)
    .map(([key]) => key)
    .filter((key) => {
      const [target = ""] = key.split(" by ");
      return proving.has(target) && !sameSetting.has(target);
    });
};

/** Selected controls that nothing produces, and produced ones that nothing selects. */
const looseControls = (pack: Checked): string[] => {
  const selected = new Set(selectorsOf(pack).map(({ check }) => check));
  const produced = new Set(pack.crosswalks.flatMap(({ rows }) => rows.flatMap(({ to }) => to)));
  return [
    ...[...selected].filter((check) => check.startsWith("control:") && !produced.has(check)),
    ...[...produced].filter((target) => !selected.has(target)),
  ];
};

const broadProofs = (pack: Checked): string[] => {
  const proving = new Set(
    selectorsOf(pack)
      .filter(isProving)
      .map(({ check }) => check),
  );
  const rows = pack.crosswalks.flatMap((crosswalk) => crosswalk.rows);
  return [
    ...[...proving].filter((check) => /^(nist|cwe):/.test(check) || check === "sarif-run:*"),
    ...rows
      .filter(({ from, to }) => /^(nist|cwe):/.test(from) && to.some((ref) => proving.has(ref)))
      .map(({ from }) => from),
  ];
};

const alike = (pack: Checked): string[] => {
  const bySelectors = Map.groupBy(pack.requirements, ({ elements }) =>
    [...new Set(elements.flatMap(({ selectors }) => selectors.map(({ check }) => check)))]
      .toSorted()
      .join("\n"),
  );
  return [...bySelectors.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.map(({ id }) => id).join(" = "));
};

const wrongCases = ({ requirements, crosswalks }: Checked): string[] =>
  requirements.flatMap((requirement) =>
    requirement.cases.flatMap((one) => {
      const { verdict } = judgeCase(requirement, one, crosswalks);
      return verdict === one.expect ? [] : [`${requirement.id} ${one.name.en}: ${verdict}`];
    }),
  );

const shipped = await openShipped();

it("looks at packs that have requirements", () => {
  expect([...shipped.values()].some(({ requirements }) => requirements.length > 70)).toBe(true);
});

describe.each([...shipped])("%s", (_, pack) => {
  it("can prove and contradict every element", () => {
    expect(oneSided(pack)).toEqual([]);
  });

  it("meets no requirement of several elements by one observation of a tool", () => {
    expect(provenByOne(pack)).toEqual([]);
  });

  it("lets no rule stand for the others that a control needs", () => {
    expect(provenByAny(pack)).toEqual([]);
  });

  it("proves nothing by a broad reference or by any clean run", () => {
    expect(broadProofs(pack)).toEqual([]);
  });

  it("produces every control that is selected and selects every one produced", () => {
    expect(looseControls(pack)).toEqual([]);
  });

  it("checks something different in each requirement", () => {
    expect(alike(pack)).toEqual([]);
  });

  it("gives every evidence case the verdict it expects", () => {
    expect(wrongCases(pack)).toEqual([]);
  });
});

describe("these looks", () => {
  const select = (check: string, more: Partial<EvidenceSelector> = {}): EvidenceSelector => ({
    check,
    proves: "full",
    contradicts: true,
    onInfo: "nothing",
    minSeverity: null,
    ...more,
  });
  const planted = (elements: readonly (readonly EvidenceSelector[])[]): Checked => {
    const [real] = [...shipped.values()].flatMap(({ requirements }) => requirements);
    if (real === undefined) throw new Error("a pack with requirements is shipped");
    const made = elements.map((selectors, at): EvidenceElement => ({
      id: `e${at}`,
      text: real.title,
      selectors,
    }));
    const rows = [
      { from: "ssg:a", to: ["control:shared"], relation: "equal" as const },
      { from: "ssg:b", to: ["control:shared"], relation: "equal" as const },
      { from: "nist:AC-6", to: ["control:shared"], relation: "equal" as const },
      { from: "ssg:c", to: ["control:unselected"], relation: "equal" as const },
    ];
    const twin = { ...real, elements: made, cases: real.cases };
    return {
      requirements: [
        { ...twin, id: "first" },
        { ...twin, id: "second" },
      ],
      crosswalks: [
        { id: "planted", title: real.title, citation: { source: "us", clause: null }, rows },
      ],
    };
  };

  it("see each planted fault", () => {
    const pack = planted([
      [select("control:shared"), select("sarif-run:*")],
      [select("control:shared"), select("sarif-run:*")],
      [
        select("sarif-run:*", { contradicts: false }),
        select("control:nowhere", { proves: "none" }),
      ],
    ]);
    const weak = planted([[select("ssg:a", { contradicts: false })]]);
    expect(oneSided(weak)).toEqual(["first e0", "second e0"]);
    expect(provenByOne(pack)).toContain("first by sarif-run:a-tool-that-looks-for-nothing");
    expect(provenByAny(pack)).toEqual(["control:shared by ssg"]);
    expect(broadProofs(pack)).toEqual(["sarif-run:*", "nist:AC-6"]);
    expect(looseControls(pack)).toEqual(["control:nowhere", "control:unselected"]);
    expect(alike(pack)).toEqual(["first = second"]);
    expect(wrongCases(pack).length).toBeGreaterThan(0);
  });
});
