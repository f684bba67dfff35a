/** Reads the body of a message by its kind and version, once it is known who sent it. */

import { AppError, err, ok, type Result } from "@fenji/kernel";
import type { Message } from "./envelope.ts";
import { bodies, isKind, schemaOf, type BodyOfKind, type Kind } from "./kinds.ts";
import { firstIssue } from "./read-envelope.ts";

/** A message whose body fits its kind. */
export type Typed<K extends Kind = Kind> = K extends Kind
  ? Omit<Message, "kind" | "body"> & { readonly kind: K; readonly body: BodyOfKind<K> }
  : never;

/** A kind or version that this program does not know is for a newer one to read: refused for now, not for good. */
export const readBody = (message: Message): Result<Typed, AppError> => {
  const { kind, schema } = message;
  if (!isKind(kind) || schema !== schemaOf(kind)) {
    return kindOfSchema(schema) === kind
      ? err(new AppError("exchange.newer-schema", { schema }))
      : err(new AppError("exchange.schema", { at: "message.schema", detail: "invalid_value" }));
  }
  const parsed = bodies[kind].safeParse(message.body);
  if (!parsed.success) {
    const { at, detail } = firstIssue(parsed.error);
    return err(new AppError("exchange.schema", { at: `message.body.${at}`, detail }));
  }
  // The schema of exactly this kind has just accepted the body.
  return ok({ ...message, kind, body: parsed.data } as Typed);
};

const kindOfSchema = (schema: string): string => schema.slice(0, schema.lastIndexOf("/"));
