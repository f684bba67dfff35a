/** A table from pairs of small numbers to a number: several times faster than a Map with joined keys. */

export interface PairTable {
  /** −1 where there is none. */
  readonly get: (a: number, b: number) => number;
  readonly set: (a: number, b: number, value: number) => void;
}

/** Multiplicative hashing (Knuth 6.4) of two 32-bit numbers. */
export const mix = (a: number, b: number): number => {
  const mixed = Math.imul(Math.imul(a, 0x9e3779b1) ^ b, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
};

/** Open addressing with linear probing; at most half full. Entries are a, b, value. */
export const createPairTable = (): PairTable => {
  let slots = 1_024;
  let entries = new Int32Array(slots * 3).fill(-1);
  let count = 0;
  const slotOf = (a: number, b: number): number => {
    let slot = mix(a, b) & (slots - 1);
    while (entries[slot * 3] !== -1 && (entries[slot * 3] !== a || entries[slot * 3 + 1] !== b))
      slot = (slot + 1) & (slots - 1);
    return slot * 3;
  };
  const put = (a: number, b: number, value: number): void => {
    const at = slotOf(a, b);
    if (entries[at] === -1) count += 1;
    entries[at] = a;
    entries[at + 1] = b;
    entries[at + 2] = value;
  };
  const grow = (): void => {
    const old = entries;
    slots *= 2;
    count = 0;
    entries = new Int32Array(slots * 3).fill(-1);
    for (let at = 0; at < old.length; at += 3)
      if (old[at] !== -1) put(old[at] ?? 0, old[at + 1] ?? 0, old[at + 2] ?? 0);
  };
  return {
    get: (a, b) => entries[slotOf(a, b) + 2] ?? -1,
    set: (a, b, value) => {
      if (count * 2 >= slots) grow();
      put(a, b, value);
    },
  };
};
