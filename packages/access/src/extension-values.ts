/** Decimals, dates, durations and addresses from their texts, as strict as Cedar reads them. */

import { addressFromText } from "./address-from-text.ts";
import { ExtensionValue } from "./values.ts";

const longMax = 2n ** 63n - 1n;
const longMin = -(2n ** 63n);

export const isLong = (amount: bigint): boolean => amount >= longMin && amount <= longMax;

export const dayMs = 86_400_000n;

const longOnly = (
  kind: "decimal" | "datetime" | "duration",
  amount: bigint,
): ExtensionValue | undefined => (isLong(amount) ? new ExtensionValue(kind, amount) : undefined);

/** More digits than a number of 64 bits has are not even parsed. */
const wholeNumber = (digits: string): bigint => {
  const significant = digits.replace(/^0+(?=\d)/, "");
  return significant.length > 19 ? 2n ** 64n : BigInt(significant);
};

const decimal = (text: string): ExtensionValue | undefined => {
  const found = /^(-?)(\d+)\.(\d{1,4})$/.exec(text);
  if (found === null) return undefined;
  const [, sign, whole = "", fraction = ""] = found;
  const amount = wholeNumber(whole + fraction.padEnd(4, "0"));
  return longOnly("decimal", sign === "-" ? -amount : amount);
};

const durationUnits = [dayMs, 3_600_000n, 60_000n, 1_000n, 1n] as const;

const duration = (text: string): ExtensionValue | undefined => {
  const found = /^(-?)(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/.exec(text);
  if (found === null) return undefined;
  const [, sign, ...amounts] = found;
  if (amounts.every((amount) => amount === undefined)) return undefined;
  const total = durationUnits.reduce(
    (sum, unit, at) => sum + unit * wholeNumber(amounts[at] ?? "0"),
    0n,
  );
  return longOnly("duration", sign === "-" ? -total : total);
};

const datetimeText =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.(\d{3}))?(?:Z|([+-])(\d\d)(\d\d)))?$/;

const datetime = (text: string): ExtensionValue | undefined => {
  const found = datetimeText.exec(text);
  if (found === null) return undefined;
  const at = (group: number): number => Number(found[group] ?? "0");
  const [year, month, day] = [at(1), at(2), at(3)];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  // A day that does not exist has been carried into the next month.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  if (at(4) > 23 || at(5) > 59 || at(6) > 59 || at(9) > 23 || at(10) > 59) return undefined;
  const timeMs = ((at(4) * 60 + at(5)) * 60 + at(6)) * 1000 + at(7);
  const offsetMs = (at(9) * 60 + at(10)) * 60_000 * (found[8] === "-" ? -1 : 1);
  return longOnly("datetime", BigInt(date.getTime() + timeMs - offsetMs));
};

const constructors = new Map<string, (text: string) => ExtensionValue | undefined>([
  ["decimal", decimal],
  ["datetime", datetime],
  ["duration", duration],
  ["ip", addressFromText],
]);

/** Undefined where the text is malformed or nothing has that name. */
export const extensionFromText = (name: string, text: string): ExtensionValue | undefined =>
  constructors.get(name)?.(text);

export const isConstructor = (name: string): boolean => constructors.has(name);
