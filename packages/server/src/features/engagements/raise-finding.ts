/** Raises a finding under a number of its own; one that recurs refers to the closed one that it repeats. */

import type {
  BodyOf,
  changeFinding as changeOperation,
  raiseFinding as operation,
} from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import {
  findEngagement,
  lockEngagement,
  type Engagement,
  type EngagementPath,
} from "./engagement-row.ts";
import {
  findFindings,
  lockOpenFinding,
  openSubjects,
  sameSubject,
  type FindingPath,
  type FindingRow,
  type FindingSubject,
  type Subject,
} from "./finding-row.ts";
import { packOf, requirementsOf } from "./machine-standing.ts";
import { nextNumber } from "./numbering.ts";
import { requireRole, requireStage, working } from "./policy.ts";
import { recordFinding } from "./record-finding.ts";
import { subjectStates } from "./subject-states.ts";

type Body = BodyOf<typeof operation>;

const whole: Subject = { kind: "organisation", id: "self" };

/** @throws AppError `engagement.out-of-scope`. */
const requireInScope = async (engagement: Engagement, requirement: string): Promise<void> => {
  const asked = requirementsOf(await packOf(engagement), engagement);
  const excluded = engagement.plan.excluded.some((one) => one.requirement === requirement);
  if (excluded || !asked.some(({ id }) => id === requirement))
    throw new AppError("engagement.out-of-scope", { requirement });
};

/** Named ones, or those that evidence contradicts as of the cut-off; the firm as a whole where there are none. */
const subjectsFor = async (
  tx: Ctx,
  engagement: Engagement,
  { requirement, subjects }: Body,
): Promise<FindingSubject[]> => {
  const pack = await packOf(engagement);
  const asOf = engagement.cutOff ?? tx.now().toISOString();
  const { enterpriseId } = engagement;
  const states = await subjectStates(tx, { enterpriseId, pack, requirement, asOf });
  const against = states.filter(({ contradicted }) => contradicted.size > 0);
  const named = subjects ?? (against.length > 0 ? against.slice(0, 500) : [whole]);
  return named.map(({ kind, id }) => ({
    kind,
    id,
    elements: [...(states.find((one) => sameSubject(one, { kind, id }))?.contradicted ?? [])],
    closed: null,
  }));
};

const overlaps = (finding: FindingRow, subjects: readonly Subject[]): boolean =>
  finding.subjects.some((one) => subjects.some((other) => sameSubject(one, other)));

/** @throws AppError `finding.open-already`. */
const refuseTwice = (earlier: readonly FindingRow[], subjects: readonly Subject[]): void => {
  const open = earlier.find((finding) =>
    openSubjects(finding).some((one) => subjects.some((other) => sameSubject(one, other))),
  );
  if (open !== undefined)
    throw new AppError("finding.open-already", {
      requirement: open.requirement,
      number: open.number,
    });
};

/** Answers its id. @throws AppError `engagement.*`, `finding.open-already`. */
export const raiseFinding = (ctx: Ctx, path: EngagementPath, body: Body): Promise<string> =>
  inTransaction(ctx, async (tx) => {
    const engagement = await lockEngagement(tx, path);
    requireStage(engagement, ["field", "report"]);
    requireRole(tx, engagement, working);
    const { requirement, title, severity, risk, recommendation } = body;
    await requireInScope(engagement, requirement);
    const subjects = await subjectsFor(tx, engagement, body);
    // The counter is locked first, so that two of the same requirement are raised one after the other.
    const number = await nextNumber(tx, path.enterpriseId, "F");
    const of = { packId: engagement.pack.id, type: engagement.type };
    const earlier = await findFindings(tx, path.enterpriseId, { requirement, of });
    refuseTwice(earlier, subjects);
    const repeats =
      earlier.find((one) => one.state === "closed" && overlaps(one, subjects))?.number ?? null;
    const id = tx.newId();
    await tx.db
      .insertInto("findings")
      .values({
        enterprise_id: path.enterpriseId,
        id,
        number,
        engagement_id: engagement.id,
        pack_id: engagement.pack.id,
        pack_version: engagement.pack.version,
        object_type: engagement.type,
        requirement_id: requirement,
        title,
        severity,
        risk,
        recommendation,
        subjects: JSON.stringify(subjects),
        state: "open",
        raised_at: tx.now().toISOString(),
        raised_by: tx.actor.id,
        repeats,
      })
      .execute();
    const finding = { enterpriseId: path.enterpriseId, id, number };
    const payload = { requirement, severity, subjects: subjects.length, repeats };
    recordFinding(tx, finding, { did: "raised", payload });
    return id;
  });

/** Words and severity, while the report that it stands in is not signed. @throws AppError `engagement.*`, `finding.closed`. */
export const changeFinding = (
  ctx: Ctx,
  path: FindingPath,
  { title, severity, risk, recommendation }: BodyOf<typeof changeOperation>,
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const finding = await lockOpenFinding(tx, path);
    const { enterpriseId } = path;
    const of = { enterpriseId, engagementId: finding.engagement.id };
    const engagement = await findEngagement(tx, of);
    requireStage(engagement, ["field", "report"]);
    requireRole(tx, engagement, working);
    await tx.db
      .updateTable("findings")
      .set({ title, severity, risk, recommendation })
      .where("enterprise_id", "=", enterpriseId)
      .where("id", "=", finding.id)
      .execute();
    recordFinding(tx, finding, { did: "changed", payload: { severity } });
  });
