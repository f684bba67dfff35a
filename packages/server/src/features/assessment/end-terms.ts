/** Judges again what people decided only until a day that is over, hour by hour, so that totals follow without a visit. */

import { sql } from "kysely";
import { systemActor } from "../../platform/auth/actor.ts";
import { baseCtx, inSnapshot, inTransaction, type Ctx } from "../../platform/ctx.ts";
import type { Companion } from "../../platform/http/node-services.ts";
import { packLibrary } from "../packs/public.ts";
import { lockFirm } from "./decide-verdict.ts";
import { recomputeVerdicts } from "./recompute-verdicts.ts";

const lookEveryMs = 3_600_000;

/** Firms at a look; the next hour takes the others. */
const most = 500;

const findOver = async (tx: Ctx): Promise<string[]> => {
  const { rows } = await sql<{ enterprise_id: string }>`
    select distinct enterprise_id from verdicts where holds_until < ${tx.now().toISOString().slice(0, 10)}
    limit ${most}`.execute(tx.db);
  return rows.map(({ enterprise_id }) => enterprise_id);
};

/** How many firms were judged again. */
export const endTerms = async (system: Ctx): Promise<number> => {
  const firms = await inSnapshot(system, findOver);
  const { regimes } = await packLibrary();
  for (const enterpriseId of firms)
    await inTransaction(system, async (tx) => {
      await lockFirm(tx, enterpriseId);
      await recomputeVerdicts(tx, enterpriseId, regimes);
    });
  return firms.length;
};

export const startEndingTerms: Companion = ({ db, files, log }) => {
  const system = baseCtx({ db, files, log, actor: systemActor });
  const timer = setInterval(() => {
    endTerms(system).catch((error: unknown) => log.error({ err: error }, "ended decisions"));
  }, lookEveryMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    return Promise.resolve();
  };
};
