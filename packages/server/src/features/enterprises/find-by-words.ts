/** Finds enterprises by what was typed: part of a name, initials or beginning of its reading, start of a credit code. */

import { sql, type Expression, type ExpressionBuilder, type SqlBool } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import type { Database } from "../../platform/db/schema.ts";
import { foldText } from "./index-name.ts";
import { beginningPiece, initialPieces, namePieces, piecesFromTwo } from "./name-pieces.ts";

interface Part {
  readonly column: "search_text" | "pinyin" | "initials" | "credit_code";
  readonly text: string;
  /** Else at the beginning. */
  readonly anywhere: boolean;
  /** Every match has them all, or for `any` one of them; empty where the index cannot help. */
  readonly pieces: readonly number[];
  readonly any: boolean;
}

/** One of the parts must match. */
export type SearchWords = readonly Part[];

const escapeLike = (text: string): string =>
  text.replace(/[\\%_]/g, (character) => `\\${character}`);

/** A Latin letter or two are in too many names; they are looked for in readings alone. */
const minLatinName = 3;

const byName = (text: string): readonly Part[] => {
  if (/^[\0-\x7f]*$/.test(text) && text.length < minLatinName) return [];
  return [{ column: "search_text", text, anywhere: true, pieces: namePieces(text), any: false }];
};

const byInitials = (letters: string): readonly Part[] => {
  if (letters.length < 2) return [];
  const any = letters.length === 2;
  const pieces = any ? piecesFromTwo(letters) : initialPieces(letters, false);
  return [{ column: "initials", text: letters, anywhere: true, pieces, any }];
};

/** By one letter the likely reading is found alone: as a range of the order by name. */
const byReading = (letters: string): Part => ({
  column: "pinyin",
  text: ` ${letters}`,
  anywhere: letters.length > 1,
  pieces: [beginningPiece(letters)],
  any: false,
});

/** Undefined where nothing is looked for. */
export const searchWords = (typed: string): SearchWords | undefined => {
  const text = foldText(typed);
  if (text === "") return undefined;
  const parts = [...byName(text)];
  // Readings are typed with or without blanks and apostrophes between syllables.
  const letters = text.replace(/[\s'’]/g, "");
  if (/^[0-9a-z]+$/.test(letters)) {
    parts.push(...byInitials(letters), byReading(letters));
    if (letters.length <= 18 && !/^[a-z]$/.test(letters))
      parts.push({
        column: "credit_code",
        text: letters.toUpperCase(),
        anywhere: false,
        pieces: [],
        any: false,
      });
  }
  return parts;
};

/** What a text comes before in the order of the database. */
const above = (text: string): string =>
  text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + 1);

const matchesPart = (
  eb: ExpressionBuilder<Database, "enterprises">,
  { column, text, anywhere }: Part,
): Expression<SqlBool> => {
  const name = eb.ref(`enterprises.${column}`);
  // Not `like`: the planner takes any pattern for a rare one, and would look through the whole registry at once.
  return anywhere
    ? sql<boolean>`strpos(${name}, ${text}) > 0`
    : eb.and([eb(name, ">=", text), eb(name, "<", above(text))]);
};

/** As a condition on each row. */
export const matchesWords = (
  eb: ExpressionBuilder<Database, "enterprises">,
  words: SearchWords,
): Expression<SqlBool> =>
  words.length === 0 ? sql<boolean>`false` : eb.or(words.map((part) => matchesPart(eb, part)));

/** More matches than this are not gathered: the registry is walked in its order until a page is full. */
const most = 20_000;

const partOf = (words: SearchWords, column: Part["column"]) => {
  const part = words.find((one) => one.column === column);
  return {
    pieces: part === undefined ? null : [...part.pieces],
    pattern: part === undefined ? null : `${part.anywhere ? "%" : ""}${escapeLike(part.text)}%`,
    any: part?.any ?? false,
  };
};

/** No index tells of it. */
const isTooShort = ({ column, pieces }: Part): boolean =>
  column !== "credit_code" && pieces.length === 0;

/** What the words match: all of it, or null and about how many where that is too much to be gathered. */
export type WordMatches =
  | { readonly ids: readonly string[] }
  | { readonly ids: null; readonly estimated: number };

/** Matches in scope, through an index where they are few. */
export const findByWords = async (tx: Ctx, words: SearchWords): Promise<WordMatches> => {
  if (words.length === 0) return { ids: [] };
  const [name, initials, reading, code] = (
    ["search_text", "initials", "pinyin", "credit_code"] as const
  ).map((column) => partOf(words, column));
  const estimate = await sql<{ names: number }>`
    select fenji_names_found(${name?.pattern}::text, ${initials?.pattern}::text, ${reading?.pattern}::text,
      ${code?.pattern}::text) as names`.execute(tx.db);
  const estimated = estimate.rows[0]?.names ?? 0;
  if (estimated > most || words.some(isTooShort)) return { ids: null, estimated };
  const { rows } = await sql<{ ids: string[] }>`
    select fenji_find_enterprises(${name?.pieces}::int[], ${name?.pattern}::text, ${initials?.pieces}::int[],
      ${initials?.pattern}::text, ${initials?.any}, ${reading?.pieces}::int[], ${reading?.pattern}::text,
      ${code?.pattern}::text, ${most}) as ids`.execute(tx.db);
  const ids = rows[0]?.ids ?? [];
  return ids.length > most ? { ids: null, estimated: most } : { ids };
};
