/** Small shapes that all pack files share. */

import { z } from "zod";

const han = /\p{Script=Han}/u;

/** Present in both languages; Chinese holds Han characters and English none, so that nobody swaps them. */
export const textSchema = z.strictObject({
  zh: z
    .string()
    .trim()
    .min(1)
    .max(4_000)
    .regex(han, "中文栏里没有汉字‖the Chinese text holds no Chinese characters"),
  en: z
    .string()
    .trim()
    .min(1)
    .max(4_000)
    .refine(
      (text) => !han.test(text),
      "英文栏里含有汉字‖the English text holds Chinese characters",
    ),
});

/** Names such as `PLC`, `ISO 9001` or `1-3` are the same in both languages; English still holds no Han. */
export const nameSchema = z.strictObject({
  zh: z.string().trim().min(1).max(400),
  en: z
    .string()
    .trim()
    .min(1)
    .max(400)
    .refine(
      (text) => !han.test(text),
      "英文栏里含有汉字‖the English text holds Chinese characters",
    ),
});

export const idSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/,
    "标识只含字母、数字和 . _ -，至多 80 个字符‖an id holds letters, digits and . _ - only, at most 80 of them",
  );

export const standingSchema = z.enum(["official", "transcribed", "unverified", "illustrative"]);

const daysIn = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

const dayExists = (written: string): boolean => {
  const [year = 0, month = 1, day = 1] = written.split("-").map(Number);
  return day <= daysIn(year, month);
};

/** `2024`, `2024-04` or `2024-04-01`. */
export const dateSchema = z
  .string()
  .regex(
    /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
    '日期写作 2024、2024-04 或 2024-04-01，并加引号‖write a date as "2024", "2024-04" or "2024-04-01"',
  )
  .refine(dayExists, "没有这一天‖there is no such day");

export const citationSchema = z.strictObject({
  source: idSchema,
  clause: z.string().max(200).nullable().default(null),
});

export const sourceSchema = z.strictObject({
  id: idSchema,
  title: nameSchema,
  number: z.string().max(200).nullable().default(null),
  issued: dateSchema.nullable().default(null),
  note: textSchema.nullable().default(null),
});

export const optional = <T extends z.ZodType>(schema: T) => schema.nullable().default(null);
