/** Signs a report: three people in order, over the hash of what they read; the first signature freezes it. */

import type {
  BodyOf,
  returnEngagement as returnOperation,
  signEngagement as operation,
} from "@fenji/contract";
import { AppError, canonicalJson, type LocalizedText } from "@fenji/kernel";
import type { Signer } from "@fenji/submission";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { signingBlockers } from "./blockers.ts";
import { buildContent, canonicalContent, contentHashOf } from "./build-report.ts";
import {
  lockEngagement,
  signaturesNow,
  type Engagement,
  type EngagementPath,
  type SignatureRow,
  type SignatureStep,
  type TeamRole,
} from "./engagement-row.ts";
import { refuseBlocked } from "./move-engagement.ts";
import { requireRole, stageRefused } from "./policy.ts";
import { recordStep } from "./record-step.ts";
import { findWork } from "./work.ts";

const steps: readonly SignatureStep[] = ["prepared", "reviewed", "approved"];

const stepNames: Readonly<Record<SignatureStep, LocalizedText>> = {
  prepared: { zh: "编制", en: "prepared" },
  reviewed: { zh: "审核", en: "reviewed" },
  approved: { zh: "批准", en: "approved" },
};

const rolesFor: Readonly<Record<SignatureStep, readonly TeamRole[]>> = {
  prepared: ["lead", "assessor"],
  reviewed: ["reviewer"],
  approved: ["approver"],
};

/** @throws AppError `engagement.signature-order`, `engagement.signature-person`. */
const requireTurn = (tx: Ctx, given: readonly SignatureRow[], step: SignatureStep): void => {
  const next = steps[given.length];
  if (next !== step) {
    const { zh, en } = next === undefined ? { zh: "已签齐", en: "complete" } : stepNames[next];
    throw new AppError("engagement.signature-order", { zh, en });
  }
  if (given.some(({ person }) => person === tx.actor.id))
    throw new AppError("engagement.signature-person");
};

/** The first signature looks at everything once more; the later ones sign what is frozen. */
const hashToSign = async (tx: Ctx, engagement: Engagement): Promise<string> => {
  if (engagement.frozenHash !== null) return engagement.frozenHash;
  const work = await findWork(tx, engagement);
  refuseBlocked(signingBlockers(work.judgements));
  const content = await buildContent(tx, engagement, work);
  const hash = contentHashOf(content);
  await tx.db
    .updateTable("engagements")
    .set({ frozen: canonicalContent(content), frozen_hash: hash })
    .where("enterprise_id", "=", engagement.enterpriseId)
    .where("id", "=", engagement.id)
    .execute();
  return hash;
};

/** Exactly what the node's key signs: who signed which content, as what, when. */
const statementOf = (
  { id, number, version }: Engagement,
  signed: Pick<SignatureRow, "step" | "person" | "role" | "at" | "contentHash">,
): string =>
  canonicalJson({ schema: "fenji.report-signature/1", engagement: id, number, version, ...signed });

const attest = (signer: Signer | undefined, statement: string): SignatureRow["attestation"] =>
  signer === undefined
    ? null
    : { keyId: signer.keyId, algorithm: signer.algorithm, signature: signer.sign(statement) };

/** @throws AppError `engagement.*` as the operation lists. */
export const signEngagement = (
  ctx: Ctx,
  path: EngagementPath,
  asked: { readonly body: BodyOf<typeof operation>; readonly signer: Signer | undefined },
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { step, contentHash } = asked.body;
    const engagement = await lockEngagement(tx, path);
    if (engagement.stage !== "report") throw stageRefused(engagement);
    const role = requireRole(tx, engagement, rolesFor[step]);
    requireTurn(tx, signaturesNow(engagement), step);
    if ((await hashToSign(tx, engagement)) !== contentHash)
      throw new AppError("engagement.content-changed");
    const signed = { step, person: tx.actor.id, role, at: tx.now().toISOString(), contentHash };
    const attestation = attest(asked.signer, statementOf(engagement, signed));
    await tx.db
      .insertInto("engagement_signatures")
      .values({
        enterprise_id: path.enterpriseId,
        engagement_id: path.engagementId,
        version: engagement.version,
        step,
        person: signed.person,
        role,
        at: signed.at,
        content_hash: contentHash,
        attestation: JSON.stringify(attestation),
      })
      .execute();
    const payload = { step, version: engagement.version, contentHash, attestation };
    await recordStep(tx, engagement, { did: "signed", payload });
  });

/** Signatures are kept with the reason for which they no longer count. */
export const returnEngagement = (
  ctx: Ctx,
  path: EngagementPath,
  { reason }: BodyOf<typeof returnOperation>,
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const engagement = await lockEngagement(tx, path);
    const given = signaturesNow(engagement);
    if (engagement.stage !== "report" || given.length === 0) throw stageRefused(engagement);
    requireRole(tx, engagement, ["lead", "reviewer", "approver"]);
    const withdrawn = { at: tx.now().toISOString(), by: tx.actor.id, reason };
    await tx.db
      .updateTable("engagement_signatures")
      .set({ withdrawn: JSON.stringify(withdrawn) })
      .where("enterprise_id", "=", path.enterpriseId)
      .where("engagement_id", "=", path.engagementId)
      .where("version", "=", engagement.version)
      .execute();
    const version = engagement.version + 1;
    await tx.db
      .updateTable("engagements")
      .set({ version, frozen: null, frozen_hash: null })
      .where("enterprise_id", "=", path.enterpriseId)
      .where("id", "=", path.engagementId)
      .execute();
    await recordStep(tx, engagement, { did: "returned", reason, payload: { version } });
  });
