/** Reads the header of a file of columns and believes nothing in it before it has looked. */

import { AppError } from "@fenji/kernel";
import {
  aligned,
  containerVersion,
  elementBytes,
  magic,
  preambleBytes,
  type ElementType,
  type Place,
  type WrittenAttribute,
  type WrittenFact,
  type WrittenHeader,
} from "./columns-file.ts";

/** A registry of a nation has half a million rows; these keep a hostile header from asking for the machine. */
export const columnsFileLimits = {
  headerBytes: 16 * 2 ** 20,
  rows: 20_000_000,
  columns: 1_000,
  entries: 1_000_000,
  textLength: 4_000,
} as const;

const wrong = (at: string, expected: string, actual: unknown): never => {
  const text = JSON.stringify(actual) ?? "undefined";
  const shown = text.length > 60 ? `${text.slice(0, 59)}…` : text;
  throw new AppError("columns.header", { at, expected, actual: shown });
};

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** One value of the header with the path that leads to it. */
interface Spot {
  readonly at: string;
  readonly value: unknown;
}

const membersOf = ({ at, value }: Spot): ((name: string) => Spot) => {
  if (!isMembers(value)) return wrong(at, "{…}", value);
  return (name) => ({
    at: at === "" ? name : `${at}.${name}`,
    value: Object.hasOwn(value, name) ? value[name] : undefined,
  });
};

const countOf = ({ at, value }: Spot, most: number): number =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most
    ? value
    : wrong(at, `0 … ${most}`, value);

const textOf = ({ at, value }: Spot, most: number): string =>
  typeof value === "string" && value.length <= most ? value : wrong(at, `"…" ≤ ${most}`, value);

const listOf = ({ at, value }: Spot, most: number): readonly Spot[] =>
  Array.isArray(value) && value.length <= most
    ? value.map((entry: unknown, index) => ({ at: `${at}[${index}]`, value: entry }))
    : wrong(at, `[…] ≤ ${most}`, value);

const oneOf = <T extends string>({ at, value }: Spot, allowed: readonly T[]): T =>
  allowed.find((one) => one === value) ?? wrong(at, allowed.join(" | "), value);

const orNull = <T>(spot: Spot, read: (spot: Spot) => T): T | null =>
  spot.value === null ? null : read(spot);

const absent = (spot: Spot): boolean => spot.value === undefined;

/** Arrays lie one after another, aligned; `end` is where the next one must begin. */
interface Walk {
  readonly rows: number;
  end: number;
}

interface Wanted {
  readonly types: readonly ElementType[];
  /** null: as many as there are. */
  readonly count: number | null;
}

const placeOf = (spot: Spot, walk: Walk, { types, count }: Wanted): Place => {
  const member = membersOf(spot);
  const type = oneOf(member("type"), types);
  const offset = countOf(member("offset"), Number.MAX_SAFE_INTEGER);
  if (offset !== walk.end) return wrong(member("offset").at, String(walk.end), offset);
  const bytes = countOf(member("bytes"), Number.MAX_SAFE_INTEGER);
  const unit = elementBytes[type];
  if (count === null ? bytes % unit !== 0 : bytes !== count * unit)
    return wrong(member("bytes").at, count === null ? `n × ${unit}` : String(count * unit), bytes);
  walk.end = aligned(offset + bytes);
  return { type, offset, bytes };
};

const kinds = ["number", "boolean", "choice", "set"] as const;

const factOf = (spot: Spot, walk: Walk): WrittenFact => {
  const member = membersOf(spot);
  const kind = oneOf(member("kind"), kinds);
  const narrow: readonly ElementType[] = kind === "boolean" ? ["uint8"] : ["uint8", "uint16"];
  const types = kind === "number" ? (Object.keys(elementBytes) as ElementType[]) : narrow;
  const values = placeOf(member("values"), walk, { types, count: walk.rows });
  const words = { types: ["uint32"], count: Math.ceil(walk.rows / 32) } as const;
  const options =
    kind === "choice" || kind === "set"
      ? listOf(member("options"), 65_536).map((option) => textOf(option, 80))
      : null;
  return {
    id: textOf(member("id"), 80),
    kind,
    values,
    ...(absent(member("unknown")) ? {} : { unknown: placeOf(member("unknown"), walk, words) }),
    ...(options === null ? {} : { options }),
  };
};

const attributeOf = (spot: Spot, walk: Walk): WrittenAttribute => {
  const member = membersOf(spot);
  const name = textOf(member("name"), 80);
  const kind = oneOf(member("kind"), ["dictionary", "text"]);
  if (kind === "text")
    return {
      name,
      kind,
      values: placeOf(member("values"), walk, { types: ["uint16"], count: null }),
      starts: placeOf(member("starts"), walk, { types: ["uint32"], count: walk.rows + 1 }),
    };
  const { entries, textLength } = columnsFileLimits;
  return {
    name,
    kind,
    entries: listOf(member("entries"), entries).map((entry) => textOf(entry, textLength)),
    values: placeOf(member("values"), walk, {
      types: ["uint8", "uint16", "uint32"],
      count: walk.rows,
    }),
  };
};

const requireDistinct = (at: string, names: readonly string[]): void => {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) wrong(at, "≠", twice);
};

const headerOf = (value: unknown): { readonly header: WrittenHeader; readonly end: number } => {
  const member = membersOf({ at: "", value });
  const pack = membersOf(member("pack"));
  const rows = countOf(member("rows"), columnsFileLimits.rows);
  const walk: Walk = { rows, end: 0 };
  const { columns, textLength } = columnsFileLimits;
  const facts = listOf(member("facts"), columns).map((fact) => factOf(fact, walk));
  const attributes = listOf(member("attributes"), columns).map((one) => attributeOf(one, walk));
  requireDistinct(
    "facts",
    facts.map(({ id }) => id),
  );
  requireDistinct(
    "attributes",
    attributes.map(({ name }) => name),
  );
  const header = {
    pack: {
      id: textOf(pack("id"), 80),
      version: textOf(pack("version"), 80),
      hash: orNull(pack("hash"), (hash) => textOf(hash, 64)),
    },
    rows,
    synthetic: orNull(member("synthetic"), (synthetic) => ({
      seed: countOf(membersOf(synthetic)("seed"), Number.MAX_SAFE_INTEGER),
    })),
    notice: orNull(member("notice"), (notice) => ({
      zh: textOf(membersOf(notice)("zh"), textLength),
      en: textOf(membersOf(notice)("en"), textLength),
    })),
    facts,
    attributes,
  };
  return { header, end: walk.end };
};

/** A call takes so many arguments at most. */
const chunk = 8_192;

const asciiText = (bytes: Uint8Array): string => {
  let text = "";
  for (let start = 0; start < bytes.length; start += chunk)
    text += String.fromCharCode(...bytes.subarray(start, start + chunk));
  return text;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return wrong("JSON", "{…}", text.slice(0, 40));
  }
};

export interface OpenedHeader {
  readonly header: WrittenHeader;
  /** Where the arrays begin. */
  readonly start: number;
}

/** @throws AppError `columns.not-columns`, `columns.container-version`, `columns.size`, `columns.header`. */
export const readColumnsHeader = (bytes: Uint8Array): OpenedHeader => {
  const found = asciiText(bytes.subarray(0, magic.length));
  if (found !== magic) throw new AppError("columns.not-columns");
  const requireBytes = (expected: number): void => {
    if (bytes.length < expected)
      throw new AppError("columns.size", { expected, actual: bytes.length });
  };
  requireBytes(preambleBytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, preambleBytes);
  const version = view.getUint32(8, true);
  if (version !== containerVersion)
    throw new AppError("columns.container-version", {
      actual: version,
      expected: containerVersion,
    });
  const length = view.getUint32(12, true);
  if (length > columnsFileLimits.headerBytes || length % 8 !== 0)
    return wrong("#12", `8 × n ≤ ${columnsFileLimits.headerBytes}`, length);
  const start = preambleBytes + length;
  requireBytes(start);
  const { header, end } = headerOf(parsed(asciiText(bytes.subarray(preambleBytes, start))));
  if (bytes.length !== start + end)
    throw new AppError("columns.size", { expected: start + end, actual: bytes.length });
  return { header, start };
};
