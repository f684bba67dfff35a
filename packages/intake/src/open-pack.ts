/** Reads a pack's folder under limits and hands its files to the regime engine. */

import { lstat, readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { AppError, err, ok, type Result } from "@fenji/kernel";
import { readPack, type OpenedPack, type PackFiles, type PackProblem } from "@fenji/regime";

const maxFiles = 500;
const maxFileBytes = 8_000_000;

const listFiles = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = await Promise.all(
    entries
      .filter((entry) => !entry.name.startsWith("."))
      .map((entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? listFiles(path) : Promise.resolve([path]);
      }),
  );
  return nested.flat().toSorted();
};

const refusal = (file: string, zh: string, en: string): PackProblem => ({
  file,
  line: 1,
  column: 1,
  path: "",
  message: { zh, en },
});

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/**
 * Opens `packs/<id>/<version>`; links are refused, because a pack must be whole wherever it is copied.
 * @throws AppError `pack.not-found` when the folder is not there.
 */
export const openPack = async (
  folder: string,
): Promise<Result<OpenedPack, readonly PackProblem[]>> => {
  const files = await readPackFiles(folder);
  return files.ok ? readPack(files.value) : files;
};

/** The texts of a pack's folder. @throws AppError `pack.not-found` when the folder is not there. */
export const readPackFiles = async (
  folder: string,
): Promise<Result<PackFiles, readonly PackProblem[]>> => {
  const stat = await lstat(folder).catch(() => undefined);
  if (stat === undefined || !stat.isDirectory())
    throw new AppError("pack.not-found", { pack: folder });
  const paths = await listFiles(folder);
  if (paths.length > maxFiles) {
    return err([
      refusal(
        ".",
        `文件超过 ${maxFiles} 个。请确认这是规则包的文件夹。`,
        `More than ${maxFiles} files. Check that this is a pack's folder.`,
      ),
    ]);
  }
  const files = new Map<string, string>();
  for (const path of paths) {
    const name = relative(folder, path).split(sep).join("/");
    const file = await lstat(path);
    if (!file.isFile() || file.size > maxFileBytes) {
      return err([
        refusal(
          name,
          `不是普通文件，或超过 ${maxFileBytes} 字节。请替换。`,
          `Not a regular file, or larger than ${maxFileBytes} bytes. Replace it.`,
        ),
      ]);
    }
    const text = decode(await readFile(path));
    if (text === undefined) {
      return err([
        refusal(name, "不是 UTF-8 文本。请另存为 UTF-8。", "Not UTF-8 text. Save it as UTF-8."),
      ]);
    }
    files.set(name, text);
  }
  return ok(files);
};
