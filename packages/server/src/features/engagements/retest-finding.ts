/** Retests a finding: closes the subjects that later evidence or an assessor's look covers, and no other. */

import type { BodyOf, retestFinding as operation, ReplyOf } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import {
  lockOpenFinding,
  openSubjects,
  sameSubject,
  type Closing,
  type FindingPath,
  type FindingRow,
  type Subject,
} from "./finding-row.ts";
import { recordFinding } from "./record-finding.ts";
import { openSubjectsNow } from "./show-finding.ts";

type Body = BodyOf<typeof operation>;

export type Retested = Omit<ReplyOf<typeof operation>, "finding">;

/** Lead or assessor of an engagement of the same pack and type that was not cancelled. @throws AppError `finding.not-retester`. */
const requireRetester = async (tx: Ctx, finding: FindingRow): Promise<void> => {
  const row = await tx.db
    .selectFrom("engagement_members as m")
    .innerJoin("engagements as e", (join) =>
      join.onRef("e.enterprise_id", "=", "m.enterprise_id").onRef("e.id", "=", "m.engagement_id"),
    )
    .where("m.enterprise_id", "=", finding.enterpriseId)
    .where("m.person", "=", tx.actor.id)
    .where("m.role", "in", ["lead", "assessor"])
    .where("e.pack_id", "=", finding.pack.id)
    .where("e.object_type", "=", finding.type)
    .where("e.stage", "!=", "cancelled")
    .select("e.id")
    .executeTakeFirst();
  if (row === undefined) throw new AppError("finding.not-retester");
};

const requireOpen = (finding: FindingRow, subjects: readonly Subject[]): void => {
  const open = openSubjects(finding);
  const other = subjects.find((one) => !open.some((subject) => sameSubject(subject, one)));
  if (other !== undefined)
    throw new AppError("finding.unknown-subject", {
      number: finding.number,
      subject: `${other.kind}:${other.id}`,
    });
};

const close = async (
  tx: Ctx,
  finding: FindingRow,
  { covered, closing }: { readonly covered: readonly Subject[]; readonly closing: Closing },
): Promise<void> => {
  if (covered.length === 0) return;
  const subjects = finding.subjects.map((one) =>
    one.closed === null && covered.some((subject) => sameSubject(subject, one))
      ? { ...one, closed: closing }
      : one,
  );
  const done = subjects.every(({ closed }) => closed !== null);
  await tx.db
    .updateTable("findings")
    .set({
      subjects: JSON.stringify(subjects),
      ...(done ? { state: "closed" as const, closed_at: closing.at } : {}),
    })
    .where("enterprise_id", "=", finding.enterpriseId)
    .where("id", "=", finding.id)
    .execute();
  const payload = {
    how: closing.how,
    subjects: covered.length,
    open: openSubjects({ subjects }).length,
  };
  recordFinding(tx, finding, { did: done ? "closed" : "retested", payload });
};

/** @throws AppError `request.not-found`, `finding.closed`, `finding.unknown-subject`, `finding.not-retester`. */
export const retestFinding = (ctx: Ctx, path: FindingPath, body: Body): Promise<Retested> =>
  inTransaction(ctx, async (tx) => {
    const finding = await lockOpenFinding(tx, path);
    const now = await openSubjectsNow(tx, finding);
    if (body.by === "check") {
      await requireRetester(tx, finding);
      requireOpen(finding, body.subjects);
    }
    const covered = body.by === "check" ? body.subjects : now.proven;
    const closing: Closing = {
      at: tx.now().toISOString(),
      by: tx.actor.id,
      how: body.by,
      note: body.by === "check" ? body.note : null,
    };
    await close(tx, finding, { covered, closing });
    return {
      closed: covered.map(({ kind, id }) => ({ kind, id })),
      stillOpen: openSubjects(finding)
        .filter((one) => !covered.some((subject) => sameSubject(subject, one)))
        .map((one) => ({
          ...one,
          says: now.contradicted.some((subject) => sameSubject(subject, one))
            ? ("contradicts" as const)
            : ("nothing" as const),
        })),
    };
  });
