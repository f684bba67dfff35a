/** Counting in working days, by calendars that are known and beyond them; and calendars that cannot be. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CalendarPack } from "./calendar-model.ts";
import { readPack } from "./read-pack.ts";
import {
  addDays,
  addMonths,
  addWorkingDays,
  isWorkingDay,
  workingCalendar,
} from "./working-days.ts";

const words = { zh: "日", en: "day" };

const year: CalendarPack = {
  header: {
    id: "c",
    version: "2026",
    title: words,
    summary: words,
    standing: "transcribed",
    sources: [],
  },
  year: 2026,
  citation: { source: "s", clause: null },
  holidays: [
    {
      id: "spring",
      name: words,
      from: "2026-02-15",
      to: "2026-02-23",
      worked: ["2026-02-14", "2026-02-28"],
    },
  ],
};

const calendar = workingCalendar([year]);

const anyDay = fc.integer({ min: -400, max: 800 }).map((days) => addDays("2026-01-01", days));

describe("working days", () => {
  it.each([
    ["2026-02-13", 1, "2026-02-14", "a Saturday worked in exchange"],
    ["2026-02-13", 2, "2026-02-24", "the holidays passed over"],
    ["2026-02-27", 1, "2026-02-28", "the Saturday after them"],
    ["2026-03-06", 1, "2026-03-09", "a plain weekend"],
    ["2026-03-07", 0, "2026-03-07", "none: the day itself"],
  ])("%s and %i gives %s: %s", (from, count, day) => {
    expect(addWorkingDays(calendar, from, count)).toEqual({ day, holidaysKnown: true });
  });

  it("say where the holidays are not known", () => {
    expect(addWorkingDays(calendar, "2026-12-30", 2)).toEqual({
      day: "2027-01-01",
      holidaysKnown: false,
    });
  });

  it("end on a working day, after exactly as many of them, and add up", () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (from, a, b) => {
          const { day } = addWorkingDays(calendar, from, a);
          expect(isWorkingDay(calendar, day)).toBe(true);
          let passed = 0;
          for (let at = addDays(from, 1); at <= day; at = addDays(at, 1))
            if (isWorkingDay(calendar, at)) passed += 1;
          expect(passed).toBe(a);
          expect(addWorkingDays(calendar, day, b).day).toBe(
            addWorkingDays(calendar, from, a + b).day,
          );
        },
      ),
    );
  });

  it("months end with the month", () => {
    expect(addMonths("2024-01-31", 1)).toBe("2024-02-29");
    expect(addMonths("2024-02-29", 12)).toBe("2025-02-28");
    expect(addMonths("2025-11-30", 3)).toBe("2026-02-28");
  });
});

const written = (holidays: string) =>
  readPack(
    new Map([
      [
        "pack.yaml",
        `kind: calendar
id: c
version: "2026"
title: { zh: 日历, en: Calendar }
summary: { zh: 日历, en: Calendar }
standing: transcribed
year: 2026
sources: [{ id: s, title: { zh: 通知, en: Notice } }]
citation: { source: s }
holidays:
${holidays}`,
      ],
    ]),
  );

describe("a calendar pack", () => {
  const name = "name: { zh: 节, en: day }";

  it("is read", () => {
    const read = written(
      `  - { id: a, ${name}, from: "2026-01-01", to: "2026-01-03", worked: ["2026-01-04"] }\n`,
    );
    expect(read).toMatchObject({ ok: true, value: { kind: "calendar", calendar: { year: 2026 } } });
  });

  it.each([
    ["another year", `  - { id: a, ${name}, from: "2025-12-31", to: "2026-01-02" }\n`, "from"],
    [
      "ends before it begins",
      `  - { id: a, ${name}, from: "2026-01-03", to: "2026-01-01" }\n`,
      "from",
    ],
    [
      "works a weekday",
      `  - { id: a, ${name}, from: "2026-01-01", to: "2026-01-03", worked: ["2026-01-05"] }\n`,
      "worked.0",
    ],
    [
      "works a day off",
      `  - { id: a, ${name}, from: "2026-01-01", to: "2026-01-04", worked: ["2026-01-04"] }\n`,
      "worked.0",
    ],
    ["no such day", `  - { id: a, ${name}, from: "2026-02-30", to: "2026-03-01" }\n`, "from"],
    ["a month alone", `  - { id: a, ${name}, from: "2026-02", to: "2026-03-01" }\n`, "from"],
  ])("is refused where a holiday %s", (_what, holidays, at) => {
    const read = written(holidays);
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.error.map(({ path }) => path)).toContain(`holidays.0.${at}`);
  });
});
