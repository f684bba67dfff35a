/** Judges again what a day that is over ended, decisions or evidence, hour by hour, so that totals follow without a visit. */

import type { EnterpriseId } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
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

/** By packs that are still there: verdicts of others stay as they were. */
const findOver = async (tx: Ctx, packs: readonly Pack[]): Promise<string[]> => {
  const now = tx.now().toISOString();
  const known = JSON.stringify(packs.map(({ header: { id, version } }) => ({ id, version })));
  const { rows } = await sql<{ enterprise_id: string }>`
    with known as (select id, version from json_to_recordset(${known}::json) as k (id text, version text))
    select enterprise_id from (
      select enterprise_id, pack_id, pack_version from verdicts where holds_until < ${now.slice(0, 10)}
      union all
      select enterprise_id, pack_id, pack_version from source_weighings where changes_at <= ${now}
    ) o join known k on (k.id, k.version) = (o.pack_id, o.pack_version)
    group by enterprise_id limit ${most}`.execute(tx.db);
  return rows.map(({ enterprise_id }) => enterprise_id);
};

const endFor = (system: Ctx, enterpriseId: string, packs: readonly Pack[]): Promise<void> =>
  inTransaction(system, async (tx) => {
    await lockFirm(tx, enterpriseId);
    const changes = await recomputeVerdicts(tx, enterpriseId, packs);
    if (changes.length > 0)
      tx.events.record({
        enterpriseId: enterpriseId as EnterpriseId,
        action: "verdicts.expired",
        subject: enterpriseId,
        payload: { verdictsChanged: changes.length },
      });
  });

/** How many firms were judged again; by the node's packs where none are named. */
export const endTerms = async (system: Ctx, packs?: readonly Pack[]): Promise<number> => {
  const regimes = packs ?? (await packLibrary()).regimes;
  const firms = await inSnapshot(system, (tx) => findOver(tx, regimes));
  let ended = 0;
  for (const enterpriseId of firms)
    try {
      await endFor(system, enterpriseId, regimes);
      ended += 1;
    } catch (error) {
      // One firm that cannot be judged keeps no other from it.
      system.log.error({ err: error, enterpriseId }, "ended decisions and evidence");
    }
  return ended;
};

export const startEndingTerms: Companion = ({ db, files, log }) => {
  const system = baseCtx({ db, files, log, actor: systemActor });
  const timer = setInterval(() => {
    endTerms(system).catch((error: unknown) =>
      log.error({ err: error }, "ended decisions and evidence"),
    );
  }, lookEveryMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    return Promise.resolve();
  };
};
