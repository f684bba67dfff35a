/** Lines break where both languages allow it, never lose a letter, and never are wider than the page. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { breakLines } from "./break-lines.ts";

const widthOf = (letter: string): number => (letter >= "\u2E80" ? 2 : 1);
const lines = (text: string, width: number): string[] => breakLines(text, width, widthOf);

test("Chinese breaks between characters, but not before a stop or after a bracket", () => {
  expect(lines("企业应当建立制度。", 16)).toEqual(["企业应当建立制", "度。"]);
  expect(lines("企业（示意）", 6)).toEqual(["企业", "（示", "意）"]);
});

test("English breaks between words, names and paths at their joints, mixed text between the two", () => {
  expect(lines("keep the logs", 9)).toEqual(["keep the", "logs"]);
  expect(lines("/var/lib/fenji", 10)).toEqual(["/var/lib/", "fenji"]);
  expect(lines("see F-2026-0001", 12)).toEqual(["see", "F-2026-0001"]);
  expect(lines("日志log留存", 7)).toEqual(["日志log", "留存"]);
});

test("a word longer than the line is broken; line ends are kept; nothing is one empty line", () => {
  expect(lines("abcdefgh", 3)).toEqual(["abc", "def", "gh"]);
  expect(lines("a\n\nb", 3)).toEqual(["a", "", "b"]);
  expect(lines("", 3)).toEqual([""]);
});

test("no letter is lost and no line is too wide, whatever the text", () => {
  const letter = fc.constantFrom(..."ab1 -/。（）企业");
  const text = fc.array(letter, { maxLength: 60 }).map((letters) => letters.join(""));
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 12 }), (whole, width) => {
      const broken = lines(whole, width);
      const bare = (of: string): string => of.replaceAll(" ", "");
      expect(bare(broken.join(""))).toBe(bare(whole));
      for (const line of broken) {
        const wide = [...line].reduce((sum, one) => sum + widthOf(one), 0);
        expect(wide).toBeLessThanOrEqual(width);
      }
    }),
  );
});
