/** Facts in the contract's shape, whose sets are plain arrays. */

import type { Facts } from "@fenji/regime";

type PlainFacts = Record<string, number | boolean | string | string[] | null>;

export const writable = (facts: Facts): PlainFacts => {
  const plain: PlainFacts = {};
  for (const [id, value] of Object.entries(facts)) {
    plain[id] = typeof value === "object" && value !== null ? [...value] : value;
  }
  return plain;
};
