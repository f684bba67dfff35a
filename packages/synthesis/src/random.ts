/** A seeded stream of random numbers (sfc32), so that the same seed makes the same province everywhere. */

/** Fractions in [0, 1). */
export type Random = () => number;

/** The seed is mixed by splitmix32 into the four words of sfc32's state. */
export const makeRandom = (seed: number): Random => {
  let mix = seed >>> 0;
  const word = (): number => {
    mix = (mix + 0x9e3779b9) >>> 0;
    let z = mix;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  let [a, b, c, counter] = [word(), word(), word(), 1];
  return () => {
    const sum = (a + b + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = (((c << 21) | (c >>> 11)) + sum) >>> 0;
    return sum / 2 ** 32;
  };
};

/** A whole number from `low` to `high`, both included. */
export const whole = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));

export const chance = (random: Random, probability: number): boolean => random() < probability;

/** @throws RangeError for an empty list. */
export const pick = <T>(random: Random, items: readonly T[]): T => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError("nothing to pick from");
  return item;
};

export interface Weighted {
  readonly weight: number;
}

/** @throws RangeError for an empty list. */
export const pickWeighted = <T extends Weighted>(random: Random, items: readonly T[]): T => {
  const total = items.reduce((sum, item) => sum + item.weight, 0);
  let left = random() * total;
  for (const item of items) {
    left -= item.weight;
    if (left < 0) return item;
  }
  const last = items.at(-1);
  if (last === undefined) throw new RangeError("nothing to pick from");
  return last;
};

/** As `pickWeighted`, for many draws from one list: the sums are made once. @throws RangeError for an empty list. */
export const makeWheel = <T>(
  items: readonly T[],
  weightOf: (item: T, index: number) => number,
): ((random: Random) => T) => {
  let total = 0;
  const ends = Float64Array.from(items, (item, index) => (total += weightOf(item, index)));
  return (random) => {
    const drawn = random() * total;
    let low = 0;
    let high = ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (drawn < (ends[middle] ?? 0)) high = middle;
      else low = middle + 1;
    }
    const item = items[low];
    if (item === undefined) throw new RangeError("nothing to pick from");
    return item;
  };
};

/** Log-normal with the given median; `spread` is the standard deviation of the logarithm (Box-Muller). */
export const logNormal = (random: Random, median: number, spread: number): number => {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return median * Math.exp(spread * radius * Math.cos(2 * Math.PI * random()));
};
