/** Whether a password is long enough and hard to guess; no rules about kinds of character. */

import { AppError } from "@fenji/kernel";

const minLength = 12;

/** What must be left once the guessable parts are taken out. */
const minRest = 5;
const minDifferent = 5;

/** Rows of keyboards, alphabet, digits; four in a row, either way, are one guess. */
const rows = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "1q2w3e4r5t6y7u8i9o0p",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
  "!@#$%^&*()_+",
];

/** Words with which people begin, in the spellings that they use. */
const words = [
  "password|passw0rd|passwd|p@ssw0rd|p@ssword|passwort|parola|contrase",
  "fenji|分级|administrator|admin|root|guest|test|user|login|master|secret|default|changeme",
  "welcome|letmein|iloveyou|woaini|sunshine|princess|dragon|monkey|football|baseball|shadow|superman",
  "mima|密码|口令|管理员|我爱你|你好|hello|qwerty|azerty|abc123|a1b2c3|china|zhongguo|中国|company|security",
  "january|february|march|april|june|july|august|september|october|november|december",
  "spring|summer|autumn|winter|monday|tuesday|wednesday|thursday|friday|saturday|sunday",
  "1314|520|19\\d\\d|20\\d\\d",
];

const common = new RegExp(words.join("|"), "gu");

const reverse = (text: string): string => [...text].toReversed().join("");

const runs = [...rows, ...rows.map(reverse)];

/** Length of the longest piece of a row that `text` begins with. */
const rowLength = (text: string): number => {
  let longest = 0;
  for (const row of runs) {
    let start = row.indexOf(text[0] ?? "\0");
    while (start >= 0) {
      let length = 0;
      while (length < text.length && text[length] === row[start + length]) length += 1;
      longest = Math.max(longest, length);
      start = row.indexOf(text[0] ?? "\0", start + 1);
    }
  }
  return longest;
};

const withoutRows = (text: string): string => {
  let rest = "";
  for (let index = 0; index < text.length;) {
    const length = rowLength(text.slice(index));
    if (length < 4) rest += text[index];
    index += length < 4 ? 1 : length;
  }
  return rest;
};

/** Name and e-mail address in their parts. */
const ownWords = (owner: { readonly email: string; readonly name: string }): readonly string[] =>
  [owner.name, ...owner.name.split(/\s+/), ...owner.email.split(/[@.+_-]/)]
    .map((part) => part.toLowerCase())
    .filter((part) => [...part].length >= 2)
    .toSorted((a, b) => b.length - a.length);

const isGuessable = (password: string, own: readonly string[]): boolean => {
  const lower = password.normalize("NFKC").toLowerCase();
  const unnamed = own.reduce((text, word) => text.replaceAll(word, ""), lower);
  const rest = withoutRows(unnamed.replace(common, ""))
    .replace(/(.{1,6}?)\1+/gu, "$1")
    .replace(/[\s\p{P}]/gu, "");
  return [...rest].length < minRest || new Set(lower).size < minDifferent;
};

/**
 * `refused`: passwords of a list, in small letters.
 * @throws AppError `password.too-short`, `password.guessable`.
 */
export const checkPassword = (
  password: string,
  owner: { readonly email: string; readonly name: string },
  refused: ReadonlySet<string>,
): void => {
  const typed = password.normalize("NFKC");
  if ([...typed].length < minLength) throw new AppError("password.too-short", { min: minLength });
  if (refused.has(typed.toLowerCase()) || isGuessable(password, ownWords(owner)))
    throw new AppError("password.guessable", {});
};
