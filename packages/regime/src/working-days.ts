/** Counts in working days by the calendars of known years; beyond them only weekends are free, and the answer says so. */

import type { CalendarPack } from "./calendar-model.ts";

export interface WorkingCalendar {
  /** Years whose holidays are known. */
  readonly years: ReadonlySet<number>;
  readonly free: ReadonlySet<string>;
  readonly worked: ReadonlySet<string>;
}

export interface WorkingDay {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** false: some of the days passed over lie in years whose holidays are not known. */
  readonly holidaysKnown: boolean;
}

const dayMs = 86_400_000;

const toMs = (day: string): number => Date.parse(`${day}T00:00:00Z`);

const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The calendar day `count` days later; before, where `count` is negative. */
export const addDays = (day: string, count: number): string => toDay(toMs(day) + count * dayMs);

/** The same day of a later month, or the last one of that month where it has no such day. */
export const addMonths = (day: string, count: number): string => {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1 + count + 1, 0)).getUTCDate();
  return toDay(Date.UTC(year, month - 1 + count, Math.min(date, last)));
};

export const isWeekend = (day: string): boolean => {
  const weekday = new Date(toMs(day)).getUTCDay();
  return weekday === 0 || weekday === 6;
};

const daysBetween = (from: string, to: string): readonly string[] => {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
};

/** Of two calendars of one year the later one in the list counts. */
export const workingCalendar = (packs: readonly CalendarPack[]): WorkingCalendar => {
  const byYear = new Map(packs.map((pack) => [pack.year, pack]));
  const holidays = [...byYear.values()].flatMap((pack) => pack.holidays);
  return {
    years: new Set(byYear.keys()),
    free: new Set(holidays.flatMap(({ from, to }) => daysBetween(from, to))),
    worked: new Set(holidays.flatMap(({ worked }) => worked)),
  };
};

export const isWorkingDay = ({ free, worked }: WorkingCalendar, day: string): boolean =>
  !free.has(day) && (worked.has(day) || !isWeekend(day));

/**
 * The `count`-th working day after `from`, which itself does not count, whether it is one or not; for 0 it is `from`.
 * `count` is a whole number from 0 to 10,000.
 */
export const addWorkingDays = (
  calendar: WorkingCalendar,
  from: string,
  count: number,
): WorkingDay => {
  let day = from;
  let holidaysKnown = true;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    holidaysKnown &&= calendar.years.has(Number(day.slice(0, 4)));
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return { day, holidaysKnown };
};
