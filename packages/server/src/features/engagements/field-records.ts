/** Field records as they stand: the versions that no other replaces, and how many devices disagree. */

import type { fieldRecord } from "@fenji/contract";
import type { z } from "zod";
import type { Ctx } from "../../platform/ctx.ts";
import type { EngagementRow } from "./engagement-row.ts";

/** As a device sent it. */
export type FieldRecord = z.infer<typeof fieldRecord>;

export interface StoredVersion {
  readonly record: FieldRecord;
  readonly person: string;
  readonly device: string | null;
  readonly receivedAt: string;
  readonly seq: number;
}

export interface StandingRecord {
  readonly id: string;
  /** One, or several where devices changed it differently; in the order of their ids. */
  readonly heads: readonly StoredVersion[];
  readonly versions: readonly StoredVersion[];
}

/** Whatever the order in which versions came: those that no other names as its base. */
export const headsOf = (versions: readonly StoredVersion[]): readonly StoredVersion[] => {
  const replaced = new Set(versions.flatMap(({ record }) => record.bases));
  return versions
    .filter(({ record }) => !replaced.has(record.version))
    .toSorted((a, b) => (a.record.version < b.record.version ? -1 : 1));
};

export interface RecordsAsked {
  /** Only these records, with all their versions. */
  readonly ids?: readonly string[];
}

const findVersions = async (
  tx: Ctx,
  { enterpriseId, id }: EngagementRow,
  { ids }: RecordsAsked,
): Promise<StoredVersion[]> => {
  if (ids !== undefined && ids.length === 0) return [];
  let query = tx.db
    .selectFrom("field_records")
    .where("enterprise_id", "=", enterpriseId)
    .where("engagement_id", "=", id)
    .select(["content", "person", "device", "received_at", "seq"])
    .orderBy("seq");
  if (ids !== undefined) query = query.where("record_id", "in", [...ids]);
  const rows = await query.execute();
  return rows.map((row) => ({
    record: row.content as FieldRecord,
    person: row.person,
    device: row.device,
    receivedAt: row.received_at,
    seq: row.seq,
  }));
};

/** In the order in which they were first taken in. */
export const findRecords = async (
  tx: Ctx,
  engagement: EngagementRow,
  asked: RecordsAsked = {},
): Promise<StandingRecord[]> => {
  const versions = await findVersions(tx, engagement, asked);
  return [...Map.groupBy(versions, ({ record }) => record.id)].map(([id, own]) => ({
    id,
    heads: headsOf(own),
    versions: own,
  }));
};

/** Those that count: withdrawn ones do not. */
export const recordsThatCount = (records: readonly StandingRecord[]): readonly StandingRecord[] =>
  records.filter(({ heads }) => heads.some(({ record }) => !record.withdrawn));

export const isConflict = ({ heads }: StandingRecord): boolean => heads.length > 1;
