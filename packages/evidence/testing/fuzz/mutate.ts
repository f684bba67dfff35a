/** Makes one damaged file of a good one: the same for the same seed, file and number. */

import { byteMutations } from "./mutate-bytes.ts";
import { mutateJson } from "./mutate-json.ts";
import { textMutations } from "./mutate-text.ts";
import { randomFrom, type Random } from "./random.ts";

/** Repeated repetition would only test patience. */
const maxBytes = 256 * 1024;

const once = (bytes: Uint8Array, random: Random): Uint8Array => {
  const kind = random.below(10);
  if (kind < 3) return random.pick(byteMutations)(bytes, random);
  const text = new TextDecoder().decode(bytes);
  const changed = kind < 7 ? mutateJson(text, random) : undefined;
  return new TextEncoder().encode(changed ?? random.pick(textMutations)(text, random));
};

export const mutate = (bytes: Uint8Array, seed: number): Uint8Array => {
  const random = randomFrom(seed);
  let mutated = bytes;
  for (let count = 1 + random.below(3); count > 0; count -= 1) {
    const next = once(mutated, random);
    if (next.length <= maxBytes) mutated = next;
  }
  return mutated;
};
