/** Reads the object to be graded, with its facts, from a YAML or JSON file or from standard input. */

import { AppError } from "@fenji/kernel";
import type { Facts } from "@fenji/regime";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { readTextFile } from "@fenji/intake";

export interface ObjectFile {
  /** `id@version`, or null where the file names none. */
  readonly pack: string | null;
  /** `synthetic`: it does not exist, which reports say. */
  readonly object: { readonly id: string; readonly name: string; readonly synthetic: boolean };
  readonly facts: Facts;
}

const maxBytes = 1_000_000;

const fact = z.union([z.number(), z.boolean(), z.string(), z.array(z.string()), z.null()], {
  error: "number | true | false | option | [options] | null",
});

const schema = z.strictObject({
  pack: z.string().nullable().default(null),
  object: z.strictObject({
    id: z.string(),
    name: z.string(),
    synthetic: z.boolean().default(false),
  }),
  facts: z.record(z.string(), fact).default({}),
});

/**
 * `-` is standard input.
 * @throws AppError `input.missing`, `input.folder`, `input.unreadable`, `input.not-yaml`, `input.invalid`, naming the file and the place in it.
 */
export const readObjectFile = async (path: string): Promise<ObjectFile> => {
  const text = await readTextFile(path, maxBytes);
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
