/** Which attack techniques remain open at an enterprise, through which gaps, and which gap is worth closing first. */

import type { LocalizedText } from "@fenji/kernel";
import type { Requirement, Technique, TechniqueMapping } from "@fenji/regime";
import type { Verdict } from "../verdict.ts";

/** From what is known to stand open to what nobody has an answer for. */
export const techniqueStates = ["open", "partly", "unknown", "covered", "unmapped"] as const;

export type TechniqueState = (typeof techniqueStates)[number];

export type Defence = "mitigates" | "detects";

/** A requirement that applies and stands against the technique. */
export interface TechniqueDefence {
  readonly requirement: Requirement;
  readonly verdict: Verdict;
  readonly does: Defence;
}

export interface JudgedTechnique {
  readonly technique: Technique;
  readonly state: TechniqueState;
  /** Every one that applies, in the order of the mapping. */
  readonly defences: readonly TechniqueDefence[];
  /** Why no requirement of the pack stands against it; null: one does, or nobody has said. */
  readonly withoutWhy: LocalizedText | null;
}

/** What closing one gap does for techniques that are open or partly so. */
export interface TechniqueLever {
  readonly requirement: Requirement;
  readonly verdict: Verdict;
  /** Techniques that this gap alone leaves open: once it is closed nothing known is against them. */
  readonly alone: readonly string[];
  /** All that it helps to leave open, those of `alone` among them. */
  readonly touches: readonly string[];
}

export interface AttackView {
  /** In the order of the pack of techniques. */
  readonly techniques: readonly JudgedTechnique[];
  readonly counts: Readonly<Record<TechniqueState, number>>;
  /** The gap that alone leaves most open first; then what touches most, then the cheapest. */
  readonly levers: readonly TechniqueLever[];
}

interface JudgedOne {
  readonly requirement: Requirement;
  readonly verdict: Verdict;
}

const isGap = ({ verdict }: { readonly verdict: Verdict }): boolean =>
  verdict === "notMet" || verdict === "partlyMet";

/**
 * A technique from the verdicts of the requirements that stand against it and apply.
 *
 * | verdicts                                  | state    |
 * | ----------------------------------------- | -------- |
 * | none applies, or nothing is mapped        | unmapped |
 * | any not met                               | open     |
 * | any partly met                            | partly   |
 * | any contested or not evidenced            | unknown  |
 * | all met                                   | covered  |
 */
export const techniqueState = (verdicts: readonly Verdict[]): TechniqueState => {
  const applying = verdicts.filter((verdict) => verdict !== "notApplicable");
  if (applying.length === 0) return "unmapped";
  if (applying.includes("notMet")) return "open";
  if (applying.includes("partlyMet")) return "partly";
  return applying.every((verdict) => verdict === "met") ? "covered" : "unknown";
};

const defencesBy = (
  judged: readonly JudgedOne[],
  mapping: TechniqueMapping | null,
): ReadonlyMap<string, readonly TechniqueDefence[]> => {
  const byId = new Map(judged.map((one) => [one.requirement.id, one]));
  const found = new Map<string, TechniqueDefence[]>();
  const add = (technique: string, defence: TechniqueDefence): void => {
    const list = found.get(technique);
    if (list === undefined) found.set(technique, [defence]);
    else if (list.at(-1)?.requirement !== defence.requirement) list.push(defence);
  };
  for (const { requirement: id, mitigates, detects } of mapping?.rows ?? []) {
    const one = byId.get(id);
    if (one === undefined || one.verdict === "notApplicable") continue;
    const { requirement, verdict } = one;
    for (const technique of mitigates) add(technique, { requirement, verdict, does: "mitigates" });
    for (const technique of detects) add(technique, { requirement, verdict, does: "detects" });
  }
  return found;
};

const leversOf = (techniques: readonly JudgedTechnique[]): TechniqueLever[] => {
  interface Growing extends JudgedOne {
    readonly alone: string[];
    readonly touches: string[];
  }
  const levers = new Map<string, Growing>();
  for (const { technique, defences } of techniques) {
    const gaps = defences.filter(isGap);
    for (const { requirement, verdict } of gaps) {
      const lever = levers.get(requirement.id) ?? { requirement, verdict, alone: [], touches: [] };
      levers.set(requirement.id, lever);
      lever.touches.push(technique.id);
      if (gaps.length === 1) lever.alone.push(technique.id);
    }
  }
  return [...levers.values()].toSorted(
    (a, b) =>
      b.alone.length - a.alone.length ||
      b.touches.length - a.touches.length ||
      a.requirement.effort.costCny - b.requirement.effort.costCny ||
      (a.requirement.id < b.requirement.id ? -1 : 1),
  );
};

/**
 * @param judged the requirements that are asked of the enterprise, each once, with what counts as its verdict.
 * @param mapping null: nothing is mapped, and every technique says so.
 */
export const judgeTechniques = (
  judged: readonly JudgedOne[],
  techniques: readonly Technique[],
  mapping: TechniqueMapping | null,
): AttackView => {
  const defences = defencesBy(judged, mapping);
  const reasons = new Map(
    (mapping?.without ?? []).flatMap(({ techniques: ids, why }) => ids.map((id) => [id, why])),
  );
  const states = techniques.map((technique): JudgedTechnique => {
    const own = defences.get(technique.id) ?? [];
    return {
      technique,
      state: techniqueState(own.map(({ verdict }) => verdict)),
      defences: own,
      withoutWhy: reasons.get(technique.id) ?? null,
    };
  });
  const count = (wanted: TechniqueState): number =>
    states.filter(({ state }) => state === wanted).length;
  return {
    techniques: states,
    counts: {
      open: count("open"),
      partly: count("partly"),
      unknown: count("unknown"),
      covered: count("covered"),
      unmapped: count("unmapped"),
    },
    levers: leversOf(states),
  };
};
