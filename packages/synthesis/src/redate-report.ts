/** Reports taken for the demonstration, dated anew: evidence ages, and a demonstration that begins with expired evidence shows nothing. */

/** ISO 8601 dates, alone or as the head of a moment. */
const isoDate = /\b(20\d\d-[01]\d-[0-3]\d)(?=\b|T)/g;

/** How Nmap writes moments: seconds since 1970 in these attributes, and `Mon Nov 23 01:26:50 2026` in words. */
const epochSeconds = /\b((?:start|time|starttime|endtime)=")(\d{10})(?=")/g;
const inWords = /\b[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d 20\d\d\b/g;

const dayMs = 86_400_000;

const words = (moment: Date): string => {
  const [weekday = "", day = "", month = "", year = "", time = ""] = moment
    .toUTCString()
    .replace(",", "")
    .split(" ");
  return `${weekday} ${month} ${day} ${time} ${year}`;
};

/**
 * Moves every date of a report's own time by whole days; older ones, such as when a benchmark was published, stay.
 * @param text the report as its tool wrote it
 * @param by `from`: the first day (YYYY-MM-DD) that is moved; `days`: by how many, not negative
 */
export const redateReport = (
  text: string,
  { from, days }: { readonly from: string; readonly days: number },
): string => {
  if (days === 0) return text;
  const first = Date.parse(from);
  const moved = (ms: number): Date | null => (ms >= first ? new Date(ms + days * dayMs) : null);
  return text
    .replace(isoDate, (date) => moved(Date.parse(date))?.toISOString().slice(0, 10) ?? date)
    .replace(epochSeconds, (whole, name: string, seconds: string) => {
      const at = moved(Number(seconds) * 1000);
      return at === null ? whole : `${name}${at.getTime() / 1000}`;
    })
    .replace(inWords, (written) => {
      const at = moved(Date.parse(`${written} UTC`));
      return at === null ? written : words(at);
    });
};

/** The reports of the demonstration were taken on and before this day; nothing in them that is older than `from` is theirs. */
export const demoReportsTaken = { from: "2026-10-01", last: "2026-11-23" } as const;

/** By how many days the demonstration's reports move so that the last of them was taken the day before `now`; never back. */
export const demoReportDays = (now: Date): number =>
  Math.max(0, Math.floor(now.getTime() / dayMs) - 1 - Date.parse(demoReportsTaken.last) / dayMs);

/** A report of the demonstration as if the last of them had been taken the day before `now`. */
export const redateDemoReport = (text: string, now: Date): string =>
  redateReport(text, { from: demoReportsTaken.from, days: demoReportDays(now) });
