/** Filings of enterprises as a case is computed from them: without their content, in the order in which they were made. */

import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import type { HeldFiling } from "./case-from-filings.ts";

/** The filings of one enterprise under one pack. */
export interface FiledBy {
  readonly enterpriseId: string;
  readonly packId: string;
  readonly filings: readonly HeldFiling[];
}

/** The JSON columns were written by this program in these shapes. */
interface HeldJson {
  readonly grades: HeldFiling["grades"];
  readonly regraded: { readonly grades: HeldFiling["grades"] } | null;
  readonly findings: HeldFiling["findings"];
  readonly history: HeldFiling["history"];
}

const select = (tx: Ctx, enterpriseIds: readonly string[], peerId: string | undefined) => {
  let query = tx.db
    .selectFrom("filings")
    .select(["enterprise_id", "id", "peer_id", "direction", "revision", "pack_id", "occasion"])
    .select(["filed_at", "differs", "registration_number"])
    .select([
      sql<HeldJson["grades"]>`grades`.as("grades"),
      sql<HeldJson["regraded"]>`regraded`.as("regraded"),
      sql<HeldJson["findings"]>`findings`.as("findings"),
      sql<HeldJson["history"]>`history`.as("history"),
    ])
    .where("enterprise_id", "in", enterpriseIds);
  if (peerId !== undefined) query = query.where("peer_id", "=", peerId);
  return query.orderBy("filed_at").orderBy("revision").execute();
};

type Row = Awaited<ReturnType<typeof select>>[number];

const toHeld = (row: Row): HeldFiling => ({
  id: row.id,
  occasion: row.occasion,
  filedAt: row.filed_at,
  grades: row.grades,
  regraded: row.regraded?.grades ?? null,
  differs: row.differs,
  findings: row.findings,
  registrationNumber: row.registration_number,
  history: row.history,
});

/** What one node says to another is in the order of its numbers, whatever its clock said. */
const inOrder = (rows: readonly Row[]): readonly Row[] => {
  const peers = new Set(rows.map(({ peer_id }) => peer_id));
  return peers.size === 1 ? rows.toSorted((a, b) => a.revision - b.revision) : rows;
};

/**
 * Where this node supervises, what it has received; else what it has sent to the supervisor to which it filed last, or
 * to `peerId` alone.
 */
export const findHeldFilings = async (
  tx: Ctx,
  enterpriseIds: readonly string[],
  peerId?: string,
): Promise<readonly FiledBy[]> => {
  const rows = await select(tx, enterpriseIds, peerId);
  const groups = Map.groupBy(rows, ({ enterprise_id, pack_id }) => `${enterprise_id} ${pack_id}`);
  return [...groups.values()].flatMap((group) => {
    const last = group.at(-1);
    if (last === undefined) return [];
    const received = group.filter(({ direction }) => direction === "in");
    const sent = group.filter(({ peer_id }) => peer_id === last.peer_id);
    const filings = inOrder(received.length > 0 ? received : sent).map(toHeld);
    return [{ enterpriseId: last.enterprise_id, packId: last.pack_id, filings }];
  });
};
