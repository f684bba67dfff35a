/** Opens the pack that a command names: by id and version among those shipped, or by its folder. */

import { readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { openPack } from "@fenji/intake";
import { AppError } from "@fenji/kernel";
import { packInForce, type OpenedPack, type Pack, type TechniquePack } from "@fenji/regime";

/** The packs beside this program. */
export const packsFolder = resolve(import.meta.dirname, "../../../packs");

const isFolder = async (path: string): Promise<boolean> => {
  const status = await stat(path).catch(() => undefined);
  return status?.isDirectory() === true;
};

/** `id@version` of a shipped pack or a folder. @throws AppError `pack.not-found`. */
export const packFolder = async (named: string): Promise<string> => {
  const [, id, version] = /^([\w.-]+)@([\w.-]+)$/.exec(named) ?? [];
  if (id !== undefined && version !== undefined) {
    const shipped = join(packsFolder, id, version);
    if (await isFolder(shipped)) return shipped;
  }
  if (await isFolder(named)) return named;
  throw new AppError("pack.not-found", { pack: named });
};

/** @throws AppError `pack.not-found`, `pack.invalid` at its first problem. */
export const findPack = async (named: string): Promise<OpenedPack> => {
  const folder = await packFolder(named);
  const opened = await openPack(folder);
  if (opened.ok) return opened.value;
  const [first] = opened.error;
  throw new AppError("pack.invalid", {
    pack: named,
    count: opened.error.length,
    place: `${first?.file ?? ""}:${first?.line ?? 1} ${first?.path ?? ""}`.trim(),
    detail: first?.message.en ?? "",
    detailZh: first?.message.zh ?? "",
  });
};

/** As `findPack`, but plans and calendars grade nothing. @throws AppError `pack.not-found`, `pack.invalid`, `pack.no-grading`. */
export const findRegime = async (named: string): Promise<Pack> => {
  const opened = await findPack(named);
  if (opened.kind !== "regime") throw new AppError("pack.no-grading", { pack: named });
  return opened.pack;
};

/**
 * As `findRegime`, and by the id of a shipped pack alone: the version in force on the day, `YYYY-MM-DD`.
 * @throws AppError `pack.not-found`, `pack.not-in-force`, `pack.invalid`, `pack.no-grading`.
 */
export const findRegimeOn = async (named: string, day: string): Promise<Pack> => {
  const family = join(packsFolder, named);
  if (!/^[\w-]+$/.test(named) || !(await isFolder(family))) return findRegime(named);
  for (const version of (await readdir(family)).toSorted()) {
    const pack = await findRegime(`${named}@${version}`);
    if (packInForce([pack], named, day) !== undefined) return pack;
  }
  throw new AppError("pack.not-in-force", { pack: named, date: day });
};

/** Techniques against which an assessment is held unless others are named. */
const usualTechniques = "attack-ics";

/**
 * A pack of attack techniques: `id@version`, a folder, or by `true` the newest of those shipped.
 * @throws AppError `pack.not-found`, `pack.invalid`, `pack.no-techniques`.
 */
export const findTechniques = async (named: string | true): Promise<TechniquePack> => {
  const versions = named === true ? await readdir(join(packsFolder, usualTechniques)) : [];
  const [newest = ""] = versions.toSorted((a, b) => Number.parseFloat(b) - Number.parseFloat(a));
  const pack = named === true ? `${usualTechniques}@${newest}` : named;
  const opened = await findPack(pack);
  if (opened.kind !== "techniques") throw new AppError("pack.no-techniques", { pack });
  return opened.techniques;
};
