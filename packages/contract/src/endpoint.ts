/** One HTTP operation as a typed value: the server mounts it, the client calls it, OpenAPI describes it. */

import type { ErrorCode, LocalizedText } from "@fenji/kernel";
import type { z } from "zod";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What an actor must be allowed; `subject:verb`, decided on every request. */
export type Permission =
  `${string}:${"read" | "write" | "import" | "manage" | "answer" | "release" | "review"}`;

/** Values that travel as headers, as a protocol of others asks: name of the value → name of the header. */
export interface HeaderNames {
  /** Of the query, which then never stand in the address. */
  readonly query: Readonly<Record<string, string>>;
  /** Of the reply, repeated where its body is not read (HEAD). */
  readonly reply: Readonly<Record<string, string>>;
}

export interface Endpoint<
  Path extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  /** Unique name, verb first; also the name in the typed client and the OpenAPI operation id. */
  readonly name: string;
  readonly summary: LocalizedText;
  readonly method: Method;
  /** Below `/api`, parameters in braces: `/enterprises/{enterpriseId}`. */
  readonly url: `/${string}`;
  /** null: open to anyone who reaches the node (health). */
  readonly permission: Permission | null;
  readonly path: Path;
  readonly query: Query;
  /** JSON body; `binary` endpoints take the raw bytes instead and leave this `z.undefined()`. */
  readonly body: Body;
  readonly binary: boolean;
  readonly reply: Reply;
  /** The answer is a file: its raw bytes, `reply` being a Uint8Array. */
  readonly replyBinary: boolean;
  /** What kind of file it is, and under which name a browser saves it; null: bytes. */
  readonly media: { readonly type: string; readonly file: string } | null;
  readonly headers: HeaderNames;
  readonly errors: readonly ErrorCode[];
}

type Shape<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
> = Omit<Endpoint<P, Q, B, R>, "binary" | "replyBinary" | "media" | "headers"> & {
  readonly binary?: boolean;
  readonly replyBinary?: boolean;
  readonly media?: Endpoint["media"];
  readonly headers?: HeaderNames;
};

export const endpoint = <
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  shape: Shape<P, Q, B, R>,
): Endpoint<P, Q, B, R> => ({
  ...shape,
  binary: shape.binary ?? false,
  replyBinary: shape.replyBinary ?? false,
  media: shape.media ?? null,
  headers: shape.headers ?? { query: {}, reply: {} },
});

export type PathOf<E extends Endpoint> = z.infer<E["path"]>;
export type QueryOf<E extends Endpoint> = z.infer<E["query"]>;
/** Query as the caller writes it, before defaults are filled in. */
export type QueryInputOf<E extends Endpoint> = z.input<E["query"]>;
export type BodyOf<E extends Endpoint> = z.infer<E["body"]>;
export type ReplyOf<E extends Endpoint> = z.infer<E["reply"]>;
