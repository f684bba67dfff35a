/** Small shapes that all pack files share. */

import { z } from "zod";

const han = /\p{Script=Han}/u;

/** Present in both languages; Chinese holds Han characters and English none, so that nobody swaps them. */
export const textSchema = z.strictObject({
  zh: z.string().trim().min(1).max(4_000).regex(han, "中文"),
  en: z
    .string()
    .trim()
    .min(1)
    .max(4_000)
    .refine((text) => !han.test(text), "English"),
});

/** Names such as `PLC`, `ISO 9001` or `1-3` are the same in both languages; English still holds no Han. */
export const nameSchema = z.strictObject({
  zh: z.string().trim().min(1).max(400),
  en: z
    .string()
    .trim()
    .min(1)
    .max(400)
    .refine((text) => !han.test(text), "English"),
});

export const idSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/, "id");

export const standingSchema = z.enum(["official", "transcribed", "unverified", "illustrative"]);

/** `2024`, `2024-04` or `2024-04-01`. */
export const dateSchema = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, "YYYY-MM-DD");

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
