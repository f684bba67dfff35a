/** Finds enterprises by what was typed: part of a name, initials or beginning of its reading, start of a credit code. */

import { sql, type Expression, type ExpressionBuilder, type SqlBool } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import type { Database } from "../../platform/db/schema.ts";
import { foldText } from "./index-name.ts";
import { beginningPiece, initialPieces, namePieces, piecesFromTwo } from "./name-pieces.ts";

interface Part {
  readonly column: "search_text" | "pinyin" | "initials" | "credit_code";
  readonly pattern: string;
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
  const pattern = `%${escapeLike(text)}%`;
  return [{ column: "search_text", pattern, pieces: namePieces(text), any: false }];
};

const byInitials = (letters: string): readonly Part[] => {
  if (letters.length < 2) return [];
  const any = letters.length === 2;
  const pieces = any ? piecesFromTwo(letters) : initialPieces(letters, false);
  return [{ column: "initials", pattern: `%${letters}%`, pieces, any }];
};

/** By one letter the likely reading is found alone: as a range of the order by name. */
const byReading = (letters: string): Part => ({
  column: "pinyin",
  pattern: letters.length === 1 ? ` ${letters}%` : `% ${letters}%`,
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
        pattern: `${letters.toUpperCase()}%`,
        pieces: [],
        any: false,
      });
  }
  return parts;
};

const matchesPart = (
  eb: ExpressionBuilder<Database, "enterprises">,
  { column, pattern }: Part,
): Expression<SqlBool> => {
  const letter = /^ ([a-z])%$/.exec(pattern)?.[1];
  if (letter === undefined) return eb(`enterprises.${column}`, "like", pattern);
  const next = String.fromCharCode(letter.charCodeAt(0) + 1);
  return eb.and([
    eb("enterprises.pinyin", ">=", ` ${letter}`),
    eb("enterprises.pinyin", "<", ` ${next}`),
  ]);
};

/** As a condition on each row. */
export const matchesWords = (
  eb: ExpressionBuilder<Database, "enterprises">,
  words: SearchWords,
): Expression<SqlBool> =>
  words.length === 0 ? sql<boolean>`false` : eb.or(words.map((part) => matchesPart(eb, part)));

/** More matches than this are not gathered: the registry is walked in its order until a page is full. */
const most = 40_000;

/** How many names match at most, as statistics have it; what they have nothing of is rare. */
const estimateMatches = async (tx: Ctx, words: SearchWords): Promise<number> => {
  let sum = 0;
  for (const { column, pieces, any } of words) {
    if (column === "credit_code") continue;
    // No index tells of a part that is too short for it: such parts are in many names.
    if (pieces.length === 0) return Number.POSITIVE_INFINITY;
    const estimated = any
      ? sql<{ rows: number | null }>`
          select sum(fenji_gram_rows(array[piece])) as rows from unnest(${[...pieces]}::int[]) as piece`
      : sql<{ rows: number | null }>`select fenji_gram_rows(${[...pieces]}::int[]) as rows`;
    const { rows } = await estimated.execute(tx.db);
    sum += rows[0]?.rows ?? 0;
  }
  return sum;
};

const partOf = (words: SearchWords, column: Part["column"]) => {
  const part = words.find((one) => one.column === column);
  return {
    pieces: part === undefined ? null : [...part.pieces],
    pattern: part?.pattern ?? null,
    any: part?.any ?? false,
  };
};

/** What the words match: all of it, or null and about how many where that is too much to be gathered. */
export type WordMatches =
  | { readonly ids: readonly string[] }
  | { readonly ids: null; readonly estimated: number };

/** Matches in scope, through an index where they are few. */
export const findByWords = async (tx: Ctx, words: SearchWords): Promise<WordMatches> => {
  if (words.length === 0) return { ids: [] };
  const estimated = await estimateMatches(tx, words);
  if (estimated > most) return { ids: null, estimated };
  const [name, initials, reading, code] = (
    ["search_text", "initials", "pinyin", "credit_code"] as const
  ).map((column) => partOf(words, column));
  const { rows } = await sql<{ ids: string[] }>`
    select fenji_find_enterprises(${name?.pieces}::int[], ${name?.pattern}::text, ${initials?.pieces}::int[],
      ${initials?.pattern}::text, ${initials?.any}, ${reading?.pieces}::int[], ${reading?.pattern}::text,
      ${code?.pattern}::text, ${most}) as ids`.execute(tx.db);
  const ids = rows[0]?.ids ?? [];
  return ids.length > most ? { ids: null, estimated: most } : { ids };
};
