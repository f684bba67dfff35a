/** Graded objects of any kind: systems, zones, data sets, incidents, and the enterprise itself under other packs. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { gradeReport } from "./grading.ts";
import {
  empty,
  enterprisePath,
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

export const dateAsked = z.iso
  .date()
  .optional()
  .describe("day of evaluation; default: today in China");

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

export const typeGrade = z.object({
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

/** In the order in which the document of the API lists them. */
export const objectOperations = [
  listObjects,
  createObject,
  changeObject,
  getObject,
  saveObjectFacts,
  listObjectFacts,
  gradeObjectOn,
] as const;
