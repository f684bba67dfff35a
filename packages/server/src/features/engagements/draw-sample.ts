/** Draws a random sample that anybody can draw again: the lowest hashes of seed, kind and id. */

import { createHash, randomBytes } from "node:crypto";
import type { BodyOf, drawEngagementSample as operation } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { lockEngagement, type EngagementPath, type Plan } from "./engagement-row.ts";
import { requireRole, requireStage } from "./policy.ts";
import { recordStep } from "./record-step.ts";
import { savePlan } from "./save-plan.ts";
import { findSubjects, type KnownSubject } from "./subjects.ts";

type Body = BodyOf<typeof operation>;

/** A sample that is written out in a report and looked at by people. */
const maxChosen = 1000;

export const sampleSize = (rule: Body["rule"], known: number, asked: number): number => {
  const wanted =
    rule === "all" ? known : rule === "root" ? Math.max(3, Math.ceil(Math.sqrt(known))) : asked;
  return Math.min(wanted, known, maxChosen);
};

/** In the order of their hashes; the same whatever the order in which the subjects come. */
export const chooseByHash = (
  known: readonly KnownSubject[],
  of: { readonly seed: string; readonly kind: string; readonly size: number },
): KnownSubject[] =>
  known
    .map((subject) => ({
      subject,
      hash: createHash("sha256").update(`${of.seed}\n${of.kind}\n${subject.id}`).digest("hex"),
    }))
    .toSorted((a, b) => (a.hash < b.hash ? -1 : 1))
    .slice(0, of.size)
    .map(({ subject }) => subject);

/** A second draw of a kind replaces the first, and both stand in the events with their seeds. */
export const drawSample = (
  ctx: Ctx,
  path: EngagementPath,
  { kind, rule, size: asked, seed: given }: Body,
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const engagement = await lockEngagement(tx, path);
    requireStage(engagement, ["prepare", "plan", "field"]);
    requireRole(tx, engagement, ["lead"]);
    const known = await findSubjects(tx, path.enterpriseId, kind);
    if (known.length === 0) throw new AppError("engagement.nothing-to-sample", { kind });
    const seed = given ?? randomBytes(16).toString("hex");
    const size = sampleSize(rule, known.length, asked ?? 1);
    const drawn: Plan["samples"][number] = {
      kind,
      known: known.length,
      rule,
      size,
      seed,
      drawnAt: tx.now().toISOString(),
      drawnBy: tx.actor.id,
      chosen: chooseByHash(known, { seed, kind, size }),
    };
    const samples = [...engagement.plan.samples.filter((one) => one.kind !== kind), drawn];
    await savePlan(tx, engagement, { samples });
    await recordStep(tx, engagement, {
      did: "sampled",
      payload: { kind, rule, known: known.length, size, seed },
    });
  });
