/** The whole registry as columns, laid out anew for this, with the ids of its rows. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { readColumnsFile, type Columns } from "@fenji/grading";
import type { Pack } from "@fenji/regime";
import { systemActor } from "../../platform/auth/actor.ts";
import { baseCtx } from "../../platform/ctx.ts";
import type { NodeServices } from "../../platform/http/node-services.ts";
import { openLayoutFolder } from "./layout-folder.ts";
import { layOutRegistry } from "./lay-out-registry.ts";
import { familyOf } from "./registry-version.ts";

export interface WholeRegistry {
  readonly columns: Columns;
  readonly idsOf: (rows: readonly number[]) => Promise<(string | undefined)[]>;
}

/** null: there are no firms. */
export const readWholeRegistry = async (
  { config, db, files, log }: NodeServices,
  pack: Pack,
  signal: AbortSignal,
): Promise<WholeRegistry | null> => {
  const ctx = baseCtx({ db, files, log, actor: systemActor });
  const family = await familyOf(ctx, pack);
  const folder = await openLayoutFolder(join(config.dataFolder, "grade-check"), family);
  const made = await layOutRegistry(ctx, {
    pack,
    family,
    folder,
    sizes: (rows) => rows.map(() => ""),
    progress: () => undefined,
    signal,
  });
  if (made.rows === 0) return null;
  const bytes = await promisify(gunzip)(await readFile(folder.columns(made.version)));
  const { columns } = readColumnsFile(bytes, pack.grading.facts);
  return { columns, idsOf: (rows) => folder.idsOf(made.version, rows) };
};
