/** Reads JSON as RFC 7493 wants it read: no member twice, whole text, and numbers that are exact or known not to be. */

import { AppError } from "@fenji/kernel";

/** A number that a double or Cedar's Long cannot hold exactly, by its text in the source. */
export class InexactNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | InexactNumber
  | readonly JsonValue[]
  | JsonObject;

/** Without a prototype, so that `constructor` and `__proto__` are names like any other. */
export interface JsonObject {
  readonly [member: string]: JsonValue;
}

export const maxJsonDepth = 32;

interface Reader {
  readonly text: string;
  at: number;
}

/** @throws AppError `authzen.not-json`, `authzen.too-deep`, `authzen.repeated-member`, `authzen.broken-text`. */
export const readJson = (text: string): JsonValue => {
  const reader: Reader = { text, at: 0 };
  const value = readValue(reader, 0);
  skipSpace(reader);
  if (reader.at < text.length) throw refuse(reader);
  return value;
};

/** `line:column`, counted from 1. */
const placeOf = ({ text, at }: Reader): string => {
  const before = text.slice(0, at);
  const line = before.split("\n").length;
  return `${line}:${at - before.lastIndexOf("\n")}`;
};

const refuse = (reader: Reader): AppError =>
  new AppError("authzen.not-json", { at: placeOf(reader) });

const skipSpace = (reader: Reader): void => {
  const { text } = reader;
  for (;;) {
    const code = text.charCodeAt(reader.at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
    reader.at += 1;
  }
};

const readValue = (reader: Reader, depth: number): JsonValue => {
  skipSpace(reader);
  switch (reader.text[reader.at]) {
    case "{":
      return readObject(reader, deeper(reader, depth));
    case "[":
      return readArray(reader, deeper(reader, depth));
    case '"':
      return readString(reader);
    case "t":
      return readWord(reader, "true", true);
    case "f":
      return readWord(reader, "false", false);
    case "n":
      return readWord(reader, "null", null);
    default:
      return readNumber(reader);
  }
};

const deeper = (reader: Reader, depth: number): number => {
  if (depth < maxJsonDepth) return depth + 1;
  throw new AppError("authzen.too-deep", { at: placeOf(reader), limit: maxJsonDepth });
};

const readWord = <T>(reader: Reader, word: string, value: T): T => {
  if (!reader.text.startsWith(word, reader.at)) throw refuse(reader);
  reader.at += word.length;
  return value;
};

const take = (reader: Reader, character: string): boolean => {
  skipSpace(reader);
  if (reader.text[reader.at] !== character) return false;
  reader.at += 1;
  return true;
};

const readObject = (reader: Reader, depth: number): JsonObject => {
  const members: Record<string, JsonValue> = Object.create(null);
  reader.at += 1;
  if (take(reader, "}")) return members;
  do {
    skipSpace(reader);
    const begun = reader.at;
    if (reader.text[begun] !== '"') throw refuse(reader);
    const name = readString(reader);
    if (name in members)
      throw new AppError("authzen.repeated-member", {
        at: placeOf({ ...reader, at: begun }),
        name: name.slice(0, 100),
      });
    if (!take(reader, ":")) throw refuse(reader);
    members[name] = readValue(reader, depth);
  } while (take(reader, ","));
  if (!take(reader, "}")) throw refuse(reader);
  return members;
};

const readArray = (reader: Reader, depth: number): readonly JsonValue[] => {
  const items: JsonValue[] = [];
  reader.at += 1;
  if (take(reader, "]")) return items;
  do items.push(readValue(reader, depth));
  while (take(reader, ","));
  if (!take(reader, "]")) throw refuse(reader);
  return items;
};

/** To the closing quote; what holds an escape is left to JSON.parse. */
const readString = (reader: Reader): string => {
  const { text } = reader;
  const begun = reader.at;
  let escaped = false;
  for (let at = begun + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      reader.at = at + 1;
      const value = escaped
        ? unescape(reader, begun, text.slice(begun, at + 1))
        : text.slice(begun + 1, at);
      if (value.isWellFormed()) return value;
      throw new AppError("authzen.broken-text", { at: placeOf({ text, at: begun }) });
    }
    if (code < 0x20) break;
    if (code !== 0x5c) continue;
    escaped = true;
    at += 1;
  }
  throw refuse({ text, at: begun });
};

const unescape = (reader: Reader, begun: number, quoted: string): string => {
  try {
    return String(JSON.parse(quoted));
  } catch (error) {
    const at = placeOf({ ...reader, at: begun });
    throw new AppError("authzen.not-json", { at }, { cause: error });
  }
};

const numberPattern = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;

/** Exact is an integer in plain digits that a double holds; whatever else is kept as its text. */
const readNumber = (reader: Reader): number | InexactNumber => {
  numberPattern.lastIndex = reader.at;
  const found = numberPattern.exec(reader.text);
  if (found === null) throw refuse(reader);
  const [text, fraction, exponent] = found;
  reader.at += text.length;
  const value = Number(text);
  const plain = fraction === undefined && exponent === undefined;
  return plain && Number.isSafeInteger(value) ? value + 0 : new InexactNumber(text);
};
