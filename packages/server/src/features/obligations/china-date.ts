/** The calendar day in China, by which deadlines run, of an instant. */

const day = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Asia/Shanghai",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** `YYYY-MM-DD`. */
export const chinaDate = (at: Date | string): string => day.format(new Date(at));
