/** Turns the ways in which tools write a moment (mail headers, the C library, seconds since 1970) into ISO 8601. */

import { wordTable } from "./word-table.ts";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Only names that mean one offset all over the world; CST, for one, means three. */
const zones = wordTable<string>({
  z: "Z",
  ut: "Z",
  utc: "Z",
  gmt: "Z",
  cet: "+01:00",
  cest: "+02:00",
});

interface Parts {
  readonly year?: string | undefined;
  readonly month?: string | undefined;
  readonly day?: string | undefined;
  readonly time?: string | undefined;
  readonly zone?: string | undefined;
}

/** RFC 5322: `Thu, 26 Nov 2026 06:41:12 +0800`. */
const mailDate =
  /^(?:[A-Z][a-z]{2},? )?(?<day>\d{1,2}) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d{1,2}:\d{2}:\d{2})(?: (?<zone>[+-]\d{4}|[A-Z]{1,5}))?$/i;

/** `ctime` and `date`: `Sat Sep 13 22:39:44 CEST 2014`, `Mar 13 11:59:45 2018 GMT`. */
const clockDate =
  /^(?:[A-Z][a-z]{2} )?(?<month>[A-Z][a-z]{2}) (?<day>\d{1,2}) (?<time>\d{1,2}:\d{2}:\d{2})(?: (?<before>[+-]\d{4}|[A-Z]{1,5}))? (?<year>\d{4})(?: (?<after>[+-]\d{4}|[A-Z]{1,5}))?$/i;

/** ClamAV: `2026:07:31 18:41:55`. */
const colonDate = /^(?<year>\d{4}):(?<month>\d{2}):(?<day>\d{2}) (?<time>\d{2}:\d{2}:\d{2})$/;

/** What is none of these comes back as it is, for whoever reads ISO 8601; a zone that is not sure is left out. */
export const writtenTime = (text: string): string => {
  const plain = text.trim().slice(0, 60).replaceAll(/\s+/g, " ");
  const found = (mailDate.exec(plain) ?? clockDate.exec(plain) ?? colonDate.exec(plain))?.groups;
  if (found === undefined) return text;
  return isoOf({ ...found, zone: found["zone"] ?? found["before"] ?? found["after"] }) ?? text;
};

const isoOf = ({ year, month = "", day = "", time = "", zone = "" }: Parts): string | undefined => {
  const number = /^\d/.test(month) ? Number(month) : months.indexOf(month.toLowerCase()) + 1;
  if (number === 0) return undefined;
  const offset = /^[+-]/.test(zone) ? zone : (zones[zone.toLowerCase()] ?? "");
  return `${year}-${String(number).padStart(2, "0")}-${day.padStart(2, "0")}T${time.padStart(8, "0")}${offset}`;
};

/** Seconds since 1970, or milliseconds where the number is too large for that; undefined for what is no moment. */
export const epochTime = (moment: number | undefined): string | undefined => {
  if (moment === undefined || !(moment > 0 && moment < 1e14)) return undefined;
  return new Date(moment < 1e11 ? moment * 1000 : moment).toISOString();
};
