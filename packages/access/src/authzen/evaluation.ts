/** An access evaluation as AuthZEN writes it (section 5 and 6.1), checked in shape; unknown members are left aside. */

import { AppError } from "@fenji/kernel";
import { InexactNumber, readJson, type JsonObject, type JsonValue } from "./read-json.ts";

/** A subject or a resource (5.1, 5.2). */
export interface Party {
  readonly type: string;
  readonly id: string;
  readonly properties: JsonObject | null;
}

/** What the subject would do (5.3). */
export interface Act {
  readonly name: string;
  readonly properties: JsonObject | null;
}

export interface Evaluation {
  readonly subject: Party;
  readonly action: Act;
  readonly resource: Party;
  readonly context: JsonObject | null;
}

/** Three ways to run through a list (7.1.2.1). */
const semantics = ["execute_all", "deny_on_first_deny", "permit_on_first_permit"] as const;

export type EvaluationsSemantic = (typeof semantics)[number];

export interface EvaluationList {
  readonly semantic: EvaluationsSemantic;
  readonly evaluations: readonly Evaluation[];
}

export const maxEvaluations = 1_000;

/** @throws AppError `authzen.*` with status 400. */
export const readEvaluation = (text: string): Evaluation => evaluationOf(readTop(text), null, "");

/** A lone evaluation where the list is missing or empty (7.1). @throws AppError `authzen.*` with status 400. */
export const readEvaluations = (text: string): Evaluation | EvaluationList => {
  const top = readTop(text);
  const listed = top["evaluations"] ?? [];
  if (!Array.isArray(listed)) throw new AppError("authzen.not-array", { at: "evaluations" });
  if (listed.length === 0) return evaluationOf(top, null, "");
  if (listed.length > maxEvaluations)
    throw new AppError("authzen.too-many", { count: listed.length, limit: maxEvaluations });
  const semantic = semanticOf(top["options"]);
  const evaluations = listed.map((item: JsonValue, index) =>
    evaluationOf(objectOf(item, `evaluations[${index}]`), top, `evaluations[${index}].`),
  );
  return { semantic, evaluations };
};

/** @throws AppError `authzen.*` where the body is no JSON object. */
export const readTop = (text: string): JsonObject => objectOf(readJson(text), "(top)");

const semanticOf = (options: JsonValue | undefined): EvaluationsSemantic => {
  const asked = options == null ? null : objectOf(options, "options")["evaluations_semantic"];
  if (asked == null) return "execute_all";
  if (typeof asked !== "string")
    throw new AppError("authzen.not-string", { at: "options.evaluations_semantic" });
  const known = semantics.find((semantic) => semantic === asked);
  if (known !== undefined) return known;
  throw new AppError("authzen.unknown-semantic", { value: asked.slice(0, 100) });
};

/** Each of the four members is the item's own or, whole, that of `defaults` (7.1.1). */
export const evaluationOf = (
  item: JsonObject,
  defaults: JsonObject | null,
  prefix: string,
): Evaluation => {
  const member = (name: string): { readonly value: JsonValue; readonly at: string } => {
    const own = item[name] ?? null;
    if (own !== null || defaults === null) return { value: own, at: `${prefix}${name}` };
    const value = defaults[name] ?? null;
    return { value, at: value === null ? `${prefix}${name}` : name };
  };
  const required = (name: string): { readonly object: JsonObject; readonly at: string } => {
    const { value, at } = member(name);
    if (value === null) throw new AppError("authzen.missing-member", { at });
    return { object: objectOf(value, at), at };
  };
  const party = (name: string): Party => {
    const { object, at } = required(name);
    const [type, id] = [textOf(object, "type", at), textOf(object, "id", at)];
    return { type, id, properties: optionalObject(object["properties"], `${at}.properties`) };
  };
  const subject = party("subject");
  const { object: act, at } = required("action");
  const name = textOf(act, "name", at);
  const action = { name, properties: optionalObject(act["properties"], `${at}.properties`) };
  const resource = party("resource");
  const context = member("context");
  return { subject, action, resource, context: optionalObject(context.value, context.at) };
};

const isObject = (value: JsonValue): value is JsonObject =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof InexactNumber);

export const objectOf = (value: JsonValue, at: string): JsonObject => {
  if (isObject(value)) return value;
  throw new AppError("authzen.not-object", { at });
};

/** Null says the same as leaving out (11.5). */
const optionalObject = (value: JsonValue | undefined, at: string): JsonObject | null =>
  value == null ? null : objectOf(value, at);

const textOf = (object: JsonObject, name: string, of: string): string => {
  const value = object[name] ?? null;
  const at = `${of}.${name}`;
  if (typeof value === "string") return value;
  throw new AppError(value === null ? "authzen.missing-member" : "authzen.not-string", { at });
};
