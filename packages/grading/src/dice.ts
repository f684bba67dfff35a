/** Chance with a seed, so that what it found can be found again. */

export interface Dice {
  /** 0 … sides − 1. */
  readonly roll: (sides: number) => number;
}

/** A small generator with a seed, so that a failure can be repeated. */
export const diceOf = (seed: number): Dice => {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { roll: (sides) => Math.floor(next() * sides) };
};
