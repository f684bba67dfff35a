/** How far a slider goes and in which steps; the box beside it takes every number within the bounds. */

import type { EditablePath } from "@fenji/grading";

export interface SliderRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

const roundUp = (value: number): number => {
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return Math.ceil(value / unit) * unit;
};

/** @param original As the pack has it. */
export const sliderRange = ({ bounds }: EditablePath, original: number): SliderRange => {
  const step = Number.isInteger(original) || bounds.integer ? 1 : 0.1;
  const inside = bounds.exclusive ? step : 0;
  const reach = roundUp(Math.max(10, Math.abs(original) * 2));
  const least = Math.min(0, original < 0 ? -reach : 0);
  const min = Math.max(least, bounds.min === null ? least : bounds.min + inside);
  const max = Math.min(reach, bounds.max === null ? reach : bounds.max - inside);
  return { min, max: Math.max(min, max), step };
};
