/** Rectification: who does it until when, and how far it has come. */

import type {
  BodyOf,
  planRectification as planOperation,
  reportRectification as operation,
} from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { addWorkingDays } from "@fenji/regime";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { chinaDate } from "../obligations/public.ts";
import { packLibrary } from "../packs/public.ts";
import {
  lockOpenFinding,
  type FindingPath,
  type FindingRow,
  type Rectification,
} from "./finding-row.ts";
import { recordFinding } from "./record-finding.ts";

type Plan = BodyOf<typeof planOperation>;

/** @throws AppError `finding.due-past`, `finding.calendar-unknown`. */
const dueDay = async (tx: Ctx, due: Plan["due"]): Promise<string> => {
  const today = chinaDate(tx.now());
  if ("on" in due) {
    if (due.on < today) throw new AppError("finding.due-past", { due: due.on });
    return due.on;
  }
  const { workingDays } = await packLibrary();
  const { day, holidaysKnown } = addWorkingDays(workingDays, today, due.workingDays);
  if (!holidaysKnown) throw new AppError("finding.calendar-unknown");
  return day;
};

interface Saved {
  readonly rectification: Rectification;
  readonly dueOn: string;
}

const save = (tx: Ctx, finding: FindingRow, { rectification, dueOn }: Saved) =>
  tx.db
    .updateTable("findings")
    .set({ rectification: JSON.stringify(rectification), due_on: dueOn })
    .where("enterprise_id", "=", finding.enterpriseId)
    .where("id", "=", finding.id)
    .execute();

/** What was reported so far stays. @throws AppError `request.not-found`, `finding.*`. */
export const planRectification = (
  ctx: Ctx,
  path: FindingPath,
  { owner, due }: Plan,
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const finding = await lockOpenFinding(tx, path);
    const dueOn = await dueDay(tx, due);
    const { state = "planned", steps = [] } = finding.rectification ?? {};
    await save(tx, finding, { rectification: { owner, state, steps }, dueOn });
    recordFinding(tx, finding, { did: "planned", payload: { dueOn, before: finding.dueOn } });
  });

/** @throws AppError `finding.unknown-evidence`. */
const requireHeld = async (
  tx: Ctx,
  enterpriseId: string,
  evidence: readonly string[],
): Promise<void> => {
  if (evidence.length === 0) return;
  const files = await tx.db
    .selectFrom("evidence_files")
    .where("enterprise_id", "=", enterpriseId)
    .where("withdrawn_at", "is", null)
    .where("sha256", "in", [...evidence])
    .select("sha256")
    .execute();
  const documents = await tx.db
    .selectFrom("field_documents")
    .where("enterprise_id", "=", enterpriseId)
    .where("sha256", "in", [...evidence])
    .select("sha256")
    .execute();
  const held = new Set([...files, ...documents].map(({ sha256 }) => sha256));
  const unknown = evidence.find((sha256) => !held.has(sha256));
  if (unknown !== undefined) throw new AppError("finding.unknown-evidence", { sha256: unknown });
};

/** `done` is the firm's word: only a retest closes. @throws AppError `request.not-found`, `finding.*`. */
export const reportRectification = (
  ctx: Ctx,
  path: FindingPath,
  { note, state, evidence }: BodyOf<typeof operation>,
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const finding = await lockOpenFinding(tx, path);
    const { rectification, dueOn, number } = finding;
    if (rectification === null || dueOn === null)
      throw new AppError("finding.no-rectification", { number });
    await requireHeld(tx, path.enterpriseId, evidence);
    const step = { at: tx.now().toISOString(), by: tx.actor.id, note, evidence, state };
    const steps = [...rectification.steps, step];
    await save(tx, finding, { rectification: { ...rectification, state, steps }, dueOn });
    recordFinding(tx, finding, { did: "progressed", payload: { state, evidence } });
  });
