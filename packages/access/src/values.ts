/** Values while a decision is made: what Cedar's JSON says, checked once. */

/** A number is a Long, exact within ±(2^53 − 1). */
export type Value =
  | boolean
  | number
  | string
  | EntityValue
  | SetValue
  | RecordValue
  | ExtensionValue;

export class EntityValue {
  readonly type: string;
  readonly id: string;

  constructor(type: string, id: string) {
    this.type = type;
    this.id = id;
  }

  is(other: EntityValue): boolean {
    return this.id === other.id && this.type === other.type;
  }
}

export type ExtensionKind = "decimal" | "datetime" | "duration" | "ipv4" | "ipv6";

export class ExtensionValue {
  readonly kind: ExtensionKind;
  /** Ten-thousandths (decimal), milliseconds (datetime, duration) or the bits of an address. */
  readonly amount: bigint;
  /** Leading bits that count, of an address; otherwise 0. */
  readonly prefix: number;

  constructor(kind: ExtensionKind, amount: bigint, prefix = 0) {
    this.kind = kind;
    this.amount = amount;
    this.prefix = prefix;
  }

  equals(other: ExtensionValue): boolean {
    return this.kind === other.kind && this.amount === other.amount && this.prefix === other.prefix;
  }
}

/** Items that are looked up one by one, before an index is worth its making. */
const smallSet = 12;

/** Duplicates may stand in `items`; nothing can see them. */
export class SetValue {
  readonly items: readonly Value[];
  #scalars: ReadonlySet<Value> | undefined;
  #keys: ReadonlySet<string> | undefined;

  constructor(items: readonly Value[]) {
    this.items = items;
  }

  has(value: Value): boolean {
    if (typeof value !== "object") {
      if (this.items.length <= smallSet) return this.items.includes(value);
      this.#scalars ??= new Set(this.items);
      return this.#scalars.has(value);
    }
    if (value instanceof EntityValue && this.items.length <= smallSet)
      return this.items.some((item) => item instanceof EntityValue && item.is(value));
    this.#keys ??= new Set(this.items.map(keyOf));
    return this.#keys.has(keyOf(value));
  }

  hasAll(other: SetValue): boolean {
    return other.items.every((item) => this.has(item));
  }
}

/** Attributes that are looked up one by one; most entities have fewer, and a map costs more to make than to do without. */
const smallRecord = 12;

/** Not an object: `__proto__` and `constructor` are attributes like any other. */
export class RecordValue {
  readonly names: readonly string[];
  /** In the order of `names`. */
  readonly values: readonly Value[];
  #places: ReadonlyMap<string, number> | undefined;

  constructor(names: readonly string[], values: readonly Value[]) {
    this.names = names;
    this.values = values;
  }

  get(name: string): Value | undefined {
    if (this.names.length <= smallRecord) {
      // A plain loop compares pointers here; indexOf compares texts.
      for (let at = 0; at < this.names.length; at += 1)
        if (this.names[at] === name) return this.values[at];
      return undefined;
    }
    this.#places ??= new Map(this.names.map((known, at) => [known, at]));
    const at = this.#places.get(name);
    return at === undefined ? undefined : this.values[at];
  }

  equals(other: RecordValue): boolean {
    if (this.names.length !== other.names.length) return false;
    return this.names.every((name, at) => {
      const [value, theirs] = [this.values[at], other.get(name)];
      return value !== undefined && theirs !== undefined && valuesEqual(value, theirs);
    });
  }
}

const sized = (text: string): string => `${text.length}:${text}`;

/** A text that two values share exactly if they are equal; linear in size, however sets are nested. */
const keyOf = (value: Value): string => {
  if (typeof value === "string") return `s${sized(value)}`;
  if (typeof value !== "object") return `${typeof value}${String(value)};`;
  if (value instanceof EntityValue) return `e${sized(value.type)}${sized(value.id)}`;
  if (value instanceof ExtensionValue) return `x${value.kind}${value.amount}/${value.prefix};`;
  if (value instanceof SetValue)
    return `[${[...new Set(value.items.map(keyOf))].toSorted().join("")}]`;
  const fields = value.values.map((inner, at) => sized(value.names[at] ?? "") + keyOf(inner));
  return `{${fields.toSorted().join("")}}`;
};

/** Values of different kinds are unequal, which is no fault. */
export const valuesEqual = (a: Value, b: Value): boolean => {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object") return false;
  if (a instanceof EntityValue) return b instanceof EntityValue && a.is(b);
  if (a instanceof SetValue) return b instanceof SetValue && a.hasAll(b) && b.hasAll(a);
  if (a instanceof ExtensionValue) return b instanceof ExtensionValue && a.equals(b);
  return b instanceof RecordValue && a.equals(b);
};
