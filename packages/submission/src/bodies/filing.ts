/** What an enterprise files: facts, grades, verdicts, gaps, prices and commitments. There is no room for evidence in it. */

import { z } from "zod";
import {
  count,
  creditCode,
  hash,
  instant,
  jurisdiction,
  packWord,
  share,
  shortText,
} from "../words.ts";

/** A number, a yes or no, an option of the pack, or several of them. Text that the pack does not spell has no place. */
const factValue = z.union([
  z.number().min(-1e15).max(1e15),
  z.boolean(),
  packWord,
  z.array(packWord).max(16),
]);

export const filedVerdict = z.enum([
  "met",
  "partlyMet",
  "notMet",
  "notApplicable",
  "notEvidenced",
  "contested",
]);

const grade = z.number().int().min(0).max(99);

const standing = z.enum(["official", "transcribed", "unverified", "illustrative"]);

const gap = z.strictObject({
  requirement: packWord,
  verdict: filedVerdict,
  capabilities: z.array(packWord).max(50),
  personDays: z.number().min(0).max(1e6),
  costCny: z.number().min(0).max(1e12),
  standing,
});

const assessment = z.strictObject({
  grade: grade.nullable(),
  gradeBasis: z.enum(["determined", "highest-possible", "asked"]),
  /** The interval of `conformity-interval-1`; null where nothing applies. */
  score: z.strictObject({
    low: share.nullable(),
    high: share.nullable(),
    coverage: share.nullable(),
    formula: packWord,
  }),
  verdicts: z.array(z.strictObject({ requirement: packWord, verdict: filedVerdict })).max(2_000),
  gaps: z.array(gap).max(2_000),
});

/** One graded type: the grade, or every grade that is still possible. */
const filedType = z.strictObject({
  type: packWord,
  grade: grade.nullable(),
  possible: z.array(grade).max(100),
  assessment,
});

export const filedEnterprise = z.strictObject({
  creditCode,
  name: shortText,
  nameEn: shortText.nullable(),
  jurisdiction,
  city: packWord.nullable(),
  division: z.string().regex(/^[A-Z][0-9]{2}$/),
});

export type FiledEnterprise = z.infer<typeof filedEnterprise>;

/** Why an enterprise files. */
export const occasions = ["initial", "change", "assessment", "rectification", "closure"] as const;

export type Occasion = (typeof occasions)[number];

export const filingBody = z.strictObject({
  revision: z.number().int().min(1).max(100_000),
  /** Left out of a first filing, so that nodes of the first version read it; absent means `initial`. */
  occasion: z.exactOptional(z.enum(occasions).exclude(["initial"])),
  /** Of an assessment or a rectification: the firm knows that something is not evidenced or contested, and says so. */
  withOpenItems: z.exactOptional(z.literal(true)),
  enterprise: filedEnterprise,
  pack: z.strictObject({ id: packWord, version: packWord, contentHash: hash }),
  facts: z
    .record(packWord, factValue)
    .refine((facts) => Object.keys(facts).length <= 500, "at most 500 facts"),
  factsRecordedAt: instant,
  types: z.array(filedType).max(20),
  /** Commitments: what evidence there is, by hash alone. */
  evidence: z.strictObject({
    asOf: instant.nullable(),
    files: z.array(hash).max(20_000),
    observations: count,
  }),
  report: hash.nullable(),
});

export type FilingBody = z.infer<typeof filingBody>;
