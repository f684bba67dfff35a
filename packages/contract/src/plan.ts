/** The plan as the front page: every clause with what serves it, live. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { empty, instant, localizedText, none, standing } from "./schemas.ts";

const currency = z.enum(["CNY", "USD"]);

/** A value computed from records, with the way back to the rows that it counts. */
export const liveValue = z.object({
  indicator: z.string(),
  value: z.number().nullable(),
  unit: localizedText,
  /** A size of money in billions of this currency: Chinese readers count it in 亿, English ones in bn. Null for others. */
  billionsOf: currency.nullable(),
  /** How many decimals are meaningful. */
  decimals: z.number().int(),
  coverage: z.object({ counted: z.number(), of: z.number() }).nullable(),
  /** True when the rows counted are synthetic. */
  synthetic: z.boolean(),
  computedAt: instant,
  lineage: z.object({ text: localizedText, rows: z.number().int(), href: z.string().nullable() }),
});

const service = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("value"), label: localizedText, value: liveValue }),
  z.object({ kind: z.literal("act"), label: localizedText, href: z.string() }),
  z.object({ kind: z.literal("awaits"), record: localizedText }),
]);

const clause = z.object({ id: z.string(), text: localizedText, services: z.array(service) });

const source = z.object({
  id: z.string(),
  title: localizedText,
  number: z.string().nullable(),
  issued: z.string().nullable(),
});

const growthReading = z.object({
  reading: z.enum(["size", "rate"]),
  target: z.number().describe("billions for size, fraction a year for rate"),
  /** What the other reading would ask for: the yearly rate that reaches the size, or the size that the rate reaches. */
  implies: z.number().nullable(),
  actual: z.number().nullable(),
  outcome: z.enum(["reached", "not-reached", "undetermined"]),
  why: localizedText,
});

export const getPlan = endpoint({
  name: "getPlan",
  summary: { zh: "计划全文逐条与现值", en: "The plan clause by clause, with live values" },
  method: "GET",
  url: "/plans/{planId}/{version}",
  permission: "plan:read",
  path: z.object({ planId: z.string().max(100), version: z.string().max(100) }),
  query: empty,
  body: none,
  reply: z.object({
    id: z.string(),
    version: z.string(),
    title: localizedText,
    summary: localizedText,
    notice: localizedText,
    status: z.enum(["draft", "issued", "superseded"]),
    milestones: z.array(z.object({ date: z.string(), text: localizedText })),
    served: z.object({
      values: z.number().int(),
      acts: z.number().int(),
      awaiting: z.number().int(),
      clauses: z.number().int(),
    }),
    sections: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(["overview", "targets", "action", "safeguards"]),
        title: localizedText,
        clauses: z.array(clause),
        tasks: z.array(
          z.object({ id: z.string(), title: localizedText, clauses: z.array(clause) }),
        ),
      }),
    ),
    series: z.array(
      z.object({
        id: z.string(),
        publisher: localizedText,
        unit: localizedText,
        currency,
        source: source.nullable(),
        points: z.array(
          z.object({
            year: z.number().int(),
            value: z.number(),
            status: z.enum(["estimate", "final"]),
            scope: z.string(),
            standing,
            /** On the year before; null across a scope break or a gap. */
            growth: z.number().nullable(),
          }),
        ),
      }),
    ),
    growthTargets: z.array(
      z.object({
        id: z.string(),
        series: z.string(),
        baseYear: z.number().int(),
        baseValue: z.number(),
        targetYear: z.number().int(),
        readings: z.array(growthReading),
      }),
    ),
    sources: z.array(source),
    counted: z
      .enum(["all", "jurisdiction", "own", "none"])
      .describe("over which enterprises the values count: those that one may see"),
  }),
  errors: ["pack.not-found"],
});

export type PlanReply = z.infer<(typeof getPlan)["reply"]>;
