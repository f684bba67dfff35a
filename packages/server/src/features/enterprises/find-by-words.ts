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

const byReading = (letters: string): Part => ({
  column: "pinyin",
  pattern: `% ${letters}%`,
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
    if (letters.length <= 18)
      parts.push({
        column: "credit_code",
        pattern: `${letters.toUpperCase()}%`,
        pieces: [],
        any: false,
      });
  }
  return parts;
};

/** As a condition on each row. */
export const matchesWords = (
  eb: ExpressionBuilder<Database, "enterprises">,
  words: SearchWords,
): Expression<SqlBool> =>
  words.length === 0
    ? sql<boolean>`false`
    : eb.or(words.map(({ column, pattern }) => eb(`enterprises.${column}`, "like", pattern)));

/** More matches than this are found faster by walking the registry in its order. */
const most = 3_000;

const isCommon = async (tx: Ctx, words: SearchWords): Promise<boolean> => {
  for (const { column, pieces, any } of words) {
    if (column === "credit_code") continue;
    if (pieces.length === 0) return true;
    const estimated = any
      ? sql<{ rows: number | null }>`
          select sum(fenji_gram_rows(array[piece])) as rows from unnest(${[...pieces]}::int[]) as piece`
      : sql<{ rows: number | null }>`select fenji_gram_rows(${[...pieces]}::int[]) as rows`;
    const { rows } = await estimated.execute(tx.db);
    if ((rows[0]?.rows ?? 0) > most) return true;
  }
  return false;
};

const partOf = (words: SearchWords, column: Part["column"]) => {
  const part = words.find((one) => one.column === column);
  return {
    pieces: part === undefined ? null : [...part.pieces],
    pattern: part?.pattern ?? null,
    any: part?.any ?? false,
  };
};

/** Ids of all matches in scope, through an index; null where there are too many for that. */
export const findByWords = async (
  tx: Ctx,
  words: SearchWords,
): Promise<readonly string[] | null> => {
  if (words.length === 0) return [];
  if (await isCommon(tx, words)) return null;
  const [name, initials, reading, code] = (
    ["search_text", "initials", "pinyin", "credit_code"] as const
  ).map((column) => partOf(words, column));
  const { rows } = await sql<{ ids: string[] }>`
    select fenji_find_enterprises(${name?.pieces}::int[], ${name?.pattern}::text, ${initials?.pieces}::int[],
      ${initials?.pattern}::text, ${initials?.any}, ${reading?.pieces}::int[], ${reading?.pattern}::text,
      ${code?.pattern}::text, ${most}) as ids`.execute(tx.db);
  const ids = rows[0]?.ids ?? [];
  return ids.length > most ? null : ids;
};
