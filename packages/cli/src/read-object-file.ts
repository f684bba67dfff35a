/** Reads the object to be graded, with its facts, from a YAML or JSON file or from standard input. */

import { open } from "node:fs/promises";
import process from "node:process";
import type { Readable } from "node:stream";
import { AppError } from "@fenji/kernel";
import type { Facts } from "@fenji/regime";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";

export interface ObjectFile {
  /** `id@version`, or null where the file names none. */
  readonly pack: string | null;
  readonly object: { readonly id: string; readonly name: string };
  readonly facts: Facts;
}

const maxBytes = 1_000_000;

const fact = z.union([z.number(), z.boolean(), z.string(), z.array(z.string()), z.null()], {
  error: "number | true | false | option | [options] | null",
});

const schema = z.strictObject({
  pack: z.string().nullable().default(null),
  object: z.strictObject({ id: z.string(), name: z.string() }),
  facts: z.record(z.string(), fact).default({}),
});

/**
 * `-` is standard input.
 * @throws AppError `input.missing`, `input.folder`, `input.unreadable`, `input.not-yaml`, `input.invalid`, naming the file and the place in it.
 */
export const readObjectFile = async (path: string): Promise<ObjectFile> => {
  const text = await readText(path);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw new AppError("input.not-yaml", { path, detail: `${line}:${col} ${error.message}` });
  }
  const parsed = schema.safeParse(plain(document, path));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const at = issue?.path.map(String).join(".") ?? "";
  throw new AppError("input.invalid", {
    path,
    at: at === "" ? "(top)" : at,
    detail: issue?.message ?? "",
  });
};

/** Aliases that unfold to too much are refused by the parser's own limit. */
const plain = (document: ReturnType<typeof parseDocument>, path: string): unknown => {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new AppError("input.not-yaml", { path, detail }, { cause: error });
  }
};

const readText = async (path: string): Promise<string> => {
  try {
    if (path === "-") return await collect(process.stdin);
    const handle = await open(path);
    try {
      return await collect(handle.createReadStream({ autoClose: false }));
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw failureOf(error, path);
  }
};

const failureOf = (error: unknown, path: string): AppError => {
  const detail = reasonOf(error);
  if (detail === "ENOENT") return new AppError("input.missing", { path }, { cause: error });
  if (detail === "EISDIR") return new AppError("input.folder", { path }, { cause: error });
  return new AppError("input.unreadable", { path, detail }, { cause: error });
};

const reasonOf = (error: unknown): string => {
  if (error instanceof Error && "code" in error && typeof error.code === "string")
    return error.code;
  return error instanceof Error ? error.message : String(error);
};

/** Fatal on bytes that are not UTF-8, which would else become question marks in names. */
const collect = async (stream: Readable): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > maxBytes) throw new RangeError(`> ${maxBytes} bytes`);
    chunks.push(bytes);
  }
  return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
};
