/** Reads the clocks of tools that do not write ISO 8601: seconds of the epoch, C's own form, dates of spreadsheets. */

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** From seconds, milliseconds or microseconds since 1970, told apart by size; null where it is none of them. */
export const epochTime = (value: number | string | undefined): string | null => {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isFinite(number) || number <= 0) return null;
  const ms = number < 1e11 ? number * 1_000 : number < 1e14 ? number : number / 1_000;
  return ms > 8.64e15 ? null : new Date(ms).toISOString();
};

/** `Tue Mar 22 15:01:47 2022`, which names no zone: the same as ISO 8601 without one; null for anything else. */
export const cTime = (text: string): string | null => {
  const match = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}:\d{2}:\d{2}) (\d{4})$/.exec(
    text.trim(),
  );
  const month = months.indexOf((match?.[1] ?? "").toLowerCase()) + 1;
  if (match === null || month === 0) return null;
  return `${match[4]}-${twoDigits(month)}-${match[2]?.padStart(2, "0")}T${match[3]}`;
};

/** `05/13/2021 07:08:28`, also with `at` between and `(GMT)` behind: month before day; the text itself for anything else. */
export const slashTime = (text: string): string => {
  const match =
    /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: at)? (\d{2}:\d{2}(?::\d{2})?)(?: ?\(?(GMT|UTC)\)?)?$/.exec(
      text.trim(),
    );
  if (match === null) return text;
  const [, month = "", day = "", year = "", time = "", zone] = match;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}T${time}${zone === undefined ? "" : "Z"}`;
};

const twoDigits = (number: number): string => String(number).padStart(2, "0");
