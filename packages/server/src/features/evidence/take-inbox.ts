/** One look at the inbox: files that have come to rest are imported, then put into done/ or, with the reason, into refused/. */

import { constants, type Stats } from "node:fs";
import { lstat, mkdir, open, readdir } from "node:fs/promises";
import { join, parse } from "node:path";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
import { inSnapshot, inTransaction, type Ctx } from "../../platform/ctx.ts";
import { importEvidence } from "./import-evidence.ts";
import { putAway } from "./put-away.ts";

interface Sighting {
  readonly looks: string;
  /** How often taking it failed, and how many looks it is left alone for that. */
  readonly faults: number;
  readonly rest: number;
}

export interface Inbox {
  readonly folder: string;
  readonly packs: readonly Pack[];
  /** By folder and file name, what was there at the last look; a file is taken when it looks the same again. */
  readonly seen: Map<string, ReadonlyMap<string, Sighting>>;
  readonly signal: AbortSignal;
}

/** `failed`: no fault of the file as far as one knows; it stays and is tried again. */
export type Taken =
  | { readonly path: string; readonly outcome: "imported" }
  | { readonly path: string; readonly outcome: "refused"; readonly why: AppError }
  | { readonly path: string; readonly outcome: "failed"; readonly why: unknown };

interface Firm {
  readonly inbox: Inbox;
  readonly enterpriseId: string;
}

/** Names under which programs write what is not whole yet, and those of hidden files. */
const unfinished = /^\.|\.(?:part|tmp|crdownload|partial|swp)$|~$/i;

/** Looks between two tries of what keeps failing: 1, 2, 4 … up to about ten minutes. */
const longestRest = 120;

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

/** Neither links are followed nor pipes waited for, whatever took the file's place since it was seen: then `false`. */
const importFile = async (
  ctx: Ctx,
  path: string,
  { inbox, enterpriseId, seen }: Firm & { readonly seen: Stats },
): Promise<boolean> => {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const opened = await file.stat();
    if (!opened.isFile() || looks(opened) !== looks(seen)) return false;
    const bytes = file.createReadStream({ autoClose: false });
    const { packs, signal } = inbox;
    await importEvidence(ctx, { enterpriseId, name: parse(path).base, bytes, signal, packs });
    return true;
  } finally {
    await file.close();
  }
};

/** Whoever watches the firm learns that something was refused; which file it was stands beside it in its folder, and nowhere else. */
const tellRefused = (ctx: Ctx, enterpriseId: string, { code }: AppError): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    tx.events.record({
      enterpriseId: enterpriseId as EnterpriseId,
      action: "evidence.refused",
      subject: "inbox",
      payload: { code },
    });
  });

const isFault = (error: unknown): boolean => !(error instanceof AppError) || error.status >= 500;

/** undefined: it was written anew while it was read, and the next look takes it again. */
const takeFile = async (
  ctx: Ctx,
  path: string,
  firm: Firm & { readonly seen: Stats },
): Promise<Taken | undefined> => {
  try {
    const refused = await importFile(ctx, path, firm).catch((error: unknown) => {
      if (error instanceof AppError && !isFault(error)) return error;
      throw error;
    });
    if (refused === false || looks(await lstat(path)) !== looks(firm.seen)) return undefined;
    const why = refused === true ? null : refused;
    await putAway(path, why);
    if (why !== null) await tellRefused(ctx, firm.enterpriseId, why);
    return why === null ? { path, outcome: "imported" } : { path, outcome: "refused", why };
  } catch (why) {
    return firm.inbox.signal.aborted ? undefined : { path, outcome: "failed", why };
  }
};

const sight = (before: Sighting | undefined, now: string): Sighting & { readonly due: boolean } => {
  if (before?.looks !== now) return { looks: now, faults: 0, rest: 0, due: false };
  return { ...before, rest: Math.max(0, before.rest - 1), due: before.rest === 0 };
};

async function* takeFolder(ctx: Ctx, folder: string, firm: Firm): AsyncGenerator<Taken> {
  const before = firm.inbox.seen.get(folder);
  const now = new Map<string, Sighting>();
  // What is no longer there is forgotten with the old map.
  firm.inbox.seen.set(folder, now);
  const entries = await readdir(folder, { withFileTypes: true });
  for (const { name } of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (firm.inbox.signal.aborted) return;
    if (unfinished.test(name)) continue;
    const path = join(folder, name);
    const seen = await lstat(path).catch(() => undefined);
    if (seen === undefined || !seen.isFile()) continue;
    const { due, ...sighting } = sight(before?.get(name), looks(seen));
    now.set(name, sighting);
    if (!due) continue;
    const taken = await takeFile(ctx, path, { ...firm, seen });
    if (taken === undefined) continue;
    if (taken.outcome === "failed") {
      const rest = Math.min(longestRest, 2 ** sighting.faults);
      now.set(name, { ...sighting, faults: sighting.faults + 1, rest });
    } else now.delete(name);
    yield taken;
  }
}

/** A folder that names no enterprise is left alone; one that cannot be read does not keep the others waiting. */
export async function* takeInbox(ctx: Ctx, inbox: Inbox): AsyncGenerator<Taken> {
  await mkdir(inbox.folder, { recursive: true });
  for (const entry of await readdir(inbox.folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || inbox.signal.aborted) continue;
    const enterpriseId = await findFirm(ctx, entry.name);
    if (enterpriseId === undefined) continue;
    const folder = join(inbox.folder, entry.name);
    try {
      yield* takeFolder(ctx, folder, { inbox, enterpriseId });
    } catch (why) {
      yield { path: folder, outcome: "failed", why };
    }
  }
}
