/**
 * Pieces of names as 32-bit numbers, by which an inverted index finds any part of a name: single characters and pairs
 * of Chinese text, three letters in a row of Latin text and of initials, beginnings of readings. Each kind has a range of
 * its own; a pair is its two UTF-16 units, the first of which is at least 0x80.
 */

const latin = 0x10_0000;
const initial = 0x20_0000;
const reading = 0x30_0000;

/** Digits and letters count 0 to 35, the end of a text 36. */
const end = 36;
const places = 37;

const valueOf = (unit: number): number =>
  unit >= 97 && unit <= 122 ? unit - 87 : unit >= 48 && unit <= 57 ? unit - 48 : -1;

const three = (first: number, second: number, third: number): number =>
  (first * places + second) * places + third;

/** A single character of Chinese text, and the pair that it makes with the one before. */
const chinesePieces = (text: string): readonly number[] => {
  const pieces: number[] = [];
  let before = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x80) {
      pieces.push(unit);
      if (before >= 0x80) pieces.push((before << 16) | unit);
    }
    before = unit;
  }
  return pieces;
};

const latinPieces = (text: string): readonly number[] => {
  const pieces: number[] = [];
  for (let index = 2; index < text.length; index += 1) {
    const [first, second, third] = [index - 2, index - 1, index].map((at) =>
      valueOf(text.charCodeAt(at)),
    );
    if (first === undefined || second === undefined || third === undefined) continue;
    if (first >= 0 && second >= 0 && third >= 0) pieces.push(latin + three(first, second, third));
  }
  return pieces;
};

/** Of a name, or of what is looked for in names; empty for what is too short. */
export const namePieces = (text: string): readonly number[] => [
  ...chinesePieces(text),
  ...latinPieces(text),
];

/** What is looked for in initials has no end of its own. */
export const initialPieces = (letters: string, whole: boolean): readonly number[] => {
  const values = Array.from(letters, (letter) => valueOf(letter.charCodeAt(0)));
  if (whole) values.push(end);
  return values
    .slice(2)
    .map((third, index) => initial + three(values[index] ?? 0, values[index + 1] ?? 0, third));
};

/** Every piece that begins with these two letters: one of them is in whatever holds the two. */
export const piecesFromTwo = (letters: string): readonly number[] => {
  const [first, second] = [0, 1].map((at) => valueOf(letters.charCodeAt(at)));
  return Array.from(
    { length: places },
    (_, third) => initial + three(first ?? 0, second ?? 0, third),
  );
};

const longestBeginning = 4;

const beginning = (letters: string): number => {
  let code = 0;
  for (let index = 0; index < letters.length; index += 1)
    code = code * (places + 1) + valueOf(letters.charCodeAt(index)) + 1;
  return reading + code;
};

/** The beginnings of a reading, one to four letters long. */
export const beginningPieces = (letters: string): readonly number[] =>
  [1, 2, 3, longestBeginning]
    .filter((length) => length <= letters.length)
    .map((length) => beginning(letters.slice(0, length)));

/** The longest beginning that is kept of what is looked for. */
export const beginningPiece = (letters: string): number =>
  beginning(letters.slice(0, longestBeginning));
