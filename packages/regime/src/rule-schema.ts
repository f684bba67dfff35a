/** Shape of grading.yaml: facts, rule nodes, graded types. */

import { z } from "zod";
import type { Grading } from "./pack-model.ts";
import type { Condition, Derivation, FactDefinition, Formula, RuleNode } from "./rule-model.ts";
import {
  citationSchema,
  idSchema,
  nameSchema,
  optional,
  standingSchema,
  textSchema,
} from "./text-schema.ts";

const finite = z.number().min(-1e15).max(1e15);

const factBase = {
  id: idSchema,
  label: nameSchema,
  help: optional(textSchema),
  citation: optional(citationSchema),
  section: optional(nameSchema),
};

/** A set of n options has 2ⁿ values, which the grading kernel looks at one by one. */
const maxSetOptions = 16;

const options = z
  .array(z.strictObject({ id: idSchema, label: nameSchema }))
  .min(1)
  .max(200);

const factSchema: z.ZodType<FactDefinition> = z.discriminatedUnion("kind", [
  z.strictObject({
    ...factBase,
    kind: z.literal("number"),
    unit: optional(nameSchema),
    integer: z.boolean().default(false),
    min: optional(finite),
    max: optional(finite),
  }),
  z.strictObject({ ...factBase, kind: z.literal("boolean") }),
  z.strictObject({ ...factBase, kind: z.literal("choice"), options }),
  z.strictObject({ ...factBase, kind: z.literal("set"), options: options.max(maxSetOptions) }),
]);

const operandSchema = z.union([
  z.strictObject({ fact: idSchema }),
  z.strictObject({ node: idSchema }),
]);

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ all: z.array(conditionSchema).min(1).max(50) }),
      z.strictObject({ any: z.array(conditionSchema).min(1).max(50) }),
      z.strictObject({ not: conditionSchema }),
      z.strictObject({
        number: operandSchema,
        op: z.enum(["<", "<=", "=", ">=", ">"]),
        value: finite,
      }),
      z.strictObject({ yes: idSchema }),
      z.strictObject({ choice: idSchema, in: z.array(idSchema).min(1) }),
      z.strictObject({ set: idSchema, has: idSchema }),
    ],
    {
      error:
        "条件须是 all、any、not、number、yes、choice、set 之一‖a condition is one of all, any, not, number, yes, choice, set",
    },
  ),
);

const meanPartSchema = z.lazy(() =>
  z.strictObject({
    value: formulaSchema,
    weight: formulaSchema.default({ number: 1 }),
    unless: optional(conditionSchema),
  }),
);

const several = z.lazy(() => z.array(formulaSchema).min(1).max(100));
const pair = z.lazy(() => z.tuple([formulaSchema, formulaSchema]));

const formulaSchema: z.ZodType<Formula> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ fact: idSchema }),
      z.strictObject({ number: finite }),
      z.strictObject({ option: idSchema, values: z.record(idSchema, finite) }),
      z.strictObject({ sum: several }),
      z.strictObject({ product: several }),
      z.strictObject({ difference: pair }),
      z.strictObject({ quotient: pair }),
      z.strictObject({ least: several }),
      z.strictObject({ greatest: several }),
      z.strictObject({ mean: z.array(meanPartSchema).min(1).max(100) }),
      z.strictObject({ round: formulaSchema, digits: z.number().int().min(0).max(10) }),
      z.strictObject({ when: conditionSchema, then: formulaSchema, otherwise: formulaSchema }),
    ],
    {
      error:
        "算式须是 fact、number、option、sum、product、difference、quotient、least、greatest、mean、round、when 之一‖a formula is one of fact, number, option, sum, product, difference, quotient, least, greatest, mean, round, when",
    },
  ),
);

const derivationSchema: z.ZodType<Derivation> = z.strictObject({
  id: idSchema,
  label: nameSchema,
  unit: optional(nameSchema),
  formula: formulaSchema,
  citation: optional(citationSchema),
  standing: standingSchema,
});

const nodeBase = {
  id: idSchema,
  label: nameSchema,
  citation: optional(citationSchema),
  standing: standingSchema,
};

const points = finite.int();
const pointsByOption = z.record(idSchema, points);

const bandSchema = z.strictObject({
  from: finite.nullable(),
  value: points,
  label: optional(nameSchema),
});

const overrideSchema = z.strictObject({
  id: idSchema,
  label: nameSchema,
  citation: optional(citationSchema),
  when: conditionSchema,
  effect: z.enum(["at-least", "at-most", "set"]),
  value: points,
});

const nodeSchema: z.ZodType<RuleNode> = z.discriminatedUnion("rule", [
  z.strictObject({
    ...nodeBase,
    rule: z.literal("bands"),
    of: operandSchema,
    bands: z.array(bandSchema).min(1).max(100),
  }),
  z.strictObject({ ...nodeBase, rule: z.literal("lookup"), of: idSchema, values: pointsByOption }),
  z.strictObject({
    ...nodeBase,
    rule: z.literal("set"),
    of: idSchema,
    combine: z.enum(["max", "sum"]),
    values: pointsByOption,
    none: points.default(0),
    cap: optional(points),
  }),
  z.strictObject({
    ...nodeBase,
    rule: z.literal("when"),
    when: conditionSchema,
    then: points,
    otherwise: points,
  }),
  z.strictObject({
    ...nodeBase,
    rule: z.literal("sum"),
    terms: z
      .array(z.strictObject({ node: idSchema, weight: points.default(1) }))
      .min(1)
      .max(100),
  }),
  z.strictObject({ ...nodeBase, rule: z.literal("max"), of: z.array(idSchema).min(1).max(100) }),
  z.strictObject({ ...nodeBase, rule: z.literal("min"), of: z.array(idSchema).min(1).max(100) }),
  z.strictObject({
    ...nodeBase,
    rule: z.literal("matrix"),
    rows: idSchema,
    columns: idSchema,
    values: z.array(z.array(points).min(1).max(50)).min(1).max(50),
  }),
  z.strictObject({
    ...nodeBase,
    rule: z.literal("table"),
    rows: z
      .array(z.strictObject({ when: conditionSchema, value: points, label: optional(nameSchema) }))
      .min(1)
      .max(500),
  }),
  z.strictObject({
    ...nodeBase,
    rule: z.literal("switch"),
    of: idSchema,
    cases: z.record(idSchema, idSchema),
    otherwise: optional(idSchema),
  }),
  z.strictObject({
    ...nodeBase,
    rule: z.literal("override"),
    base: idSchema,
    overrides: z.array(overrideSchema).min(1).max(100),
  }),
]);

const typeSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  appliesWhen: optional(conditionSchema),
  result: idSchema,
  supervision: optional(z.enum(["industry", "communications"])),
  grades: z
    .array(z.strictObject({ rank: z.number().int().min(0).max(30), label: nameSchema }))
    .min(1)
    .max(30),
  monotone: z
    .array(z.strictObject({ fact: idSchema, direction: z.enum(["rising", "falling"]) }))
    .max(500)
    .default([]),
});

export const gradingSchema: z.ZodType<Grading> = z.strictObject({
  facts: z.array(factSchema).min(1).max(500),
  derivations: z.array(derivationSchema).max(500).default([]),
  nodes: z.array(nodeSchema).min(1).max(5_000),
  types: z.array(typeSchema).min(1).max(30),
});
