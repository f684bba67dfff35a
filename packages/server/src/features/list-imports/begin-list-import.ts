/** Takes a list in as a file: stored, its sheets and headings looked at, nothing of it in the registry yet. */

import type { ListImport } from "@fenji/contract";
import { openList } from "@fenji/intake";
import type { Pack } from "@fenji/regime";
import { inSnapshot, inTransaction, type Ctx } from "../../platform/ctx.ts";
import { withListFile } from "./check-list.ts";
import { inspectList } from "./inspect-list.ts";
import { headingKey, listFields, type Remembered } from "./list-fields.ts";
import { mappingOf, sheetsOf } from "./list-job.ts";
import { readListImport } from "./list-queries.ts";

const maxListBytes = 1024 ** 3;
const listsRemembered = 20;

/** What headings meant in earlier imports, the latest first. */
const rememberedHeadings = async (tx: Ctx): Promise<Remembered> => {
  const rows = await tx.db
    .selectFrom("list_imports")
    .where("state", "=", "done")
    .selectAll()
    .orderBy("id", "desc")
    .limit(listsRemembered)
    .execute();
  const meant = new Map<string, string | null>();
  for (const row of rows.toReversed()) {
    const headings = sheetsOf(row).find(({ name }) => name === row.sheet)?.headings ?? [];
    for (const [column, field] of mappingOf(row).entries())
      meant.set(headingKey(headings[column] ?? ""), field);
  }
  meant.delete("");
  return meant;
};

interface Upload {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly confirm: () => Promise<void>;
}

const codesOf = ({ actor: { scope } }: Ctx): string[] =>
  scope.kind === "jurisdiction" ? [...scope.codes] : ["CN"];

/** @throws AppError `request.too-large`, `list.not-a-list`, `list.empty`, `list.no-headings`. */
export const beginListImport = async (
  ctx: Ctx,
  pack: Pack,
  { name, bytes, confirm }: Upload,
): Promise<ListImport> => {
  const received = await ctx.files.receive(bytes, maxListBytes);
  await confirm();
  await received.keep();
  const remembered = await inSnapshot(ctx, rememberedHeadings);
  const sheets = await withListFile(ctx, received.sha256, async (path) => {
    const list = await openList(path);
    try {
      return await inspectList(list, listFields(pack), remembered);
    } finally {
      await list.close();
    }
  });
  return inTransaction(ctx, async (tx) => {
    const id = tx.newId();
    await tx.db
      .insertInto("list_imports")
      .values({
        id,
        created_at: tx.now().toISOString(),
        actor: tx.actor.id,
        scope: JSON.stringify(tx.actor.scope),
        jurisdictions: codesOf(tx),
        name,
        sha256: received.sha256,
        size: received.size,
        state: "uploaded",
        sheets: JSON.stringify(sheets),
      })
      .execute();
    return readListImport(tx, id);
  });
};
