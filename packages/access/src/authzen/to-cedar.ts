/** An AuthZEN evaluation as a question in Cedar's terms. */

import { AppError } from "@fenji/kernel";
import type { AccessRequest, CedarRecord, CedarValue, EntityUid } from "../access-request.ts";
import type { Act, Evaluation, Party } from "./evaluation.ts";
import { InexactNumber, type JsonObject, type JsonValue } from "./read-json.ts";

/**
 * Subject, resource and action become entities; what is known of them is what the decision point has stored, never what the
 * caller says. What the caller says, the properties, stands in the context under `subject`, `action` and `resource`, names
 * that the caller's own context cannot fill: a policy shows whom it believes.
 * @throws AppError `authzen.inexact-number`, `authzen.null-in-list`, `authzen.no-cedar-type`.
 */
export const accessRequestOf = (evaluation: Evaluation): AccessRequest => {
  const { subject, action, resource } = evaluation;
  const said = {
    subject: propertiesOf(subject, "subject"),
    action: propertiesOf(action, "action"),
    resource: propertiesOf(resource, "resource"),
  };
  const context: Record<string, CedarValue> = Object.create(null);
  for (const [name, value] of Object.entries(evaluation.context ?? {}))
    if (value !== null && !Object.hasOwn(said, name))
      context[name] = valueOf(value, `context.${name}`);
  for (const [name, properties] of Object.entries(said))
    if (properties !== null) context[name] = properties;
  const principal = uidOf(subject, "subject");
  return {
    principal,
    action: actionOf(action, principal),
    resource: uidOf(resource, "resource"),
    context,
  };
};

const reserved = "(?:true|false|if|then|else|in|is|like|has|__cedar)";
const word = `(?!${reserved}(?:::|$))[A-Za-z_][A-Za-z0-9_]*`;

/** `Type` or `Namespace::Type`, as Cedar spells names. */
const typePattern = new RegExp(`^${word}(?:::${word})*$`);

/** `Plant::Action::"read"`: an action named in full. */
const fullAction = new RegExp(`^((?:${word}::)*Action)::"([^"\\\\]*)"$`);

const uidOf = ({ type, id }: Party, at: string): EntityUid => {
  if (typePattern.test(type)) return { type, id };
  throw new AppError("authzen.no-cedar-type", { at: `${at}.type`, value: type.slice(0, 100) });
};

/** Actions live in the subject's namespace unless named in full. */
const actionOf = ({ name }: Act, principal: EntityUid): EntityUid => {
  const [, type, id] = fullAction.exec(name) ?? [];
  return type !== undefined && id !== undefined ? { type, id } : ownAction(name, principal);
};

const ownAction = (id: string, principal: EntityUid): EntityUid => {
  const space = principal.type.lastIndexOf("::");
  const namespace = space < 0 ? "" : principal.type.slice(0, space + 2);
  return { type: `${namespace}Action`, id };
};

/** The name by which a subject of this type asks for an action; undefined where AuthZEN has no way to name it. */
export const actionNameOf = (action: EntityUid, principal: EntityUid): string | undefined => {
  const full = `${action.type}::"${action.id}"`;
  const names = [action.id, full];
  return names.find((name) => {
    const { type, id } = actionOf({ name, properties: null }, principal);
    return type === action.type && id === action.id;
  });
};

const propertiesOf = (
  { properties }: { readonly properties: JsonObject | null },
  at: string,
): CedarRecord | null => (properties === null ? null : recordOf(properties, `${at}.properties`));

/** A member that is null says the same as one that is missing (11.5). */
const recordOf = (object: JsonObject, at: string): CedarRecord => {
  const record: Record<string, CedarValue> = Object.create(null);
  for (const [name, value] of Object.entries(object))
    if (value !== null) record[name] = valueOf(value, `${at}.${name}`);
  return record;
};

const valueOf = (value: Exclude<JsonValue, null>, at: string): CedarValue => {
  if (typeof value !== "object") return value;
  if (value instanceof InexactNumber)
    throw new AppError("authzen.inexact-number", { at, text: value.text.slice(0, 100) });
  return isList(value) ? listOf(value, at) : recordOf(value, at);
};

const isList = (value: JsonObject | readonly JsonValue[]): value is readonly JsonValue[] =>
  Array.isArray(value);

const listOf = (list: readonly JsonValue[], at: string): readonly CedarValue[] =>
  list.map((item, index) => {
    if (item !== null) return valueOf(item, `${at}[${index}]`);
    throw new AppError("authzen.null-in-list", { at: `${at}[${index}]` });
  });
