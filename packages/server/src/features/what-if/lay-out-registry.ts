/** Lays the registry that one reader sees out as columns: through a cursor, a few thousand firms at a time. */

import { createWriteStream } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { gatherColumns, writeColumnsFile, type ColumnsFile } from "@fenji/grading";
import type { Facts, Pack } from "@fenji/regime";
import { sql } from "kysely";
import { inSnapshot, type Ctx } from "../../platform/ctx.ts";
import { kernelOf } from "../grading/public.ts";
import { packContentHash } from "../packs/public.ts";
import { fitRows } from "./fit-facts.ts";
import { growDictionary } from "./gather-attributes.ts";
import { idBytes, type Layout, type LayoutFolder } from "./layout-folder.ts";
import { readRegistryVersion } from "./registry-version.ts";

export interface LayingOut {
  readonly pack: Pack;
  readonly family: string;
  readonly folder: LayoutFolder;
  readonly sizes: (rows: readonly Facts[]) => readonly string[];
  /** Tells how far it is, after each piece. */
  readonly progress: (rows: number, done: number) => void;
  readonly signal: AbortSignal;
}

interface Firm {
  readonly id: string;
  readonly jurisdiction: string;
  readonly city: string;
  readonly division: string;
  readonly sector: string;
  readonly synthetic: boolean;
  readonly facts: Facts | null;
}

/** A multiple of 32, as pieces of columns must be. */
const pieceRows = 4_096;

const countFirms = async (tx: Ctx): Promise<number> => {
  const { firms } = await tx.db
    .selectFrom("enterprises")
    .select(({ fn }) => fn.countAll<number>().as("firms"))
    .executeTakeFirstOrThrow();
  return firms;
};

/** In the order of ids, which never changes: a row keeps its place while firms are added behind it. */
async function* readFirms(tx: Ctx): AsyncGenerator<readonly Firm[]> {
  await sql`declare what_if_firms no scroll cursor for
    select e.enterprise_id as id, e.jurisdiction_code as jurisdiction, coalesce(e.city_code, '') as city,
           coalesce(e.division, '') as division, coalesce(e.sector, '') as sector, e.synthetic, f.facts
      from enterprises e
      left join lateral (select facts from enterprise_facts f where f.enterprise_id = e.enterprise_id
                          order by recorded_at desc, id desc limit 1) f on true
     order by e.enterprise_id`.execute(tx.db);
  for (;;) {
    const { rows } =
      await sql<Firm>`fetch forward ${sql.lit(pieceRows)} from what_if_firms`.execute(tx.db);
    if (rows.length === 0) return;
    yield rows;
  }
}

const attributes = ["jurisdiction", "city", "division", "sector", "size"] as const;

interface Gathered {
  readonly file: Pick<ColumnsFile, "columns" | "attributes">;
  readonly ids: Uint8Array;
  readonly unfit: number;
  readonly synthetic: boolean;
}

const gather = async (
  tx: Ctx,
  { pack, sizes, progress, signal }: LayingOut,
  rows: number,
): Promise<Gathered> => {
  const kernel = kernelOf(pack);
  const whole = gatherColumns(rows);
  const ids = Buffer.alloc(rows * idBytes);
  const dictionaries = attributes.map((name) => ({ name, ...growDictionary(rows) }));
  const found = { done: 0, unfit: 0, synthetic: false };
  for await (const firms of readFirms(tx)) {
    signal.throwIfAborted();
    const facts = firms.map((firm) => firm.facts ?? {});
    const fitted = fitRows(kernel, facts);
    whole.add(fitted.columns);
    const size = sizes(facts);
    for (const [index, firm] of firms.entries()) {
      const row = found.done + index;
      ids.write(firm.id.replaceAll("-", ""), row * idBytes, "hex");
      found.synthetic ||= firm.synthetic;
      for (const { name, set } of dictionaries)
        set(row, name === "size" ? (size[index] ?? "") : firm[name]);
    }
    found.done += firms.length;
    found.unfit += fitted.unfit;
    progress(rows, found.done);
  }
  return {
    file: {
      columns: whole.columns(),
      attributes: new Map(dictionaries.map(({ name, column }) => [name, column()])),
    },
    ids,
    unfit: found.unfit,
    synthetic: found.synthetic,
  };
};

const write = async (
  { pack, folder, signal }: LayingOut,
  version: string,
  { file, ids }: Gathered,
): Promise<number> => {
  const { id, version: packVersion, notice } = pack.header;
  const hash = await packContentHash(pack.header);
  const pieces = writeColumnsFile(
    { pack: { id, version: packVersion, hash }, synthetic: null, notice, ...file },
    pack.grading.facts,
  );
  let bytes = 0;
  const counted = function* (): Generator<Uint8Array> {
    for (const piece of pieces) {
      bytes += piece.byteLength;
      yield piece;
    }
  };
  const unfinished = `${folder.columns(version)}.part`;
  try {
    const to = createWriteStream(unfinished, { mode: 0o600 });
    await pipeline(Readable.from(counted(), { objectMode: false }), createGzip(), to, { signal });
    await rename(unfinished, folder.columns(version));
    await writeFile(folder.ids(version), ids, { mode: 0o600 });
  } finally {
    await rm(unfinished, { force: true });
  }
  return bytes;
};

/** One snapshot of the database; the version is that of what was read. A registry without firms has no files. */
export const layOutRegistry = (ctx: Ctx, laying: LayingOut): Promise<Layout> =>
  inSnapshot(ctx, async (tx) => {
    const version = await readRegistryVersion(tx, laying.family);
    const rows = await countFirms(tx);
    const at = tx.now().toISOString();
    laying.progress(rows, 0);
    if (rows === 0) return { version, rows, bytes: 0, unfit: 0, synthetic: false, at };
    const gathered = await gather(tx, laying, rows);
    const bytes = await write(laying, version, gathered);
    const { unfit, synthetic } = gathered;
    const made: Layout = { version, rows, bytes, unfit, synthetic, at };
    await laying.folder.keep(made);
    return made;
  });
