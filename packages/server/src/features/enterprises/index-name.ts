/** What a registered name is found by, stored beside it in the same write. */

import { beginningPieces, initialPieces, namePieces } from "./name-pieces.ts";
import { readName } from "./read-name.ts";

/** Full-width and half-width, upper and lower case are the same to who looks for a name. */
export const foldText = (text: string): string =>
  text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

export interface IndexedName {
  /** The folded names, one a line. */
  readonly search_text: string;
  /** Readings, each after a blank; the first orders the registry. */
  readonly pinyin: string;
  readonly initials: string;
  readonly search_grams: number[];
}

/** Letters of a reading that are kept: enough to find and to order by. */
const maxReading = 60;

const listed = (texts: readonly string[]): string =>
  [...new Set(texts)].map((text) => ` ${text}`).join("");

export const indexName = (name: string, nameEn: string | null): IndexedName => {
  const folded = foldText(name);
  const text = nameEn === null ? folded : `${folded}\n${foldText(nameEn)}`;
  const readings = readName(folded);
  const pieces = new Set(namePieces(text));
  for (const { pinyin, initials } of readings) {
    for (const piece of initialPieces(initials, true)) pieces.add(piece);
    for (const piece of beginningPieces(pinyin)) pieces.add(piece);
  }
  return {
    search_text: text,
    pinyin: listed(readings.map(({ pinyin }) => pinyin.slice(0, maxReading))),
    initials: listed(readings.map(({ initials }) => initials)),
    search_grams: [...pieces],
  };
};
