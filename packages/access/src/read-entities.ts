/** Reads entities and requests in Cedar's JSON from text; a number is judged by its digits, before anything rounds it. */

import { AppError, errorMessage } from "@fenji/kernel";
import type {
  AccessRequest,
  CedarRecord,
  CedarValue,
  Entity,
  EntityUid,
} from "./access-request.ts";
import { InexactNumber, readJson, type JsonObject, type JsonValue } from "./authzen/read-json.ts";

const isList = (json: JsonValue | undefined): json is readonly JsonValue[] => Array.isArray(json);

const isObject = (json: JsonValue | undefined): json is JsonObject =>
  typeof json === "object" && json !== null && !isList(json) && !(json instanceof InexactNumber);

const objectAt = (json: JsonValue | undefined, at: string): JsonObject => {
  if (isObject(json)) return json;
  throw new AppError("access.member-missing", { at });
};

const valueAt = (json: JsonValue, at: string): CedarValue => {
  if (json === null) throw new AppError("access.value-unknown", { at });
  if (typeof json !== "object") return json;
  if (json instanceof InexactNumber) throw new AppError("access.number-inexact", { at });
  if (isList(json)) return json.map((item, index) => valueAt(item, `${at}[${index}]`));
  return recordAt(json, at);
};

const recordAt = (json: JsonValue | undefined, at: string): CedarRecord => {
  const record: Record<string, CedarValue> = Object.create(null);
  for (const [name, value] of Object.entries(objectAt(json, at)))
    record[name] = valueAt(value, `${at}.${name}`);
  return record;
};

/** `{ type, id }`, alone or inside `__entity`. */
const uidAt = (json: JsonValue | undefined, at: string): EntityUid => {
  const outer = objectAt(json, at);
  const { type, id } = isObject(outer["__entity"]) ? outer["__entity"] : outer;
  if (typeof type === "string" && typeof id === "string") return { type, id };
  throw new AppError("access.member-missing", { at: `${at}.type, ${at}.id` });
};

const entityAt = (json: JsonValue, at: string): Entity => {
  const { uid, attrs, parents, tags } = objectAt(json, at);
  if (!isList(parents)) throw new AppError("access.member-missing", { at: `${at}.parents` });
  return {
    uid: uidAt(uid, `${at}.uid`),
    attrs: recordAt(attrs, `${at}.attrs`),
    parents: parents.map((parent, index) => uidAt(parent, `${at}.parents[${index}]`)),
    ...(tags === undefined ? {} : { tags: recordAt(tags, `${at}.tags`) }),
  };
};

/** What went wrong, told with the file in which it did. */
const inFile = <T>(file: string, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { zh, en } = errorMessage(error.code, error.params);
    throw new AppError("access.file-refused", { file, zh, en }, { cause: error });
  }
};

/**
 * Cedar's entities: `[{ "uid": { type, id }, "attrs": {}, "parents": [], "tags": {} }]`. Values are checked once more, and
 * for good, by `entityStore`.
 * @throws AppError `access.file-refused`, which names the file and the place
 */
export const readEntities = (text: string, file: string): readonly Entity[] =>
  inFile(file, () => {
    const json = readJson(text);
    if (!isList(json)) throw new AppError("access.member-missing", { at: "[ ]" });
    return json.map((entity, index) => entityAt(entity, `[${index}]`));
  });

/**
 * A request in Cedar's own terms: `principal`, `action`, `resource` as `{ type, id }`, and `context`.
 * @throws AppError `access.file-refused`, which names the file and the place
 */
export const readRequest = (text: string, file: string): AccessRequest =>
  inFile(file, () => {
    const { principal, action, resource, context } = objectAt(readJson(text), "{ }");
    return {
      principal: uidAt(principal, "principal"),
      action: uidAt(action, "action"),
      resource: uidAt(resource, "resource"),
      context: context === undefined ? {} : recordAt(context, "context"),
    };
  });
