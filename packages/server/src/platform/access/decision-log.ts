/** Writes down what was decided: gathered for a moment and stored together, so that no answer waits for it. */

import { AppError, type EnterpriseId } from "@fenji/kernel";
import { systemActor } from "../auth/actor.ts";
import { inTransaction, newId, type Ctx } from "../ctx.ts";
import { uidOf, type AccessQuestion } from "./access-question.ts";
import type { Executors, Ruling } from "./ruling.ts";

const gatherMs = 250;
/** Beyond this many the database has not answered for long; what comes then is counted, not kept. */
const mostWaiting = 20_000;
const rowsPerStatement = 1_000;
/** A record of looks is personal data: it is kept for as long as questions about it may be asked. */
const keptDays = 180;
const dropEveryMs = 3_600_000;

interface Row {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly role: string | null;
  readonly organisation_id: string | null;
  readonly permission: string;
  readonly enterprise_id: EnterpriseId | null;
  readonly resource: string;
  readonly allowed: boolean;
  readonly policies: string[];
  readonly executors: Executors;
}

export interface DecisionLog {
  readonly note: (question: AccessQuestion, ruling: Ruling) => void;
  /** Everything noted until now is stored. */
  readonly flush: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The only person of a local node gains nothing from a list of what that person did. */
const isWorthNoting = ({ actor }: AccessQuestion, ruling: Ruling): boolean =>
  actor.kind !== "local" || !ruling.allowed || ruling.executors === "disagreed";

const rowOf = ({ actor, permission, resource, now }: AccessQuestion, ruling: Ruling): Row => {
  const uid = uidOf(resource);
  return {
    id: newId(),
    at: now.toISOString(),
    actor: actor.id,
    role: actor.standing?.role ?? null,
    organisation_id: actor.standing?.organisationId ?? null,
    permission,
    enterprise_id: resource.kind === "enterprise" ? (resource.id as EnterpriseId) : null,
    resource: `${uid.type}::"${uid.id}"`,
    allowed: ruling.allowed,
    policies: ruling.reasons.map(({ id }) => id),
    executors: ruling.executors,
  };
};

const store = (ctx: Ctx, rows: readonly Row[]): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    for (let at = 0; at < rows.length; at += rowsPerStatement) {
      await tx.db
        .insertInto("decisions")
        .values(rows.slice(at, at + rowsPerStatement))
        .execute();
    }
  });

const dropOld = async (ctx: Ctx): Promise<void> => {
  const before = new Date(ctx.now().getTime() - keptDays * 86_400_000).toISOString();
  await inTransaction(ctx, (tx) =>
    tx.db.deleteFrom("decisions").where("at", "<", before).execute(),
  );
};

export const openDecisionLog = (base: Ctx): DecisionLog => {
  const ctx: Ctx = { ...base, actor: systemActor };
  let waiting: Row[] = [];
  let lost = 0;
  let storing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const complain = (error: unknown): void =>
    ctx.log.error({ err: error }, "decisions were not written");
  const storeWaiting = async (before: Promise<void>): Promise<void> => {
    await before;
    const rows = waiting;
    waiting = [];
    if (lost > 0) complain(new AppError("access.log-overflow", { lost }));
    lost = 0;
    if (rows.length > 0) await store(ctx, rows).catch(complain);
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    storing = storeWaiting(storing);
    return storing;
  };
  const dropping = setInterval(() => void dropOld(ctx).catch(complain), dropEveryMs);
  dropping.unref();
  return {
    note: (question, ruling) => {
      if (!isWorthNoting(question, ruling)) return;
      if (waiting.length >= mostWaiting) lost += 1;
      else waiting.push(rowOf(question, ruling));
      timer ??= setTimeout(() => void flush(), gatherMs).unref();
    },
    flush,
    close: async () => {
      clearInterval(dropping);
      await flush();
    },
  };
};
