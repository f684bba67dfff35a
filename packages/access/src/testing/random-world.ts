/** Random entities and requests whose attributes mostly, but not always, have the kind that their names promise. */

import type {
  AccessRequest,
  CedarRecord,
  CedarValue,
  Entity,
  EntityUid,
} from "../access-request.ts";

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

export const pick = <T>(dice: Dice, list: readonly T[]): T => {
  const found = list[dice.roll(list.length)];
  if (found === undefined) throw new RangeError("nothing to pick from");
  return found;
};

/** The kinds of values, each with the attribute that usually has it. */
export const kinds = [
  "boolean",
  "long",
  "string",
  "longs",
  "mixed",
  "record",
  "entity",
  "entities",
  "decimal",
  "datetime",
  "duration",
  "ip",
] as const;

export type Kind = (typeof kinds)[number];

export const attributeNames: Readonly<Record<Kind, string>> = {
  boolean: "__proto__",
  long: "n",
  string: "文本",
  longs: "l",
  mixed: "hasOwnProperty",
  record: "constructor",
  entity: "e",
  entities: "es",
  decimal: "m",
  datetime: "d",
  duration: "u",
  ip: "i",
};

export const types = ["User", "Group", "Fenji::Doc", "Action"] as const;
export const ids = ["a", "__proto__", '组 "x"'] as const;

export const randomUid = (dice: Dice): EntityUid => ({
  type: pick(dice, types),
  id: pick(dice, ids),
});

const longs = [
  0,
  0,
  0,
  1,
  1,
  1,
  2,
  2,
  3,
  -1,
  -7,
  100,
  2 ** 53 - 1,
  -(2 ** 53 - 1),
  94_906_266,
] as const;

export const randomLong = (dice: Dice): number => pick(dice, longs);

const texts = [
  "",
  "a",
  "ab",
  "abc",
  "aXbXc",
  "a*b",
  "ä😀z",
  "constructor",
  "a".repeat(40),
] as const;

export const randomText = (dice: Dice): string => pick(dice, texts);

/** Arguments of extension constructors; some are malformed, which entities may not have but policies may. */
export const extensionTexts: Readonly<Record<string, readonly string[]>> = {
  decimal: ["0.0", "1.5", "1.50", "-3.1415", "922337203685477.5807", "-0.0001", "00001.2"],
  datetime: [
    "2024-02-29",
    "1969-12-31T23:59:59.999Z",
    "2024-02-29T12:00:00Z",
    "2024-02-29T23:00:00.001+0830",
    "0000-01-01",
    "9999-12-31T23:59:59-2359",
  ],
  duration: ["0ms", "1h", "-1d2h3m4s5ms", "90m", "36h", "1m1ms", "-2s", "106751991167d"],
  ip: [
    "127.0.0.1",
    "127.0.0.0/8",
    "10.1.2.3/24",
    "224.0.0.0/3",
    "::1",
    "ff00::/8",
    "1:2::8/64",
    "::",
  ],
};

export const malformedTexts: Readonly<Record<string, readonly string[]>> = {
  decimal: ["1", "1.", ".5", "1.00000", "922337203685477.5808", "+1.0", "1.0 ", "１.0"],
  datetime: [
    "2023-02-29",
    "2024-13-01",
    "2024-01-01T24:00:00Z",
    "2024-1-1",
    "2024-01-01T00:00:00",
    "",
  ],
  duration: ["", "-", "1", "1s1m", "1.5h", "106751991168d", "1d 1h", "9223372036854775808ms"],
  ip: [
    "1.2.3",
    "01.2.3.4",
    "1.2.3.4/33",
    "1.2.3.4/01",
    "::1::",
    "::ffff:1.2.3.4",
    "12345::",
    "1.2.3.4/",
    ":1",
  ],
};

const extension = (dice: Dice, fn: string): CedarValue => ({
  __extn: { fn, arg: pick(dice, extensionTexts[fn] ?? []) },
});

const listOf = <T>(dice: Dice, most: number, make: () => T): T[] =>
  Array.from({ length: dice.roll(most + 1) }, make);

/** Now and then many, so that sets are looked up by their index. */
const most = (dice: Dice): number => (dice.roll(20) === 0 ? 20 : 3);

export const randomValue = (dice: Dice, kind: Kind, depth = 2): CedarValue => {
  switch (kind) {
    case "boolean":
      return dice.roll(2) === 0;
    case "long":
      return randomLong(dice);
    case "string":
      return randomText(dice);
    case "longs":
      return listOf(dice, most(dice), () =>
        dice.roll(9) === 0 ? randomText(dice) : dice.roll(20),
      );
    case "mixed":
      return listOf(dice, depth <= 0 ? 0 : most(dice), () =>
        randomValue(dice, pick(dice, kinds), depth - 1),
      );
    case "record":
      return depth <= 0 ? {} : randomRecord(dice, depth - 1);
    case "entity":
      return { __entity: { ...randomUid(dice) } };
    case "entities":
      return listOf(dice, most(dice), () => ({ __entity: { ...randomUid(dice) } }));
    default:
      return extension(dice, kind);
  }
};

/** Own members, whatever their names: `__proto__` must not set a prototype. */
export const recordOf = <T>(entries: readonly (readonly [string, T])[]): Record<string, T> =>
  Object.fromEntries(entries);

export const randomRecord = (dice: Dice, depth = 2): CedarRecord =>
  recordOf(
    kinds.flatMap((kind) => {
      if (dice.roll(3) === 0) return [];
      const actual = dice.roll(8) === 0 ? pick(dice, kinds) : kind;
      return [[attributeNames[kind], randomValue(dice, actual, depth)] as const];
    }),
  );

/** Parents stand later in one order of all entities, so there is no cycle. */
export const randomEntities = (dice: Dice): Entity[] => {
  const uids = types.flatMap((type) => ids.map((id) => ({ type, id })));
  return uids.flatMap((uid, at) => {
    if (dice.roll(5) > 1) return [];
    const parents = uids.filter((_uid, other) => other > at && dice.roll(3) === 0);
    const tags = dice.roll(3) === 0 ? {} : { tags: randomRecord(dice, 0) };
    return [{ uid, attrs: randomRecord(dice), parents, ...tags }];
  });
};

export const randomRequest = (dice: Dice): AccessRequest => ({
  principal: { type: pick(dice, ["User", "Group"]), id: pick(dice, ids) },
  action: { type: "Action", id: pick(dice, ids) },
  resource: { type: pick(dice, ["Fenji::Doc", "Group"]), id: pick(dice, ids) },
  context: randomRecord(dice),
});
