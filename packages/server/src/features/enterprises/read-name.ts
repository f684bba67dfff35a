/** How a Chinese name is read: its full pinyin and its initials, the likely reading first. */

import { pinyin } from "pinyin-pro";

export interface NameReading {
  /** `chongqingchanganqiche`: lower-case letters and digits without blanks. */
  readonly pinyin: string;
  /** `cqcaqc`: the first letter of each syllable; letters and digits of the name as they are. */
  readonly initials: string;
}

/** Characters of firms' names whose second reading begins with another letter and is often meant. */
const oftenTwofold = new Set("重长厦行乐单曾朝藏会车解区仇石种率系调弹传降卡壳尉翟查盛沈适阿柏");

const isHan = (character: string): boolean => /\p{Script=Han}/u.test(character);

const isLatin = (character: string): boolean => /^[0-9a-z]$/.test(character);

const plain = { toneType: "none", type: "array", v: true } as const;

const remembered = 20_000;

/** Forgets everything when it is full: names of one list repeat the same words. */
const remember = <V>(known: Map<string, V>, key: string, value: V): V => {
  if (known.size >= remembered) known.clear();
  known.set(key, value);
  return value;
};

const readings = new Map<string, readonly string[]>();

/** All readings of one character without tones, the likely first. */
const readingsOf = (character: string): readonly string[] =>
  readings.get(character) ??
  remember(readings, character, [...new Set(pinyin(character, { ...plain, multiple: true }))]);

const inContext = new Map<string, string>();

/** A word that settles the reading lies within two characters on either side. */
const readAt = (characters: readonly string[], index: number): string => {
  const character = characters[index] ?? "";
  const all = readingsOf(character);
  if (all.length === 1) return all[0] ?? "";
  const start = Math.max(0, index - 2);
  const around = characters.slice(start, index + 3);
  const key = `${index - start}${around.join("")}`;
  return (
    inContext.get(key) ??
    remember(inContext, key, pinyin(around.join(""), plain)[index - start] ?? all[0] ?? "")
  );
};

interface Syllable {
  readonly reading: string;
  readonly other: string | undefined;
}

const syllablesOf = (name: string): readonly Syllable[] => {
  const characters = [...name];
  return characters.flatMap((character, index) => {
    if (isLatin(character)) return [{ reading: character, other: undefined }];
    if (!isHan(character)) return [];
    const reading = readAt(characters, index);
    const other = oftenTwofold.has(character)
      ? readingsOf(character).find((one) => one[0] !== reading[0])
      : undefined;
    return [{ reading, other }];
  });
};

/** As many other readings as are kept beside the likely one. */
const maxOthers = 3;

/** `name` is folded already. Other readings differ from the first in one syllable each. */
export const readName = (name: string): readonly NameReading[] => {
  const syllables = syllablesOf(name);
  const readingWith = (changed: number): NameReading => {
    const spoken = syllables.map(({ reading, other }, index) =>
      index === changed ? (other ?? reading) : reading,
    );
    return { pinyin: spoken.join(""), initials: spoken.map((one) => one[0] ?? "").join("") };
  };
  const others = syllables.flatMap(({ other }, index) => (other === undefined ? [] : [index]));
  return [-1, ...others.slice(0, maxOthers)].map(readingWith);
};
