/** How far our way from a rule to a requirement agrees with the NIST 800-53 controls that the rule's own makers name. */

import { globSync } from "node:fs";
import { join } from "node:path";
import { compileAssessment, type AssessmentIndex } from "@fenji/assessment";
import { openPack } from "@fenji/intake";
import type { Requirement } from "@fenji/regime";
import type { Bench, BenchRow } from "./bench-row.ts";
import { readTaggedRules, type TaggedRules } from "./tagged-rules.ts";

const root = join(import.meta.dirname, "..");

const packs = ["iiot-protection/2024-illustrative", "mlps-2019/2019", "iec-62443-3-3/2013"];

/** A control that more of the tagged rules than this carry (CM-6, configuration settings) tells no rule from another. */
const sayingShare = 1 / 3;

interface RuleSet {
  readonly name: string;
  readonly rules: TaggedRules;
}

/** Debian's `ssg-debian`, `ssg-debderived` and `ssg-nondebian` are read where they are installed. */
const openRuleSets = async (): Promise<RuleSet[]> => {
  const installed = globSync("/usr/share/xml/scap/ssg/content/*-xccdf.xml");
  const sources = [
    { name: "one scan", paths: [join(root, "fixtures/evidence/scada-hist-01.arf.xml")] },
    { name: `${installed.length} products`, paths: installed },
  ];
  const sets = sources.map(async ({ name, paths }) => ({
    name,
    rules: await readTaggedRules(paths),
  }));
  return (await Promise.all(sets)).filter(({ rules }) => rules.size > 0);
};

/** `AC-6(2)` is a part of AC-6: near enough to be about the same thing. */
const baseOf = (control: string): string => control.replace(/\(\d+\)$/, "");

const basesOf = (controls: Iterable<string>, left: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...controls].map(baseOf).filter((control) => !left.has(control)));

/** Controls, without their enhancements, that say too little to be counted. */
const tellingNothing = (rules: TaggedRules): ReadonlySet<string> => {
  const tagged = [...rules.values()].filter(({ size }) => size > 0);
  const borne = tagged.flatMap((controls) => [...basesOf(controls, new Set())]);
  return new Set(
    [...Map.groupBy(borne, (control) => control)]
      .filter(([, bearers]) => bearers.length > tagged.length * sayingShare)
      .map(([control]) => control),
  );
};

const shareAny = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  [...a].some((one) => b.has(one));

interface Pair {
  readonly rule: string;
  readonly controls: ReadonlySet<string>;
  readonly requirement: Requirement;
  /** Whether our way leads from the rule to the requirement. */
  readonly drawn: boolean;
  /** Whether both name a control. */
  readonly agrees: boolean;
}

/** By its name alone, without the references that are the yardstick here. */
const reachedFrom = (rule: string, index: AssessmentIndex): ReadonlySet<Requirement> =>
  new Set(
    index
      .matchesOf({ check: rule, refs: [] })
      .flatMap(({ element }) => index.elements[element]?.requirement ?? []),
  );

/** Every rule that names a control that counts, with every requirement that does. */
const pairsOf = (index: AssessmentIndex, rules: TaggedRules): Pair[] => {
  const left = tellingNothing(rules);
  const requirements = index.requirements
    .map((requirement) => ({
      requirement,
      named: basesOf(requirement.crosswalk.nist80053r5, left),
    }))
    .filter(({ named }) => named.size > 0);
  return [...rules].flatMap(([rule, tags]) => {
    const controls = basesOf(tags, left);
    if (controls.size === 0) return [];
    const reached = reachedFrom(rule, index);
    return requirements.map(({ requirement, named }) => ({
      rule,
      controls: tags,
      requirement,
      drawn: reached.has(requirement),
      agrees: shareAny(controls, named),
    }));
  });
};

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

const countBy = (pairs: readonly Pair[], key: (pair: Pair) => string): number =>
  new Set(pairs.map(key)).size;

const tellDisagreements = (pairs: readonly Pair[]): void => {
  const drawn = pairs.filter((pair) => pair.drawn && !pair.agrees);
  for (const { rule, requirement, controls } of drawn) {
    const ours = requirement.crosswalk.nist80053r5.join(" ");
    process.stdout.write(
      `    ours alone: ${rule} (${[...controls].join(" ")}) → ${requirement.id} (${ours})\n`,
    );
  }
  const missed = pairs.filter((pair) => !pair.drawn && pair.agrees);
  for (const [id, of] of Map.groupBy(missed, ({ requirement }) => requirement.id)) {
    const some = of
      .slice(0, 3)
      .map(({ rule }) => rule)
      .join(" ");
    const ours = of[0]?.requirement.crosswalk.nist80053r5.join(" ") ?? "";
    process.stdout.write(
      `    theirs alone: ${id} (${ours}) ← ${of.length} rules: ${some}${of.length > 3 ? " …" : ""}\n`,
    );
  }
};

const rowsOf = (name: string, pairs: readonly Pair[]): BenchRow[] => {
  const drawn = pairs.filter((pair) => pair.drawn);
  const agreeing = pairs.filter((pair) => pair.agrees);
  const both = drawn.filter((pair) => pair.agrees);
  const linked = new Set(drawn.map(({ rule }) => rule));
  const reached = new Set(drawn.map(({ requirement }) => requirement));
  // The same rules and requirements, linked anyhow.
  const anyhow = pairs.filter(
    ({ rule, requirement }) => linked.has(rule) && reached.has(requirement),
  );
  const chance = share(anyhow.filter(({ agrees }) => agrees).length, anyhow.length);
  const precision = share(both.length, drawn.length);
  const recall = share(both.length, agreeing.length);
  const ruleOf = ({ rule }: Pair): string => rule;
  const peerVersion = "the same rules and requirements, linked by chance";
  return [
    {
      name: `${name}: links that agree, ${both.length} of ${drawn.length} (precision)`,
      ours: 100 * precision,
      peer: 100 * chance,
      peerVersion,
      unit: "%",
      ratio: share(precision, chance),
    },
    {
      name: `${name}: agreeing pairs that are linked, ${both.length} of ${agreeing.length} (recall)`,
      ours: 100 * recall,
      peer: 100 * share(drawn.length, pairs.length),
      peerVersion: "as many links by chance",
      unit: "%",
      ratio: share(recall, share(drawn.length, pairs.length)),
    },
    {
      name: `${name}: rules that reach an agreeing requirement, ${countBy(both, ruleOf)} of ${countBy(agreeing, ruleOf)}`,
      ours: 100 * share(countBy(both, ruleOf), countBy(agreeing, ruleOf)),
      peer: null,
      peerVersion: "limit 100",
      unit: "%",
      ratio: share(countBy(both, ruleOf), countBy(agreeing, ruleOf)),
    },
  ];
};

export const run: Bench = async () => {
  const sets = await openRuleSets();
  const rows: BenchRow[] = [];
  for (const folder of packs) {
    const opened = await openPack(join(root, "packs", folder));
    if (!opened.ok || opened.value.kind !== "regime")
      throw new Error(`pack ${folder} does not open`);
    const { requirements, crosswalks } = opened.value.pack;
    const index = compileAssessment(requirements, crosswalks);
    for (const { name, rules } of sets) {
      const left = [...tellingNothing(rules)].join(", ");
      const tagged = [...rules.values()].filter(({ size }) => size > 0).length;
      process.stdout.write(
        `  ${folder} · ${name}: ${rules.size} rules, ${tagged} tagged; left out: ${left}\n`,
      );
      const pairs = pairsOf(index, rules);
      tellDisagreements(pairs);
      rows.push(...rowsOf(`crosswalk, ${folder}, ${name}`, pairs));
    }
  }
  return rows;
};
