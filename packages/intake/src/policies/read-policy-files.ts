/** Reads the files of a folder of policies, under limits. */

import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@fenji/kernel";
import type { PolicyFile, PolicyFolder } from "./cedar-messages.ts";

const maxFiles = 200;
const maxFileBytes = 1_000_000;

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const readOne = async (folder: string, name: string): Promise<PolicyFile> => {
  const file = join(folder, name);
  const status = await lstat(file);
  const fits = status.isFile() && status.size <= maxFileBytes;
  const text = fits ? decode(await readFile(file)) : undefined;
  if (text === undefined) throw new AppError("policy.file-refused", { file, limit: maxFileBytes });
  return { name, text };
};

/**
 * `*.cedar` in the order of their names and at most one `*.cedarschema`; links and folders below are not followed.
 * @throws AppError `policy.folder-not-found`, `policy.none`, `policy.too-many-files`, `policy.two-schemas`, `policy.file-refused`
 */
export const readPolicyFiles = async (folder: string): Promise<PolicyFolder> => {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new AppError("policy.folder-not-found", { folder }, { cause: error });
  });
  const policies = names.filter((name) => name.endsWith(".cedar")).toSorted();
  const [schema, ...others] = names.filter((name) => name.endsWith(".cedarschema")).toSorted();
  if (policies.length === 0) throw new AppError("policy.none", { folder });
  if (policies.length > maxFiles)
    throw new AppError("policy.too-many-files", { folder, limit: maxFiles });
  if (others.length > 0) throw new AppError("policy.two-schemas", { folder });
  return {
    policies: await Promise.all(policies.map((name) => readOne(folder, name))),
    schema: schema === undefined ? null : await readOne(folder, schema),
  };
};
