/** Scans JSON (RFC 8259) that arrives in pieces, at bounded memory, and names line and column of what is wrong. */

import { AppError } from "@fenji/kernel";
import { wordTable } from "./word-table.ts";

export type JsonScalar = string | number | boolean | null;

/** Told of every token, in order. */
export interface JsonSink {
  openObject(): void;
  closeObject(): void;
  openArray(): void;
  closeArray(): void;
  /** `text` is cut after `maxKeyLength` characters. */
  key(text: string): void;
  /** Strings are cut after `maxStringLength` characters; "" while `wanted` is false. */
  scalar(value: JsonScalar): void;
  /** While false, syntax is checked but no text is kept. */
  wanted: boolean;
}

const jsonLimits = {
  /** Nesting of objects and arrays together. */
  maxDepth: 128,
  /** Characters kept of one string; the rest is scanned and dropped. */
  maxStringLength: 16_384,
  maxKeyLength: 1_024,
  /** Characters of one number or literal. */
  maxWordLength: 400,
} as const;

type Expect = "value" | "valueOrClose" | "key" | "keyOrClose" | "colon" | "commaOrClose" | "end";
type Token = "none" | "string" | "escape" | "unicode" | "word";

export interface JsonScanner {
  readonly sink: JsonSink;
  /** Several documents may follow one another, one a line or simply one after another. */
  readonly sequence: boolean;
  /** One entry per open container: true for an object. */
  readonly containers: boolean[];
  expect: Expect;
  token: Token;
  /** What is kept of the token that is being scanned. */
  text: string;
  hex: string;
  line: number;
  /** Characters before the current line, and before the current piece. */
  lineStart: number;
  pieceStart: number;
}

export const createJsonScanner = (sink: JsonSink, sequence = false): JsonScanner => ({
  sink,
  sequence,
  containers: [],
  expect: "value",
  token: "none",
  text: "",
  hex: "",
  line: 1,
  lineStart: 0,
  pieceStart: 0,
});

/** `line:column` of character `index` of the current piece; columns count UTF-16 units from 1. */
const jsonPlace = (scanner: JsonScanner, index: number): string =>
  `${scanner.line}:${scanner.pieceStart + index - scanner.lineStart + 1}`;

/** Scans the next piece. @throws AppError `evidence.json-malformed`, `evidence.json-too-deep` */
export const scanJson = (scanner: JsonScanner, piece: string): void => {
  let index = 0;
  while (index < piece.length) {
    if (scanner.token === "none") index = scanBetween(scanner, piece, index);
    else if (scanner.token === "string") index = scanString(scanner, piece, index);
    else if (scanner.token === "word") index = scanWord(scanner, piece, index);
    else index = scanEscape(scanner, piece, index);
  }
  scanner.pieceStart += piece.length;
};

/** Says that nothing follows. @throws AppError `evidence.json-truncated`, `evidence.json-malformed` */
export const endJson = (scanner: JsonScanner): void => {
  if (scanner.token === "word") endWord(scanner, 0);
  if (scanner.expect === "end") return;
  throw new AppError("evidence.json-truncated", { at: jsonPlace(scanner, 0) });
};

const malformed = (scanner: JsonScanner, index: number, found: string): AppError =>
  new AppError("evidence.json-malformed", {
    at: jsonPlace(scanner, index),
    found: printable(found),
  });

const printable = (text: string): string =>
  [...text.toWellFormed()]
    .map((character) => (character < " " ? `\\u${hexOf(character)}` : character))
    .join("");

const hexOf = (character: string): string => character.charCodeAt(0).toString(16).padStart(4, "0");

/** White space and punctuation between tokens. */
const scanBetween = (scanner: JsonScanner, piece: string, start: number): number => {
  let index = start;
  for (; index < piece.length; index += 1) {
    const code = piece.charCodeAt(index);
    if (code === 10) {
      scanner.line += 1;
      scanner.lineStart = scanner.pieceStart + index + 1;
    } else if (code !== 32 && code !== 9 && code !== 13) break;
  }
  return index === piece.length ? index : scanPunctuation(scanner, piece, index);
};

const scanPunctuation = (scanner: JsonScanner, piece: string, index: number): number => {
  const character = piece.charAt(index);
  if (scanner.sequence && scanner.expect === "end") scanner.expect = "value";
  const { expect } = scanner;
  const inObject = scanner.containers.at(-1) === true;
  const valueMayStart = expect === "value" || expect === "valueOrClose";
  if (character === '"' && (valueMayStart || expect === "key" || expect === "keyOrClose")) {
    scanner.token = "string";
    scanner.text = "";
  } else if (character === ":" && expect === "colon") scanner.expect = "value";
  else if (character === "," && expect === "commaOrClose")
    scanner.expect = inObject ? "key" : "value";
  else if (character === "}" && inObject && (expect === "commaOrClose" || expect === "keyOrClose"))
    close(scanner);
  else if (
    character === "]" &&
    !inObject &&
    (expect === "commaOrClose" || expect === "valueOrClose")
  )
    close(scanner);
  else if (valueMayStart && (character === "{" || character === "["))
    open(scanner, index, character === "{");
  else if (valueMayStart && /[-0-9a-z]/.test(character)) {
    scanner.token = "word";
    scanner.text = "";
    return index;
  } else throw malformed(scanner, index, character);
  return index + 1;
};

const open = (scanner: JsonScanner, index: number, object: boolean): void => {
  if (scanner.containers.length >= jsonLimits.maxDepth) {
    throw new AppError("evidence.json-too-deep", {
      at: jsonPlace(scanner, index),
      limit: jsonLimits.maxDepth,
    });
  }
  scanner.containers.push(object);
  scanner.expect = object ? "keyOrClose" : "valueOrClose";
  if (object) scanner.sink.openObject();
  else scanner.sink.openArray();
};

const close = (scanner: JsonScanner): void => {
  const object = scanner.containers.pop() === true;
  afterValue(scanner);
  if (object) scanner.sink.closeObject();
  else scanner.sink.closeArray();
};

const afterValue = (scanner: JsonScanner): void => {
  scanner.expect = scanner.containers.length === 0 ? "end" : "commaOrClose";
};

/** Runs of ordinary characters are taken whole; keys are always kept, since they steer the sink. */
const scanString = (scanner: JsonScanner, piece: string, start: number): number => {
  let index = start;
  let code = 0;
  for (; index < piece.length; index += 1) {
    code = piece.charCodeAt(index);
    if (code === 34 || code === 92 || code < 32) break;
  }
  keep(scanner, piece.slice(start, index));
  if (index === piece.length) return index;
  if (code < 32) throw malformed(scanner, index, piece.charAt(index));
  if (code === 92) scanner.token = "escape";
  else endString(scanner);
  return index + 1;
};

const isKey = (scanner: JsonScanner): boolean =>
  scanner.expect === "key" || scanner.expect === "keyOrClose";

const keep = (scanner: JsonScanner, part: string): void => {
  const key = isKey(scanner);
  if (!key && !scanner.sink.wanted) return;
  const room = (key ? jsonLimits.maxKeyLength : jsonLimits.maxStringLength) - scanner.text.length;
  if (room > 0) scanner.text += part.slice(0, room);
};

const endString = (scanner: JsonScanner): void => {
  scanner.token = "none";
  if (isKey(scanner)) {
    scanner.expect = "colon";
    scanner.sink.key(scanner.text);
  } else {
    afterValue(scanner);
    scanner.sink.scalar(scanner.text);
  }
};

const escapes = wordTable<string>({
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
});

const scanEscape = (scanner: JsonScanner, piece: string, index: number): number => {
  const character = piece.charAt(index);
  if (scanner.token === "escape" && character === "u") {
    scanner.token = "unicode";
    scanner.hex = "";
    return index + 1;
  }
  if (scanner.token === "escape") {
    const plain = escapes[character];
    if (plain === undefined) throw malformed(scanner, index, `\\${character}`);
    keep(scanner, plain);
    scanner.token = "string";
    return index + 1;
  }
  if (!/[0-9a-fA-F]/.test(character))
    throw malformed(scanner, index, `\\u${scanner.hex}${character}`);
  scanner.hex += character;
  if (scanner.hex.length === 4) {
    keep(scanner, String.fromCharCode(Number.parseInt(scanner.hex, 16)));
    scanner.token = "string";
  }
  return index + 1;
};

/** Numbers and literals end where a character cannot belong to them. */
const scanWord = (scanner: JsonScanner, piece: string, start: number): number => {
  let index = start;
  while (index < piece.length && /[-+.0-9a-zA-Z]/.test(piece.charAt(index))) index += 1;
  scanner.text += piece.slice(start, index);
  const { length } = scanner.text;
  if (length > jsonLimits.maxWordLength)
    throw malformed(scanner, index - length, scanner.text.slice(0, 40));
  if (index < piece.length) endWord(scanner, index);
  return index;
};

const endWord = (scanner: JsonScanner, index: number): void => {
  const word = scanner.text;
  scanner.token = "none";
  if (word === "true" || word === "false") endScalar(scanner, word === "true");
  else if (word === "null") endScalar(scanner, null);
  else if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(word))
    endScalar(scanner, Number(word));
  else throw malformed(scanner, index - word.length, word.slice(0, 40));
};

const endScalar = (scanner: JsonScanner, value: JsonScalar): void => {
  afterValue(scanner);
  scanner.sink.scalar(value);
};
