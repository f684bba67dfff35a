/** Writes an outline as a simple TrueType glyph, with all of its points in the long form (OpenType, table glyf). */

import type { PathCommand } from "fontkit";
import { int16 } from "./int16.ts";
import type { OutlinePoint } from "./outline-points.ts";

const contoursOf = (commands: readonly PathCommand[]): OutlinePoint[][] => {
  const contours: OutlinePoint[][] = [];
  for (const { command, args } of commands) {
    if (command === "moveTo") contours.push([]);
    const contour = contours.at(-1);
    for (let index = 0; index + 1 < args.length; index += 2)
      contour?.push({
        x: Math.round(args[index] ?? 0),
        y: Math.round(args[index + 1] ?? 0),
        onCurve: index + 2 === args.length,
      });
  }
  return contours.map(withoutReturn).filter((contour) => contour.length > 1);
};

/** A contour closes by itself: its first point need not stand at its end again. */
const withoutReturn = (contour: OutlinePoint[]): OutlinePoint[] => {
  const [first, last] = [contour[0], contour.at(-1)];
  const returns = first?.x === last?.x && first?.y === last?.y && last?.onCurve === true;
  return returns ? contour.slice(0, -1) : contour;
};

export interface EncodedOutline {
  readonly bytes: Uint8Array;
  /** The outline's left edge, in units of the font. */
  readonly left: number;
}

/** An outline without contours, as of a space, takes no bytes. */
export const encodeOutline = (commands: readonly PathCommand[]): EncodedOutline => {
  const contours = contoursOf(commands);
  const points = contours.flat();
  if (points.length === 0) return { bytes: new Uint8Array(), left: 0 };
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const left = Math.min(...xs);
  const box = [left, Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  let end = -1;
  const ends = contours.map(({ length }) => (end += length));
  const steps = (of: readonly number[]): number[] =>
    of.flatMap((value, index) => int16(value - (of[index - 1] ?? 0)));
  const bytes = [
    ...[contours.length, ...box, ...ends, 0].flatMap(int16),
    ...points.map(({ onCurve }) => (onCurve ? 1 : 0)),
    ...steps(xs),
    ...steps(ys),
  ];
  if (bytes.length % 2 === 1) bytes.push(0);
  return { bytes: Uint8Array.from(bytes), left };
};
