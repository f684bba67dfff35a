/** Damages a text where it means something: words, numbers, quotes, lines, tags, cells. */

import type { Random } from "./random.ts";

export type TextMutation = (text: string, random: Random) => string;

const replaceAt = (text: string, [start, end]: readonly [number, number], by: string): string =>
  text.slice(0, start) + by + text.slice(end);

/** Start and end of one match; undefined when there is none near a random place. */
const someMatch = (
  text: string,
  random: Random,
  pattern: RegExp,
): readonly [number, number] | undefined => {
  const global = new RegExp(pattern, "g");
  global.lastIndex = random.below(text.length + 1);
  const match = global.exec(text) ?? new RegExp(pattern).exec(text);
  return match === null ? undefined : [match.index, match.index + match[0].length];
};

const replacing =
  (pattern: RegExp, make: (random: Random) => string): TextMutation =>
  (text, random) => {
    const span = someMatch(text, random, pattern);
    return span === undefined ? text : replaceAt(text, span, make(random));
  };

const inserting =
  (make: (random: Random) => string): TextMutation =>
  (text, random) => {
    const at = random.below(text.length + 1);
    return replaceAt(text, [at, at], make(random));
  };

const numbers = [
  "0",
  "-1",
  "1e999",
  "-0",
  "9007199254740993",
  "99999999999999999999999999",
  "NaN",
  "1.7976931348623157e308",
  "00012",
  "0x7f",
];

const times = [
  "0000-00-00T00:00:00Z",
  "9999-12-31T23:59:60+99:99",
  "2026-02-30T25:61:61Z",
  "-271821-04-20T00:00:00Z",
  "1e12",
  "253402300799999",
  "昨天",
];

/** Words that mean something to languages, stores, spreadsheets and consoles rather than to reports. */
const words = [
  "",
  "null",
  "__proto__",
  "constructor",
  "=cmd|'/c calc'!A0",
  "../../../../etc/passwd",
  "\u202Egnp.exe",
  "\u{1F600}",
  "\uD800",
  "\u0000",
  "a:b:c:d",
  "严重",
  "' or 1=1 --",
];

const long = (random: Random): string => random.pick(["A", "(", "a ", "1", "0:"]).repeat(5_000);

const swapWords: TextMutation = (text, random) => {
  const one = someMatch(text, random, /[\p{L}\p{N}_-]{2,40}/u);
  const other = someMatch(text, random, /[\p{L}\p{N}_-]{2,40}/u);
  if (one === undefined || other === undefined) return text;
  return replaceAt(text, one, text.slice(...other));
};

/** Lines in another order, one missing, one many times over. */
const shuffleLines: TextMutation = (text, random) => {
  const lines = text.split("\n");
  const at = random.below(lines.length);
  const [line = ""] = lines.splice(at, 1);
  if (random.chance(0.3)) return lines.join("\n");
  const copies = random.chance(0.2) ? 60 : 1;
  const other = random.below(lines.length + 1);
  lines.splice(other, 0, ...Array.from({ length: copies }, () => line));
  return lines.join("\n");
};

const openings = ["[", '{"a":', "<a>", "<![CDATA[", '"', "<!--", "(", '[{"results":[', "<b x='"];

const nest = inserting((random) => random.pick(openings).repeat(random.chance(0.1) ? 3_000 : 40));

const markup = [
  '<!DOCTYPE x [<!ENTITY e "eeeeeeeeee"><!ENTITY f "&e;&e;&e;&e;">]>',
  "&e;&f;&#0;&#x110000;&nbsp;",
  "<?xml version='1.0' encoding='utf-7'?>",
  "<?php x ?>",
  "]]>",
  " a='1' a='2' ",
  "xmlns:q='urn:x'",
  '","',
  '"\n"',
  ";;;;\t\t\t,,,,",
  "\r\n\r\n",
  "},{",
  "],[",
  "\\u0000\\ud800",
];

export const textMutations: readonly TextMutation[] = [
  replacing(/\d+(\.\d+)?/, (random) => random.pick(numbers)),
  replacing(/\d{4}-\d\d-\d\d[T ][\d:.]+(Z|[+-][\d:]+)?|\d{10,13}/, (random) => random.pick(times)),
  replacing(/"[^"\n]{0,80}"/, (random) => JSON.stringify(random.pick(words))),
  replacing(/"[^"\n]{0,80}"/, (random) => random.pick(["null", "true", "[]", "{}", "7", '[""]'])),
  replacing(/>[^<>]{1,80}</, (random) => `>${random.pick(words)}<`),
  replacing(/[\p{L}_]{2,40}/u, (random) => random.pick(words)),
  replacing(/"[^"\n]{0,80}"/, (random) => `"${long(random)}"`),
  replacing(/[\p{L}\p{N}]{2,40}/u, long),
  replacing(/<\/?[A-Za-z:]{1,40}[^<>]{0,80}>/, () => ""),
  replacing(/ [A-Za-z:]{1,40}="[^"]{0,80}"/, () => ""),
  inserting((random) => random.pick(markup)),
  inserting((random) => random.pick(words)),
  swapWords,
  shuffleLines,
  nest,
];
