/** Field records as the operations show them. */

import type { listFieldRecords as operation, QueryOf, ReplyOf } from "@fenji/contract";
import type { Ctx } from "../../platform/ctx.ts";
import { findEngagement, type EngagementPath } from "./engagement-row.ts";
import { findRecords, type StandingRecord } from "./field-records.ts";
import { namePeople, type Named } from "./people.ts";

type Reply = ReplyOf<typeof operation>;

export const showRecords = (records: readonly StandingRecord[], named: Named): Reply["records"] =>
  records.map(({ id, heads, versions }) => ({
    id,
    heads: heads.map(({ record, person, device, receivedAt }) => ({
      ...record,
      by: named(person),
      device,
      receivedAt,
    })),
    versions: versions.length,
  }));

const newestSeq = ({ versions }: StandingRecord): number =>
  Math.max(...versions.map(({ seq }) => seq));

/** @throws AppError `request.not-found`. */
export const listFieldRecords = async (
  tx: Ctx,
  path: EngagementPath,
  { requirement, since }: QueryOf<typeof operation>,
): Promise<Reply> => {
  const all = await findRecords(tx, await findEngagement(tx, path));
  const wanted = all
    .filter((one) => newestSeq(one) > since)
    .filter(
      ({ heads }) =>
        requirement === undefined || heads.some(({ record }) => record.requirement === requirement),
    );
  const named = await namePeople(
    tx,
    wanted.flatMap(({ heads }) => heads.map(({ person }) => person)),
  );
  return {
    records: showRecords(wanted, named),
    cursor: Math.max(since, ...all.map(newestSeq)),
  };
};
