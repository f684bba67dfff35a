/** The one file of a calendar, checked: days of its year that exist, in order, and worked days that are weekends. */

import { z } from "zod";
import type { CalendarHeader, CalendarPack, Holiday } from "./calendar-model.ts";
import { dangling, repeated } from "./checking.ts";
import { checkShape } from "./check-shape.ts";
import type { Report, SourceFile } from "./pack-problem.ts";
import {
  citationSchema,
  dateSchema,
  idSchema,
  nameSchema,
  sourceSchema,
  standingSchema,
  textSchema,
} from "./text-schema.ts";
import { isWeekend } from "./working-days.ts";

const daySchema = dateSchema.refine(
  (day) => day.length === 10,
  '写全年月日，如 "2026-01-01"‖write the whole day, e.g. "2026-01-01"',
);

const calendarSchema: z.ZodType<
  CalendarHeader & Omit<CalendarPack, "header"> & { kind: "calendar" }
> = z.strictObject({
  kind: z.literal("calendar"),
  id: idSchema,
  version: idSchema,
  title: textSchema,
  summary: textSchema,
  standing: standingSchema,
  year: z.number().int().min(1949).max(2200),
  sources: z.array(sourceSchema).min(1).max(50),
  citation: citationSchema,
  holidays: z
    .array(
      z.strictObject({
        id: idSchema,
        name: nameSchema,
        from: daySchema,
        to: daySchema,
        worked: z.array(daySchema).max(10).default([]),
      }),
    )
    .max(50),
});

interface DayIn {
  readonly day: string;
  readonly path: readonly PropertyKey[];
}

const daysOf = (holidays: readonly Holiday[]): DayIn[] =>
  holidays.flatMap(({ from, to, worked }, index) => [
    { day: from, path: ["holidays", index, "from"] },
    { day: to, path: ["holidays", index, "to"] },
    ...worked.map((day, at) => ({ day, path: ["holidays", index, "worked", at] })),
  ]);

/** A day cannot be free and worked at once, nor worked where it is no weekend. */
const checkDays = (
  { year, holidays }: Pick<CalendarPack, "year" | "holidays">,
  source: SourceFile,
  report: Report,
): void => {
  for (const { day, path } of daysOf(holidays))
    if (!day.startsWith(String(year)))
      report(source, path, {
        zh: `${day} 不在 ${year} 年。请移到那一年的日历。`,
        en: `${day} is not in ${year}. Move it to the calendar of its own year.`,
      });
  holidays.forEach(({ from, to, worked }, index) => {
    const before = holidays[index - 1];
    if (to < from || (before !== undefined && from <= before.to))
      report(source, ["holidays", index, "from"], {
        zh: "假期须按日期先后排列，互不重叠，止日不早于起日。请调整。",
        en: "Holidays stand in the order of their days, do not overlap and do not end before they begin. Reorder them.",
      });
    worked.forEach((day, at) => {
      if (!isWeekend(day) || holidays.some((one) => day >= one.from && day <= one.to))
        report(source, ["holidays", index, "worked", at], {
          zh: `${day} 不是假期以外的周末，无从调休。请更正。`,
          en: `${day} is no weekend day outside the holidays, so it cannot be worked in exchange. Correct it.`,
        });
    });
  });
};

export const readCalendar = (
  parsed: ReadonlyMap<string, SourceFile>,
  report: Report,
): CalendarPack | undefined => {
  const head = parsed.get("pack.yaml");
  const file = head === undefined ? undefined : checkShape(calendarSchema, head, report);
  if (head === undefined || file === undefined) return undefined;
  const { kind: _kind, year, citation, holidays, ...header } = file;
  const sources = new Set(header.sources.map(({ id }) => id));
  if (!sources.has(citation.source))
    report(
      head,
      ["citation", "source"],
      dangling({ zh: "来源", en: "source" }, citation.source, sources),
    );
  for (const { id, index } of repeated(holidays.map((holiday) => holiday.id)))
    report(head, ["holidays", index, "id"], {
      zh: `假期“${id}”重复。请换一个标识。`,
      en: `Holiday “${id}” occurs twice. Choose another id.`,
    });
  checkDays({ year, holidays }, head, report);
  return { header, year, citation, holidays };
};
