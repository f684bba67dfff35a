/** Prints a tree of reasons with lines between parents and children. */

import type { Reason } from "@fenji/grading";
import { say, type Io } from "./io.ts";

/** `label: band → points`, or which points are still possible. */
const lineOf = (reason: Reason, io: Io): string => {
  const band =
    reason.band === null ? "" : `${io.lang === "zh" ? "：" : ": "}${say(io, reason.band)}`;
  return `${say(io, reason.label)}${band}${pointsOf(reason, io)}`;
};

const pointsOf = ({ points, possible }: Reason, io: Io): string => {
  if (points !== null) return ` → ${points}`;
  if (possible.length === 0) return "";
  const shown =
    possible.length > 6 ? `${possible[0] ?? ""} … ${possible.at(-1) ?? ""}` : possible.join(" | ");
  return ` → ${say(io, { zh: "未定", en: "open" })} (${shown})`;
};

/** Lines without the final line break; `indent` stands before each. */
export const reasonLines = (reasons: readonly Reason[], io: Io, indent = ""): readonly string[] =>
  reasons.flatMap((reason, index) => {
    const last = index === reasons.length - 1;
    return [
      `${indent}${last ? "└ " : "├ "}${lineOf(reason, io)}`,
      ...reasonLines(reason.children, io, `${indent}${last ? "  " : "│ "}`),
    ];
  });
