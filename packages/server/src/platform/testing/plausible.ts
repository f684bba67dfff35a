/** Values that an operation of the contract may accept, made from its own schemas. */

import type { Endpoint } from "@fenji/contract";
import { z } from "zod";
import { newId } from "../ctx.ts";

export interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly minimum?: number;
  readonly minLength?: number;
}

export const schemaOf = (part: z.ZodType): Schema =>
  z.toJSONSchema(part, { io: "input", unrepresentable: "any" }) as Schema;

/** Something that the schema may accept, so that a single bad leaf is what is looked at. */
export const plausible = (schema: Schema): unknown => {
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (choice !== undefined) return plausible(choice);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  switch (schema.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, part]) => [key, plausible(part)]),
      );
    case "array":
      return schema.items === undefined ? [] : [plausible(schema.items)];
    case "integer":
    case "number":
      return Math.max(1, schema.minimum ?? 1);
    case "boolean":
      return true;
    default:
      return plausibleText(schema);
  }
};

const plausibleText = ({ format, pattern, minLength }: Schema): string => {
  if (format === "uuid") return newId();
  if (format === "date") return "2027-01-01";
  if (format === "date-time") return "2027-01-01T00:00:00Z";
  if (format === "uri") return "https://192.0.2.1";
  if (pattern?.includes("{64}") === true) return "a".repeat(64);
  if (pattern?.includes("@") === true) return "someone@example.org";
  return "x".repeat(Math.max(1, minLength ?? 1));
};

/** Half a surrogate pair has no spelling in an address; as bytes it can be sent all the same. */
export const encodeText = (text: string): string =>
  text.isWellFormed() ? encodeURIComponent(text) : "%ED%A0%80";

/** The operation's address with these values, and plausible ones where there are none. */
export const addressOf = (
  operation: Endpoint,
  values: Readonly<Record<string, string>>,
): string => {
  const { properties = {} } = schemaOf(operation.path);
  const path = operation.url.replace(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeText(values[name] ?? String(plausible(properties[name] ?? {}))),
  );
  return `/api${path}`;
};
