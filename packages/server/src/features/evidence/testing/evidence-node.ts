/** A node with firms for the tests of evidence, and short ways to act on them. */

import { createHash, randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { EnterpriseId } from "@fenji/kernel";
import { sql } from "kysely";
import { localActor, type Actor } from "../../../platform/auth/actor.ts";
import { inSnapshot, inTransaction, newId } from "../../../platform/ctx.ts";
import type { FeatureRegistrar } from "../../../platform/http/node-services.ts";
import { startTestNode, type TestNode } from "../../../platform/testing/start-test-node.ts";
import { importEvidence, type ImportReply } from "../import-evidence.ts";
import { withdrawEvidence, type Withdrawn } from "../withdraw-evidence.ts";
import { samplePack } from "./sample-pack.ts";

export interface Row {
  readonly check: string;
  readonly result: string;
  readonly subject: string;
}

export interface EvidenceNode {
  readonly node: TestNode;
  readonly addFirm: () => Promise<EnterpriseId>;
  readonly importText: (firm: EnterpriseId, text: string, name?: string) => Promise<ImportReply>;
  readonly importBytes: (
    firm: EnterpriseId,
    bytes: AsyncIterable<Uint8Array>,
    signal?: AbortSignal,
  ) => Promise<ImportReply>;
  readonly withdraw: (firm: EnterpriseId, sha256: string) => Promise<Withdrawn>;
  /** Open observations, by subject and check. */
  readonly open: (firm: EnterpriseId) => Promise<readonly Row[]>;
  readonly verdicts: (firm: EnterpriseId) => Promise<Readonly<Record<string, string>>>;
  /** Rows of everything that an import can write. */
  readonly size: (firm: EnterpriseId) => Promise<Readonly<Record<string, number>>>;
  readonly log: () => string;
}

export const sha256Of = (text: string): string => createHash("sha256").update(text).digest("hex");

/** In pieces, as from the network. */
export async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

export const ownActor = (firm: EnterpriseId): Actor => ({
  ...localActor,
  id: "tester",
  scope: { kind: "own", enterpriseIds: [firm] },
});

const addFirm = async (node: TestNode): Promise<EnterpriseId> => {
  const firm = newId() as EnterpriseId;
  await inTransaction(node.ctx(), (tx) =>
    tx.db
      .insertInto("enterprises")
      .values({
        enterprise_id: firm,
        credit_code: `99X${randomInt(10 ** 12)}`.padEnd(18, "0"),
        name: "某厂（合成）",
        name_en: null,
        jurisdiction_code: "X0",
        city_code: null,
        division: "C31",
        sector: "raw-materials",
        synthetic: true,
        created_at: new Date().toISOString(),
      })
      .execute(),
  );
  return firm;
};

const readsOf = (node: TestNode): Pick<EvidenceNode, "open" | "verdicts" | "size"> => {
  const open: EvidenceNode["open"] = (firm) =>
    inSnapshot(node.ctx(), async (tx) => {
      const { rows } = await sql<Row>`
        select check_ref as "check", result, subject_id as subject from observations
        where enterprise_id = ${firm} and closed_at is null order by subject_id, check_ref, result`.execute(
        tx.db,
      );
      return rows;
    });
  const verdicts: EvidenceNode["verdicts"] = (firm) =>
    inSnapshot(node.ctx(), async (tx) => {
      const rows = await tx.db
        .selectFrom("verdicts")
        .select(["requirement_id", "verdict"])
        .where("enterprise_id", "=", firm)
        .execute();
      return Object.fromEntries(rows.map((row) => [row.requirement_id, row.verdict]));
    });
  const size: EvidenceNode["size"] = (firm) =>
    inSnapshot(node.ctx(), async (tx) => {
      const { rows } = await sql<Record<string, number>>`select
        (select count(*) from evidence_files where enterprise_id = ${firm})::int as files,
        (select count(*) from observations where enterprise_id = ${firm})::int as observations,
        (select count(*) from evidence_reports where enterprise_id = ${firm})::int as reports,
        (select count(*) from observation_sightings where enterprise_id = ${firm})::int as sightings,
        (select count(*) from verdicts where enterprise_id = ${firm})::int as verdicts,
        (select count(*) from events where enterprise_id = ${firm})::int as events`.execute(tx.db);
      return rows[0] ?? {};
    });
  return { open, verdicts, size };
};

export const startEvidenceNode = async (
  features: readonly FeatureRegistrar[] = [],
): Promise<EvidenceNode> => {
  const node = await startTestNode({ features });
  const importBytes: EvidenceNode["importBytes"] = (
    firm,
    bytes,
    signal = new AbortController().signal,
  ) =>
    importEvidence(node.ctx(), {
      enterpriseId: firm,
      name: "report.xml",
      bytes,
      signal,
      packs: [samplePack],
    });
  return {
    node,
    addFirm: () => addFirm(node),
    importBytes,
    importText: (firm, text, name = "report.xml") =>
      importEvidence(node.ctx(), {
        enterpriseId: firm,
        name,
        bytes: bytesOf(text),
        signal: new AbortController().signal,
        packs: [samplePack],
      }),
    withdraw: (firm, sha256) =>
      withdrawEvidence(node.ctx(), { enterpriseId: firm, sha256, packs: [samplePack] }),
    ...readsOf(node),
    log: () => readFileSync(join(node.dataFolder, "logs", "fenji.log"), "utf8"),
  };
};
