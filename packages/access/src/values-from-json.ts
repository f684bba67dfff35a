/** Reads Cedar's JSON into values, under limits; what it cannot hold exactly is refused, never rounded. */

import { AppError } from "@fenji/kernel";
import type { EntityUid } from "./access-request.ts";
import { accessLimits } from "./access-limits.ts";
import { extensionFromText } from "./extension-values.ts";
import { EntityValue, RecordValue, SetValue, type Value } from "./values.ts";

/** Whose values are read, and how many more there may be. */
interface Reading {
  readonly owner: () => string;
  attribute: string;
  left: number;
}

const reserved = "(?:true|false|if|then|else|in|is|like|has|__cedar)";
const word = `(?!${reserved}(?:::|$))[A-Za-z_][A-Za-z0-9_]*`;
const typeName = new RegExp(`^${word}(?:::${word})*$`);

/** Names that were found sound: every decision reads three, and the expression costs as much as the rest of a decision. */
const soundTypes = new Set<string>();
const maxRememberedTypes = 256;

const isTypeName = (type: string): boolean => {
  if (soundTypes.has(type)) return true;
  if (!typeName.test(type)) return false;
  if (soundTypes.size < maxRememberedTypes) soundTypes.add(type);
  return true;
};

export const uidText = ({ type, id }: EntityUid): string => `${type}::${JSON.stringify(id)}`;

/** @throws AppError `access.type-malformed`, `access.text-malformed` */
export const entityValue = (uid: EntityUid): EntityValue => {
  const { type, id } = uid;
  if (!isTypeName(type)) throw new AppError("access.type-malformed", { type: type.slice(0, 100) });
  if (!id.isWellFormed()) throw new AppError("access.text-malformed", { at: type });
  return new EntityValue(type, id);
};

const place = ({ owner, attribute }: Reading): string => `${owner()} ${attribute}`;

const isObject = (json: unknown): json is Readonly<Record<string, unknown>> => {
  if (typeof json !== "object" || json === null) return false;
  const prototype: unknown = Object.getPrototypeOf(json);
  return prototype === Object.prototype || prototype === null;
};

const readValue = (json: unknown, reading: Reading, depth: number): Value => {
  reading.left -= 1;
  if (typeof json === "boolean") return json;
  if (typeof json === "string") {
    if (!json.isWellFormed()) throw new AppError("access.text-malformed", { at: place(reading) });
    return json;
  }
  if (typeof json === "number") {
    if (!Number.isSafeInteger(json))
      throw new AppError("access.number-inexact", { at: place(reading) });
    return json;
  }
  if (depth >= accessLimits.maxValueDepth || reading.left < 0)
    throw new AppError("access.value-too-large", {
      at: place(reading),
      depth: accessLimits.maxValueDepth,
      count: accessLimits.maxValues,
    });
  if (Array.isArray(json))
    return new SetValue(json.map((item: unknown) => readValue(item, reading, depth + 1)));
  if (!isObject(json)) throw new AppError("access.value-unknown", { at: place(reading) });
  const names = Object.keys(json);
  return names.some(isEscape)
    ? readEscape(json, names, reading)
    : readFields(json, names, { reading, depth: depth + 1 });
};

const readFields = (
  json: Readonly<Record<string, unknown>>,
  names: readonly string[],
  { reading, depth }: { readonly reading: Reading; readonly depth: number },
): RecordValue => {
  const values: Value[] = [];
  for (const name of names) {
    if (depth === 1) reading.attribute = name;
    if (!name.isWellFormed()) throw new AppError("access.text-malformed", { at: place(reading) });
    values.push(readValue(json[name], reading, depth));
  }
  return new RecordValue(names, values);
};

const escapes = new Set(["__entity", "__extn", "__expr"]);
const underscore = 0x5f;

const isEscape = (name: string): boolean => name.charCodeAt(0) === underscore && escapes.has(name);

/** Cedar reads a misshapen escape as a record; somebody meant something else, so it is refused. */
const readEscape = (
  json: Readonly<Record<string, unknown>>,
  names: readonly string[],
  reading: Reading,
): Value => {
  const [name = ""] = names;
  const inner: unknown = json[name];
  const value =
    names.length === 1 && isObject(inner) ? readInner(inner, name === "__entity") : undefined;
  if (value === undefined) throw new AppError("access.escape-malformed", { at: place(reading) });
  return value;
};

const readInner = (
  inner: Readonly<Record<string, unknown>>,
  isEntity: boolean,
): Value | undefined => {
  if (Object.keys(inner).length !== 2) return undefined;
  const { type, id, fn, arg } = inner;
  if (isEntity)
    return typeof type === "string" && typeof id === "string"
      ? entityValue({ type, id })
      : undefined;
  return typeof fn === "string" && typeof arg === "string" ? extensionFromText(fn, arg) : undefined;
};

/**
 * @throws AppError `access.number-inexact`, `access.text-malformed`, `access.value-too-large`, `access.value-unknown`,
 * `access.escape-malformed`, `access.type-malformed`
 */
export const recordFromJson = (json: unknown, owner: () => string): RecordValue => {
  const reading: Reading = { owner, attribute: "", left: accessLimits.maxValues };
  if (!isObject(json)) throw new AppError("access.value-unknown", { at: place(reading) });
  return readFields(json, Object.keys(json), { reading, depth: 1 });
};

/** A value inside a policy; undefined where it is not of Cedar's JSON or not exact. */
export const literalFromJson = (json: unknown): Value | undefined => {
  try {
    const reading: Reading = { owner: () => "", attribute: "", left: accessLimits.maxValues };
    return readValue(json, reading, 0);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
};
