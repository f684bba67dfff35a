/** Changes a JSON document so that it stays JSON: other types, missing and repeated members, wrong depth. */

import type { Random } from "./random.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

interface Slot {
  readonly value: Json;
  readonly put: (value: Json) => void;
  readonly drop: () => void;
}

const maxSlots = 5_000;

const collect = (value: Json, slots: Slot[]): void => {
  if (typeof value !== "object" || value === null || slots.length > maxSlots) return;
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  for (const key of keys) {
    const holder: Record<string | number, Json> | Json[] = value;
    const slot = slotOf(holder, key);
    slots.push(slot);
    collect(slot.value, slots);
  }
};

const slotOf = (holder: Json[] | Record<string, Json>, key: string | number): Slot => {
  if (Array.isArray(holder)) {
    const index = Number(key);
    return {
      value: holder[index] ?? null,
      put: (value) => void (holder[index] = value),
      drop: () => void holder.splice(index, 1),
    };
  }
  return {
    value: holder[key] ?? null,
    put: (value) => void (holder[key] = value),
    drop: () => void delete holder[key],
  };
};

const strangers: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1e300,
  "",
  "null",
  [],
  {},
  [null],
  [[]],
  { id: null },
  "x".repeat(3_000),
  ["CVE-2021-44228", 7],
];

const deep = (levels: number): Json => {
  let value: Json = null;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};

const change = (slot: Slot, slots: readonly Slot[], random: Random): void => {
  const { value } = slot;
  switch (random.below(7)) {
    case 0:
      slot.put(random.pick(strangers));
      break;
    case 1:
      slot.drop();
      break;
    case 2:
      slot.put(structuredClone(random.pick(slots).value));
      break;
    case 3:
      slot.put([value]);
      break;
    case 4:
      slot.put(deep(random.chance(0.1) ? 600 : 20));
      break;
    case 5:
      slot.put(Array.from({ length: random.chance(0.2) ? 40 : 2 }, () => structuredClone(value)));
      break;
    default:
      slot.put(typeof value === "number" ? String(value) : random.pick(strangers));
  }
};

const parse = (text: string): Json | undefined => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Undefined when the text is no JSON document with something in it. */
export const mutateJson = (text: string, random: Random): string | undefined => {
  const document = parse(text);
  if (document === undefined) return undefined;
  const slots: Slot[] = [];
  collect(document, slots);
  if (slots.length === 0) return undefined;
  for (let count = 1 + random.below(3); count > 0; count -= 1)
    change(random.pick(slots), slots, random);
  return JSON.stringify(document);
};
