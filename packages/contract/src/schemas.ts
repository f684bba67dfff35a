/** Shapes that several operations share. */

import { z } from "zod";

export const localizedText = z.object({ zh: z.string(), en: z.string() });

export const instant = z.iso.datetime().describe("ISO 8601 in UTC");

export const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe("SHA-256 in lower-case hexadecimal");

export const enterpriseId = z.uuid();

export const packRef = z.object({ id: z.string(), version: z.string() });

export const standing = z.enum(["official", "transcribed", "unverified", "illustrative"]);

/** A choice is its option id; a set is a list of option ids; null is unknown. */
export const factValue = z.union([
  z.number(),
  z.boolean(),
  z.string(),
  z.array(z.string()).readonly(),
  z.null(),
]);

export const facts = z.record(z.string().max(100), factValue);

export const empty = z.object({});

export const none = z.undefined();

export const enterprisePath = z.object({ enterpriseId });

export const page = {
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};
