/** Which version of a pack holds on a day. */

import type { PackHeader } from "./pack-model.ts";

type Dated = Pick<PackHeader, "id" | "version" | "effectiveFrom" | "effectiveTo">;

/** A date that names only a year or month begins with its first day and ends with its last. */
const firstDay = (date: string | null): string => `${date ?? "0000"}-01-01`.slice(0, 10);

const lastDay = (date: string | null): string => {
  if (date === null) return "9999-12-31";
  if (date.length === 4) return `${date}-12-31`;
  // Later than every day of the month, whichever it is.
  return date.length === 7 ? `${date}-99` : date;
};

/** Whether a version holds on a day, `YYYY-MM-DD`. */
export const isInForce = ({ effectiveFrom, effectiveTo }: Dated, day: string): boolean =>
  firstDay(effectiveFrom) <= day && day <= lastDay(effectiveTo);

/** The version that holds on the day, or undefined when none does. */
export const packInForce = <P extends { readonly header: Dated }>(
  packs: readonly P[],
  id: string,
  day: string,
): P | undefined => packs.find(({ header }) => header.id === id && isInForce(header, day));

/** Two versions of one pack that hold on the same day. */
export const bothInForce = (headers: readonly Dated[]): readonly [Dated, Dated] | undefined => {
  for (const [index, one] of headers.entries()) {
    const other = headers
      .slice(index + 1)
      .find(
        (later) =>
          later.id === one.id &&
          firstDay(one.effectiveFrom) <= lastDay(later.effectiveTo) &&
          firstDay(later.effectiveFrom) <= lastDay(one.effectiveTo),
      );
    if (other !== undefined) return [one, other];
  }
  return undefined;
};
