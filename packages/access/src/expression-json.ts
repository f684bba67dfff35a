/** Takes an expression of Cedar's policy JSON apart: one operator with its operands. */

import { BeyondCompiler } from "./evaluation.ts";
import type { PatternElement } from "./like-pattern.ts";

export type JsonRecord = Readonly<Record<string, unknown>>;

const unknownForm = new BeyondCompiler("a form of policy that the compiler does not know");

export const isRecord = (json: unknown): json is JsonRecord =>
  typeof json === "object" && json !== null && !Array.isArray(json);

/** Own members alone: what an object inherits is nobody's operand. */
export const member = (json: unknown, name: string): unknown =>
  isRecord(json) && Object.hasOwn(json, name) ? json[name] : undefined;

/** @throws BeyondCompiler like all below, where the form is not known */
export const operatorOf = (json: unknown): readonly [string, unknown] => {
  if (!isRecord(json)) throw unknownForm;
  const [only, ...others] = Object.entries(json);
  if (only === undefined || others.length > 0) throw unknownForm;
  return only;
};

export const textMember = (json: unknown, name: string): string => {
  const text = member(json, name);
  if (typeof text !== "string") throw unknownForm;
  return text;
};

export const listOf = (json: unknown): readonly unknown[] => {
  if (!Array.isArray(json)) throw unknownForm;
  return json;
};

export const fieldsOf = (json: unknown): readonly (readonly [string, unknown])[] => {
  if (!isRecord(json)) throw unknownForm;
  return Object.entries(json);
};

/** `has` names one attribute, or a way down through several. */
export const attributePath = (json: unknown): readonly string[] => {
  const attr = member(json, "attr");
  const path = typeof attr === "string" ? [attr] : listOf(attr);
  if (path.length === 0 || !path.every((name) => typeof name === "string")) throw unknownForm;
  return path;
};

export const patternOf = (json: unknown): readonly PatternElement[] =>
  listOf(member(json, "pattern")).map((element) =>
    element === "Wildcard" ? element : { Literal: textMember(element, "Literal") },
  );

/** The operands of a chain `a && b && c`, however it leans to the left, in their order. */
export const chainOf = (json: unknown, operator: string): readonly unknown[] => {
  const chain: unknown[] = [];
  let rest: unknown = json;
  for (;;) {
    const inner =
      isRecord(rest) && Object.keys(rest).length === 1 ? member(rest, operator) : undefined;
    if (inner === undefined) return [rest, ...chain.toReversed()];
    chain.push(member(inner, "right"));
    rest = member(inner, "left");
  }
};
