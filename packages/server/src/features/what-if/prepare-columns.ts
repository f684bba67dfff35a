/** Sees to it that the registry lies ready as columns: finds it, or begins to lay it out and tells how far that is. */

import { join } from "node:path";
import type { prepareRegistryColumns as operation, ReplyOf } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
import { sql } from "kysely";
import { systemActor } from "../../platform/auth/actor.ts";
import { baseCtx, inTransaction, type Ctx } from "../../platform/ctx.ts";
import type { NodeServices } from "../../platform/http/node-services.ts";
import { packLibrary } from "../packs/public.ts";
import { sizesBy } from "./gather-attributes.ts";
import { openLayoutFolder, type Layout, type LayoutFolder } from "./layout-folder.ts";
import { layOutRegistry } from "./lay-out-registry.ts";
import { familyOf, readRegistryVersion } from "./registry-version.ts";

type Prepared = ReplyOf<typeof operation>;

/** One registry being laid out. */
interface Work {
  rows: number;
  done: number;
  readonly result: Promise<Layout>;
}

export interface Layouts {
  readonly prepare: (tx: Ctx, pack: Pack) => Promise<Prepared>;
  /** @throws AppError `what-if.version-gone`. */
  readonly find: (ctx: Ctx, pack: Pack, version: string) => Promise<FoundLayout>;
  readonly close: () => Promise<void>;
}

export interface FoundLayout {
  readonly layout: Layout;
  readonly folder: LayoutFolder;
}

/** A small registry is ready before anyone would look at a progress bar. */
const patienceMs = 1_500;

/** A registry that changes all the time would never be ready; one of this age is new enough. */
const freshMs = 60_000;

const ready = ({ header }: Pack, layout: Layout): Prepared => ({
  pack: { id: header.id, version: header.version },
  state: layout.rows === 0 ? "empty" : "ready",
  version: layout.rows === 0 ? null : layout.version,
  rows: layout.rows,
  done: layout.rows,
  bytes: layout.bytes,
  unfit: layout.unfit,
  synthetic: layout.synthetic,
  at: layout.at,
});

const building = ({ header }: Pack, { rows, done }: Work): Prepared => ({
  pack: { id: header.id, version: header.version },
  state: "building",
  version: null,
  rows,
  done,
  bytes: null,
  unfit: 0,
  synthetic: false,
  at: null,
});

const isFresh = (ctx: Ctx, { at }: Layout): boolean =>
  ctx.now().getTime() - Date.parse(at) < freshMs;

const afterPatience = (): Promise<undefined> =>
  new Promise((resolve) => setTimeout(() => resolve(undefined), patienceMs).unref());

export const openLayouts = (services: NodeServices): Layouts => {
  const { config, db, files, log } = services;
  const works = new Map<string, Work>();
  const ending = new AbortController();
  const folderOf = (family: string) => openLayoutFolder(join(config.dataFolder, "what-if"), family);

  const layOut = async (ctx: Ctx, pack: Pack, progress: (rows: number, done: number) => void) => {
    const family = await familyOf(ctx, pack);
    const system = baseCtx({ db, files, log, actor: systemActor });
    await inTransaction(system, (tx) => sql`select fenji_fold_registry_changes()`.execute(tx.db));
    return layOutRegistry(ctx, {
      pack,
      family,
      folder: await folderOf(family),
      sizes: sizesBy((await packLibrary()).regimes),
      progress,
      signal: ending.signal,
    });
  };

  /** Outlives the request that asked for it, as the same reader. */
  const begin = (actor: Ctx["actor"], pack: Pack, family: string): Work => {
    const progress = (rows: number, done: number): void => void Object.assign(work, { rows, done });
    const result = layOut(baseCtx({ db, files, log, actor }), pack, progress);
    const work: Work = { rows: 0, done: 0, result };
    works.set(family, work);
    result
      .catch((error: unknown) => {
        if (!ending.signal.aborted) log.error({ err: error }, "laying out the registry failed");
      })
      .finally(() => works.delete(family));
    return work;
  };

  return {
    prepare: async (tx, pack) => {
      const family = await familyOf(tx, pack);
      const folder = await folderOf(family);
      const held = await folder.find(await readRegistryVersion(tx, family));
      if (held !== undefined) return ready(pack, held);
      const newest = await folder.newest();
      if (newest !== undefined && isFresh(tx, newest)) return ready(pack, newest);
      const work = works.get(family) ?? begin(tx.actor, pack, family);
      const made = await Promise.race([work.result, afterPatience()]);
      return made === undefined ? building(pack, work) : ready(pack, made);
    },
    find: async (ctx, pack, version) => {
      const folder = await folderOf(await familyOf(ctx, pack));
      const layout = await folder.find(version);
      if (layout === undefined) throw new AppError("what-if.version-gone", {});
      return { layout, folder };
    },
    close: async () => {
      ending.abort();
      await Promise.allSettled([...works.values()].map(({ result }) => result));
    },
  };
};
