/** Reads files of table mappings, as `fenji evidence map` writes them. */

import { readFile } from "node:fs/promises";
import { tableMapping } from "@fenji/contract";
import type { TableMapping } from "@fenji/evidence";
import { fileError } from "@fenji/intake";
import { AppError } from "@fenji/kernel";

const mostBytes = 1_000_000;

const parse = (text: string, path: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : "JSON";
    throw new AppError("evidence.table-mapping", { path, detail });
  }
};

/** @throws AppError `evidence.table-mapping` naming the file and the place in it */
export const readMapping = async (path: string): Promise<TableMapping> => {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw fileError(error, path);
  });
  if (bytes.length > mostBytes)
    throw new AppError("evidence.table-mapping", { path, detail: `> ${mostBytes} bytes` });
  const read = tableMapping.safeParse(parse(bytes.toString("utf8"), path));
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const detail = `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`;
  throw new AppError("evidence.table-mapping", { path, detail });
};

export const readMappings = (paths: readonly string[] = []): Promise<TableMapping[]> =>
  Promise.all(paths.map(readMapping));

export const mappingText = {
  zh: "表格映射文件（fenji evidence map 生成），可给多个",
  en: "files of table mappings (made by fenji evidence map)",
};
