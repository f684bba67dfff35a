/** Reads a tool's clock: ISO 8601 date-times become UTC, and say whether they named their zone. */

export interface ParsedInstant {
  /** ISO 8601 in UTC with milliseconds. */
  readonly iso: string;
  /** False when the text had no zone and was taken as UTC. */
  readonly zoned: boolean;
}

const dateTime =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** Undefined for anything that is not a real date and time of day (30 February is none). */
export const parseInstant = (text: string): ParsedInstant | undefined => {
  const match = dateTime.exec(text.trim());
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = "0", fraction = "", zone] = match;
  const midnight = midnightOf(Number(year), Number(month), Number(day));
  if (midnight === undefined || Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60)
    return undefined;
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, "0"));
  const ms = midnight + seconds * 1000 + milliseconds - zoneMinutes(zone) * 60_000;
  return { iso: new Date(ms).toISOString(), zoned: zone !== undefined };
};

/** Milliseconds of the epoch at 00:00 UTC of a calendar day, undefined when there is no such day. */
export const midnightOf = (year: number, month: number, day: number): number | undefined => {
  const ms = Date.UTC(year, month - 1, day);
  const date = new Date(ms);
  const real =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? ms : undefined;
};

const zoneMinutes = (zone: string | undefined): number => {
  if (zone === undefined || zone.toUpperCase() === "Z") return 0;
  const digits = zone.replace(":", "");
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return digits.startsWith("-") ? -minutes : minutes;
};

/** Clocks of plant machines are often a little fast; only more than this is "in the future". */
const toleranceMs = 5 * 60_000;

/** Both in ISO 8601, UTC. */
export const isInFuture = (instant: string, now: string): boolean =>
  Date.parse(instant) > Date.parse(now) + toleranceMs;
