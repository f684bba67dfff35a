/** Graded objects of any kind: systems, zones, data sets, incidents, and the enterprise itself under other packs. */

import { z } from "zod";
import { counts, verdict } from "./assessment.ts";
import { endpoint } from "./endpoint.ts";
import { gradeReport } from "./grading.ts";
import {
  empty,
  enterpriseId,
  enterprisePath,
  factValue,
  facts,
  instant,
  localizedText,
  none,
  packRef,
  shownName,
  standing,
} from "./schemas.ts";

const objectPath = enterprisePath.extend({
  objectId: z.uuid().describe("the enterprise's own id: the enterprise itself"),
});

const packAsked = z
  .string()
  .max(200)
  .describe("`id@version`; with the id alone the version in force on the date");

const dateAsked = z.iso.date().optional().describe("day of evaluation; default: today in China");

export const datedPack = packRef.extend({
  title: localizedText,
  standing,
  notice: localizedText.nullable(),
  effectiveFrom: z.string().nullable(),
  effectiveTo: z.string().nullable(),
  inForce: z.boolean().describe("on the day of evaluation"),
});

const objectKind = z.object({
  kind: z.string(),
  name: localizedText,
  packs: z.array(datedPack),
});

const typeGrade = z.object({
  pack: packRef,
  type: z.string(),
  grade: z.number().int().nullable(),
  possible: z.array(z.number().int()),
});

const graded = z.object({
  id: z.uuid(),
  kind: z.string(),
  name: z.string(),
  createdAt: instant,
  archivedAt: instant.nullable(),
  factsRecordedAt: instant.nullable(),
  grades: z.array(typeGrade).describe("by the packs in force on the date"),
});

export type GradedObjectShown = z.infer<typeof graded>;

export const listObjects = endpoint({
  name: "listObjects",
  summary: {
    zh: "企业的定级对象，以及可以评定的种类",
    en: "An enterprise's graded objects, and the kinds that can be graded",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/objects",
  permission: "enterprise:read",
  path: enterprisePath,
  query: z.object({ date: dateAsked }),
  body: none,
  reply: z.object({
    date: z.iso.date(),
    kinds: z.array(objectKind).describe("of objects that an enterprise has many of"),
    self: z.array(objectKind).describe("under which the enterprise itself is graded"),
    objects: z.array(graded),
  }),
  errors: ["request.not-found"],
});

export const createObject = endpoint({
  name: "createObject",
  summary: { zh: "新建定级对象", en: "Add a graded object" },
  method: "POST",
  url: "/enterprises/{enterpriseId}/objects",
  permission: "enterprise:write",
  path: enterprisePath,
  query: empty,
  body: z.object({ kind: z.string().max(100), name: shownName }),
  reply: graded,
  errors: ["request.not-found", "request.invalid", "object.kind"],
});

export const changeObject = endpoint({
  name: "changeObject",
  summary: {
    zh: "更名、归档或恢复定级对象",
    en: "Rename a graded object, archive it or bring it back",
  },
  method: "PUT",
  url: "/enterprises/{enterpriseId}/objects/{objectId}",
  permission: "enterprise:write",
  path: objectPath,
  query: empty,
  body: z.object({ name: shownName, archived: z.boolean() }),
  reply: graded,
  errors: ["request.not-found", "request.invalid"],
});

const factsToken = z
  .string()
  .max(100)
  .nullable()
  .describe("of what is recorded now; null: nothing is");

export const getObject = endpoint({
  name: "getObject",
  summary: { zh: "一个定级对象及其事实", en: "One graded object and its facts" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/objects/{objectId}",
  permission: "enterprise:read",
  path: objectPath,
  query: z.object({ date: dateAsked }),
  body: none,
  reply: z.object({
    date: z.iso.date(),
    object: graded,
    kind: objectKind,
    factsId: factsToken,
    facts: z
      .array(z.object({ pack: packRef, facts }))
      .describe("by pack, under its own ids; a fact that several ask alike is in each of them"),
  }),
  errors: ["request.not-found"],
});

export const saveObjectFacts = endpoint({
  name: "saveObjectFacts",
  summary: { zh: "保存定级对象的事实并定级", en: "Save facts of a graded object and grade it" },
  method: "PUT",
  url: "/enterprises/{enterpriseId}/objects/{objectId}/facts",
  permission: "enterprise:write",
  path: objectPath,
  query: empty,
  body: z.object({
    pack: packRef,
    facts: facts.describe("all facts of the pack; what is left out is unknown from now on"),
    basedOn: factsToken.describe("token that the edit started from; refused when facts are newer"),
  }),
  reply: z.object({ factsId: z.string(), recordedAt: instant, report: gradeReport }),
  errors: [
    "request.not-found",
    "request.invalid",
    "pack.not-found",
    "fact.wrong-type",
    "fact.conflict",
    "object.archived",
    "object.other-kind",
  ],
});

export const listObjectFacts = endpoint({
  name: "listObjectFacts",
  summary: {
    zh: "定级对象事实的历次版本",
    en: "Earlier versions of a graded object's facts",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/objects/{objectId}/facts",
  permission: "enterprise:read",
  path: objectPath,
  query: z.object({ pack: packAsked }),
  body: none,
  reply: z.object({
    pack: packRef,
    versions: z.array(
      z.object({ factsId: z.string(), recordedAt: instant, actor: z.string(), facts }),
    ),
  }),
  errors: ["request.not-found", "pack.not-found", "object.other-kind", "pack.not-in-force"],
});

export const gradeObjectOn = endpoint({
  name: "gradeObjectOn",
  summary: {
    zh: "某日按规则包评定一个对象，并说明理由",
    en: "The grades of an object by a pack on a day, and the reasons",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/objects/{objectId}/grading",
  permission: "grading:read",
  path: objectPath,
  query: z.object({ pack: packAsked, date: dateAsked }),
  body: none,
  reply: z.object({ date: z.iso.date(), pack: datedPack, report: gradeReport }),
  errors: ["request.not-found", "pack.not-found", "object.other-kind", "pack.not-in-force"],
});

const factChange = z.object({
  fact: z.string(),
  from: factValue.describe("null: not known yet"),
  to: factValue,
  bound: z
    .object({ op: z.enum([">=", ">", "<=", "<"]), value: z.number() })
    .nullable()
    .describe("of a number: where it has to come to"),
});

const nearestStep = z.object({
  type: z.string(),
  goal: z.number().int().describe("highest grade of the type"),
  outcome: z
    .enum(["reached", "step", "none", "too-far"])
    .describe(
      "reached: by the facts as they are. none: whatever the facts, as long as what is fixed stays. too-far: not found within the limit of the search",
    ),
  changes: z.array(factChange).readonly().describe("unknown facts first"),
});

export const getEligibility = endpoint({
  name: "getEligibility",
  summary: {
    zh: "按某日有效的版本和其他版本判断政策资格，并给出最近的一步",
    en: "Eligibility for support policies by the version in force on a day and by the others, with the nearest step",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/eligibility",
  permission: "grading:read",
  path: enterprisePath,
  query: z.object({
    date: dateAsked,
    fixed: z
      .string()
      .max(2000)
      .regex(/^[\w,]*$/)
      .optional()
      .describe("facts that cannot change, with commas between"),
  }),
  body: none,
  reply: z.object({
    date: z.iso.date(),
    enterpriseId,
    policies: z.array(
      z.object({
        id: z.string(),
        versions: z
          .array(
            z.object({
              pack: datedPack,
              report: gradeReport,
              steps: z.array(nearestStep),
            }),
          )
          .describe("in force first, then the newest first"),
      }),
    ),
  }),
  errors: ["request.not-found"],
});

const strength = z
  .enum(["none", "mapped", "partial", "full"])
  .describe(
    "weakest hop from check to requirement. mapped: proven only through a crosswalk; partial: by several checks together; full: by one named directly",
  );

const counted = z.object({
  asked: z.number().int().describe("of the objects with their grades, each requirement once"),
  evidenced: z.number().int().describe("of these, those that evidence decides"),
  counts,
  strengths: z.object({
    full: z.number().int(),
    partial: z.number().int(),
    mapped: z.number().int(),
    none: z.number().int(),
  }),
  mapped: z
    .array(z.object({ id: z.string(), title: localizedText, verdict, strength }))
    .describe("proven only through a crosswalk"),
});

const achieved = z.object({
  type: z.string(),
  achieved: z
    .number()
    .int()
    .nullable()
    .describe("highest grade of which every requirement is met; null: not even the lowest"),
});

export const getRegimes = endpoint({
  name: "getRegimes",
  summary: {
    zh: "所有制度：同一批证据在每个规则包下的级别、要求和判定",
    en: "Every regime: grades, requirements and verdicts under each pack from the same evidence",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/regimes",
  permission: "assessment:read",
  path: enterprisePath,
  query: z.object({ date: dateAsked }),
  body: none,
  reply: z.object({
    date: z.iso.date(),
    regimes: z.array(
      z.object({
        pack: datedPack,
        kind: z.string(),
        kindName: localizedText,
        objects: z.array(
          z.object({
            id: z.uuid(),
            name: z.string(),
            grades: z.array(typeGrade.omit({ pack: true })),
          }),
        ),
        requirements: counted.nullable().describe("null: the pack has none"),
        achieved: z.array(achieved).describe("of the types that have requirements"),
      }),
    ),
  }),
  errors: ["request.not-found"],
});

/** In the order in which the document of the API lists them. */
export const objectOperations = [
  listObjects,
  createObject,
  changeObject,
  getObject,
  saveObjectFacts,
  listObjectFacts,
  gradeObjectOn,
  getEligibility,
  getRegimes,
] as const;
