/** Values of facts that could make a difference, found from the numbers in the rules alone: the brute force of tests. */

import type { FactDefinition, Facts, FactValue, Grading } from "@fenji/regime";

/** Every number that stands anywhere in the rules. */
const numbersIn = (value: unknown): readonly number[] => {
  if (typeof value === "number") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
};

const around = (value: number): readonly number[] => [
  value,
  Math.ceil(value) - 1,
  Math.floor(value) + 1,
  value - 1e-6,
  value + 1e-6,
];

/** On, just below and just above each number of the rules, and the ends of the fact's own range. */
export const candidates = (fact: FactDefinition, grading: Grading): readonly FactValue[] => {
  switch (fact.kind) {
    case "number": {
      const { min, max, integer } = fact;
      const rules = grading.nodes.flatMap((node) =>
        mentions(node, fact.id) ? numbersIn(node) : [],
      );
      const applies = grading.types.flatMap(({ appliesWhen }) => numbersIn(appliesWhen));
      const far = [min ?? -1e9, max ?? 1e9];
      return [...new Set([...rules, ...applies, ...far].flatMap(around))].filter(
        (value) =>
          (!integer || Number.isInteger(value)) &&
          (min === null || value >= min) &&
          (max === null || value <= max),
      );
    }
    case "boolean":
      return [true, false];
    case "choice":
      return fact.options.map((option) => option.id);
    case "set":
      return fact.options.reduce<readonly (readonly string[])[]>(
        (sets, option) => [...sets, ...sets.map((set) => [...set, option.id])],
        [[]],
      );
  }
};

const mentions = (value: unknown, id: string): boolean => JSON.stringify(value).includes(`"${id}"`);

/** Every way to fill in the unknown facts with their candidates. */
export function* completions(
  facts: Facts,
  unknown: readonly { id: string; values: readonly FactValue[] }[],
): Generator<Facts> {
  const [first, ...rest] = unknown;
  if (first === undefined) {
    yield facts;
    return;
  }
  for (const value of first.values) yield* completions({ ...facts, [first.id]: value }, rest);
}
