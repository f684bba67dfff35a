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

/** Sign-in names; kept in lower case, so that two spellings are one account. */
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(/^[^\s\p{Cc}@<>"]{1,64}@[^\s\p{Cc}@<>"]{1,189}$/u);

/** What a person or an organisation is called; no control characters, no marks that turn the direction of text. */
export const shownName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]*$/u);

/** As typed; what makes it good enough is checked where it is set. */
export const password = z.string().min(1).max(200);

/** Six digits of an authenticator, or one recovery code. */
export const secondFactorCode = z.string().trim().min(6).max(40);

/** The secret of a one-time link or of a flow, as it stands after `#`. */
export const linkSecret = z.string().min(20).max(100);

/** Codes of areas, cities and divisions as they are typed. */
export const areaCode = z
  .string()
  .max(20)
  .regex(/^[\w-]*$/);

/** Text that is looked for; a control character would be no text to the database. */
export const searchText = z
  .string()
  .max(400)
  .regex(/^\P{Cc}*$/u);
