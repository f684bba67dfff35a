/** Makes a pack of one file, whatever its format: a workbook, CSV, an OSCAL catalog, a ciso-assistant library. */

import { basename } from "node:path";
import { AppError, err, type Result } from "@fenji/kernel";
import {
  packFromCisoAssistant,
  packFromOscal,
  packFromTables,
  type PackFiles,
  type PackProblem,
} from "@fenji/regime";
import { archiveKind } from "../archives/archive-kind.ts";
import { fileError } from "../file-error.ts";
import { openRegularFile, type RegularFile } from "../regular-file.ts";
import { oscalTools } from "./oscal-tools.ts";
import { readPackCsv } from "./pack-csv.ts";
import { readPackWorkbook } from "./read-pack-workbook.ts";

const maxFileBytes = 64 * 1024 ** 2;

/**
 * Files of the pack, or every problem with its place.
 * @throws AppError `evidence.*`, `pack.unknown-format`, `pack.csv-broken`
 */
export const openPackFile = async (
  path: string,
): Promise<Result<PackFiles, readonly PackProblem[]>> => {
  const file = await openRegularFile(path, { follow: true });
  try {
    if (file.size > maxFileBytes)
      throw new AppError("evidence.too-large", { at: path, limit: maxFileBytes });
    return await packOf(file);
  } catch (error) {
    throw fileError(error, path);
  } finally {
    await file.close();
  }
};

const packOf = async (file: RegularFile): Promise<Result<PackFiles, readonly PackProblem[]>> => {
  const bytes = await wholeFile(file);
  if (archiveKind(bytes) === "zip") {
    const { sheets, problems } = await readPackWorkbook(file.handle.fd, file.path);
    return problems.length > 0 ? err(problems) : packFromTables(sheets);
  }
  const name = basename(file.path);
  if (/\.ya?ml$/i.test(name)) return packFromCisoAssistant(name, utf8(bytes, file.path));
  if (/\.json$/i.test(name) || startsAsJson(bytes))
    return packFromOscal(name, utf8(bytes, file.path), oscalTools(0));
  return packFromTables(readPackCsv(bytes, file.path));
};

const startsAsJson = (bytes: Uint8Array): boolean =>
  /^\uFEFF?\s*\{/.test(
    new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, 200)),
  );

const utf8 = (bytes: Uint8Array, path: string): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new AppError("pack.unknown-format", { at: path }, { cause: error });
  }
};

const wholeFile = async (file: RegularFile): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.bytes()) chunks.push(chunk);
  return Buffer.concat(chunks);
};
