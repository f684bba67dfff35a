/** Sends the node above this jurisdiction's roll-up: counts alone, the small ones kept back. */

import { AppError } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
import { suppressTable } from "@fenji/indicators";
import type { AggregateBody } from "@fenji/submission";
import { sql } from "kysely";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { asNode } from "./as-node.ts";
import { enqueueMessage } from "./enqueue-message.ts";
import type { Exchange } from "./open-exchange.ts";

/** Fewer firms than this in a cell can be told apart by who knows the region. */
const threshold = 5;

const countCells = async (tx: Ctx, jurisdiction: string, pack: Pack["header"]) => {
  const rows = await tx.db
    .selectFrom("enterprise_grade_rollups")
    .select(["sector", "object_type as type", "grade"])
    .select(sql<number>`sum(enterprises)::int`.as("enterprises"))
    .where("jurisdiction_code", "=", jurisdiction)
    .where("pack_id", "=", pack.id)
    .where("pack_version", "=", pack.version)
    .groupBy(["sector", "object_type", "grade"])
    .having(sql<number>`sum(enterprises)`, ">", 0)
    .orderBy("object_type")
    .orderBy("sector")
    .orderBy("grade")
    .execute();
  return rows.map((row) => ({ ...row, sector: row.sector === "" ? "unknown" : row.sector }));
};

const countEnterprises = async (tx: Ctx, jurisdiction: string): Promise<number> => {
  const row = await tx.db
    .selectFrom("enterprise_rollups")
    .select(sql<number>`coalesce(sum(enterprises), 0)::int`.as("n"))
    .where("jurisdiction_code", "=", jurisdiction)
    .executeTakeFirstOrThrow();
  return row.n;
};

const countFilings = async (tx: Ctx, jurisdiction: string): Promise<AggregateBody["filings"]> => {
  const counted = await tx.db
    .selectFrom("filings as f")
    .innerJoin("enterprises as e", "e.enterprise_id", "f.enterprise_id")
    .select([
      sql<number>`count(*)::int`.as("filed"),
      sql<number>`count(*) filter (where f.state = 'returned')::int`.as("returned"),
      sql<number>`count(*) filter (where f.state = 'verified')::int`.as("verified"),
      sql<number>`count(*) filter (where f.state = 'registered')::int`.as("registered"),
    ])
    .where("e.jurisdiction_code", "=", jurisdiction)
    .where("f.current", "=", true)
    .where("f.direction", "=", "in")
    .executeTakeFirstOrThrow();
  return {
    filed: suppressCount(counted.filed),
    returned: suppressCount(counted.returned),
    verified: suppressCount(counted.verified),
    registered: suppressCount(counted.registered),
  };
};

/** For a count that stands alone. */
const suppressCount = (count: number): number | null =>
  count > 0 && count < threshold ? null : count;

type Counted = Awaited<ReturnType<typeof countCells>>;

/** Sectors by grades of one type, so that no small count can be worked out from sums that others know. */
const suppressType = (cells: Counted): AggregateBody["cells"] => {
  const sectors = [...new Set(cells.map(({ sector }) => sector))];
  const grades = [...new Set(cells.map(({ grade }) => grade))];
  const counts = sectors.map((sector) =>
    grades.map(
      (grade) =>
        cells.find((cell) => cell.sector === sector && cell.grade === grade)?.enterprises ?? 0,
    ),
  );
  const { grid } = suppressTable(counts, { threshold, earlier: [] });
  return sectors.flatMap((sector, row) =>
    grades.map((grade, column) => ({
      sector,
      type: cells[0]?.type ?? "",
      grade,
      enterprises: grid[row]?.[column] ?? null,
    })),
  );
};

const suppressCells = (cells: Counted): AggregateBody["cells"] =>
  [...Map.groupBy(cells, ({ type }) => type).values()].flatMap(suppressType);

const makeBody = async (
  tx: Ctx,
  jurisdiction: string,
  pack: Pack["header"],
): Promise<AggregateBody> => ({
  jurisdiction,
  asOf: tx.now().toISOString().slice(0, 10),
  pack: { id: pack.id, version: pack.version },
  threshold,
  enterprises: suppressCount(await countEnterprises(tx, jurisdiction)),
  filings: await countFilings(tx, jurisdiction),
  cells: suppressCells(await countCells(tx, jurisdiction, pack)),
});

/** @throws AppError `request.not-found`, `exchange.unlinked` for a node that is not above this one as a province's. */
export const sendAggregate = (
  ctx: Ctx,
  exchange: Exchange,
  { peerId, pack }: { readonly peerId: string; readonly pack: Pack },
): Promise<string> =>
  inTransaction(asNode(ctx), async (tx) => {
    if (exchange.identity().kind !== "supervisor")
      throw new AppError("exchange.wrong-node-kind", { kind: "supervisor" });
    const peer = await tx.db
      .selectFrom("peers")
      .select(["relation", "state", "jurisdiction_code"])
      .where("peer_id", "=", peerId)
      .executeTakeFirst();
    if (peer === undefined) throw new AppError("request.not-found", { what: peerId });
    const { jurisdiction_code: jurisdiction } = peer;
    if (peer.relation !== "above" || peer.state !== "linked" || jurisdiction === null)
      throw new AppError("exchange.unlinked", {});
    const body = await makeBody(tx, jurisdiction, pack.header);
    const { id } = await enqueueMessage(tx, exchange.identity(), {
      peerId,
      kind: "aggregate",
      body,
      enterprise: null,
    });
    await tx.db
      .insertInto("aggregates")
      .values({
        id,
        peer_id: peerId,
        direction: "out",
        jurisdiction_code: jurisdiction,
        as_of: body.asOf,
        content: JSON.stringify(body),
      })
      .execute();
    tx.events.record({
      enterpriseId: null,
      action: "aggregate.sent",
      subject: id,
      payload: { peer: peerId, jurisdiction, cells: body.cells.length },
    });
    return id;
  });
