/** Whether a requirement is asked of an object at all, by its facts: surely, surely not, or not yet known. */

import type { Condition, Facts, Requirement } from "@fenji/regime";
import type { Verdict } from "./verdict.ts";

/** `unknown`: facts that decide it are missing; it counts as applying and is shown as unknown. */
export type Applies = "yes" | "no" | "unknown";

/** null: what is known does not settle it. */
type Holds = boolean | null;

const allHold = (parts: readonly Holds[]): Holds => {
  if (parts.includes(false)) return false;
  return parts.includes(null) ? null : true;
};

const negated = (holds: Holds): Holds => (holds === null ? null : !holds);

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  "=": (a, b) => a === b,
  ">=": (a, b) => a >= b,
  ">": (a, b) => a > b,
};

const conditionHolds = (condition: Condition, facts: Facts): Holds => {
  if ("all" in condition) return allHold(condition.all.map((one) => conditionHolds(one, facts)));
  if ("any" in condition)
    return negated(allHold(condition.any.map((one) => negated(conditionHolds(one, facts)))));
  if ("not" in condition) return negated(conditionHolds(condition.not, facts));
  if ("number" in condition) {
    const value = "fact" in condition.number ? facts[condition.number.fact] : null;
    const compare = comparisons[condition.op];
    return typeof value === "number" && compare !== undefined
      ? compare(value, condition.value)
      : null;
  }
  if ("yes" in condition) {
    const value = facts[condition.yes];
    return typeof value === "boolean" ? value : null;
  }
  if ("choice" in condition) {
    const value = facts[condition.choice];
    return typeof value === "string" ? condition.in.includes(value) : null;
  }
  const value = facts[condition.set];
  return typeof value === "object" && value !== null ? value.includes(condition.has) : null;
};

export const appliesByFacts = (
  { appliesWhen }: Pick<Requirement, "appliesWhen">,
  facts: Facts,
): Applies => {
  const holds = appliesWhen === null ? true : conditionHolds(appliesWhen, facts);
  if (holds === null) return "unknown";
  return holds ? "yes" : "no";
};

/** What the facts rule out does not apply, whatever evidence says; all else keeps its verdict. */
export const settleByFacts = <
  T extends { readonly requirement: Requirement; readonly verdict: Verdict },
>(
  judged: T,
  facts: Facts,
): T & { readonly applies: Applies } => {
  const applies = appliesByFacts(judged.requirement, facts);
  return { ...judged, applies, verdict: applies === "no" ? "notApplicable" : judged.verdict };
};
