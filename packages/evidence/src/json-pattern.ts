/** Chooses parts of a JSON text by patterns such as `/results/*` and below: `*` stands for any member or element, `#` for an element. */

import type { Choice, JsonPath, Select } from "./json-select.ts";

interface Step {
  readonly next: Map<string, Step>;
  /** What a pattern that ends here says. */
  says: "value" | "skip" | null;
}

const newStep = (): Step => ({ next: new Map(), says: null });

export const patternSteps = (pattern: string): readonly string[] => pattern.split("/").slice(1);

const stepsOf = (kept: Iterable<string>, left: Iterable<string>): Step => {
  const root = newStep();
  const put = (pattern: string, says: "value" | "skip"): void => {
    let step = root;
    for (const name of patternSteps(pattern)) {
      const next = step.next.get(name) ?? newStep();
      step.next.set(name, next);
      step = next;
    }
    step.says = says;
  };
  for (const pattern of kept) put(pattern, "value");
  for (const pattern of left) put(pattern, "skip");
  return root;
};

/** `kept` become values, `left` (inside a kept one) are left out of them, what leads to a kept one is entered. */
export const selectPatterns = (kept: Iterable<string>, left: Iterable<string>): Select => {
  const root = stepsOf(kept, left);
  return (path): Choice => {
    let step: Step | undefined = root;
    let inside = false;
    for (const name of path) {
      step =
        (typeof name === "number" ? step?.next.get("#") : step?.next.get(name)) ??
        step?.next.get("*");
      if (step === undefined) return inside ? "value" : "skip";
      if (step.says === "skip") return "skip";
      if (step.says === "value") inside = true;
    }
    return inside ? "value" : "enter";
  };
};

export const matchesPattern = (steps: readonly string[], path: JsonPath): boolean =>
  steps.length === path.length &&
  steps.every((step, index) => {
    const name = path[index];
    return step === "*" || (step === "#" ? typeof name === "number" : step === String(name));
  });
