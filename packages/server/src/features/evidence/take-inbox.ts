/** One look at the inbox: files that have come to rest are imported, then put into done/ or, with the reason, into refused/. */

import { constants, type Stats } from "node:fs";
import { lstat, mkdir, open, readdir, rename, writeFile } from "node:fs/promises";
import { join, parse } from "node:path";
import { AppError } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
import { inSnapshot, type Ctx } from "../../platform/ctx.ts";
import { importEvidence } from "./import-evidence.ts";

export interface Inbox {
  readonly folder: string;
  readonly packs: readonly Pack[];
  /** What each file looked like at the last look; it is taken when it looks the same again. */
  readonly seen: Map<string, string>;
  readonly signal: AbortSignal;
}

export interface Taken {
  readonly path: string;
  /** null: imported. */
  readonly refused: AppError | null;
}

/** Names under which programs write what is not whole yet, and those of hidden files. */
const unfinished = /^\.|\.(?:part|tmp|crdownload|partial|swp)$|~$/i;

const looks = ({ ino, size, mtimeMs }: Stats): string => `${ino} ${size} ${mtimeMs}`;

/** A folder is named by the id or the credit code of its enterprise. */
const findFirm = (ctx: Ctx, name: string): Promise<string | undefined> =>
  inSnapshot(ctx, async ({ db }) => {
    const firms = db.selectFrom("enterprises").select("enterprise_id");
    const byId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name);
    const found = await firms
      .where(byId ? "enterprise_id" : "credit_code", "=", byId ? name : name.toUpperCase())
      .executeTakeFirst();
    return found?.enterprise_id;
  });

/** A name that is free: `scan.nessus`, `scan-2.nessus`. One process moves files, so it stays free. */
const freePath = async (folder: string, name: string): Promise<string> => {
  const { name: stem, ext } = parse(name);
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? name : `${stem}-${number}${ext}`);
    const taken = await lstat(path).then(
      () => true,
      () => false,
    );
    if (!taken) return path;
  }
};

const putAway = async (path: string, folder: string, why: AppError | null): Promise<void> => {
  await mkdir(folder, { recursive: true });
  const to = await freePath(folder, parse(path).base);
  await rename(path, to);
  if (why !== null)
    await writeFile(`${to}.txt`, `${why.in("zh")}\n${why.in("en")}\n[${why.code}]\n`);
};

/** Links are never followed, whatever changed since the folder was read. */
const importFile = async (
  ctx: Ctx,
  path: string,
  { inbox, enterpriseId }: { readonly inbox: Inbox; readonly enterpriseId: string },
): Promise<AppError | null> => {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const bytes = file.createReadStream({ autoClose: false });
    const { packs, signal } = inbox;
    await importEvidence(ctx, { enterpriseId, name: parse(path).base, bytes, signal, packs });
    return null;
  } catch (error) {
    // What is no fault of the file is tried again at the next look.
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return error;
  } finally {
    await file.close();
  }
};

const isAtRest = (inbox: Inbox, path: string, stats: Stats): boolean => {
  const now = looks(stats);
  const before = inbox.seen.get(path);
  inbox.seen.set(path, now);
  return before === now;
};

async function* takeFolder(
  ctx: Ctx,
  folder: string,
  of: { readonly inbox: Inbox; readonly enterpriseId: string },
): AsyncGenerator<Taken> {
  for (const entry of (await readdir(folder, { withFileTypes: true })).toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    if (of.inbox.signal.aborted) return;
    if (!entry.isFile() || unfinished.test(entry.name)) continue;
    const path = join(folder, entry.name);
    const before = await lstat(path).catch(() => undefined);
    if (before === undefined || !isAtRest(of.inbox, path, before)) continue;
    const refused = await importFile(ctx, path, of);
    const after = await lstat(path).catch(() => undefined);
    // Written anew while it was read: the next look takes it again.
    if (after === undefined || looks(after) !== looks(before)) continue;
    of.inbox.seen.delete(path);
    await putAway(path, join(folder, refused === null ? "done" : "refused"), refused);
    yield { path, refused };
  }
}

/** A folder that names no enterprise is left alone. */
export async function* takeInbox(ctx: Ctx, inbox: Inbox): AsyncGenerator<Taken> {
  await mkdir(inbox.folder, { recursive: true });
  for (const entry of await readdir(inbox.folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const enterpriseId = await findFirm(ctx, entry.name);
    if (enterpriseId === undefined) continue;
    yield* takeFolder(ctx, join(inbox.folder, entry.name), { inbox, enterpriseId });
  }
}
