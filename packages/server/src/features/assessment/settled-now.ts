/** Requirements of one pack as evidence, facts and people settle them at this moment, with the observations behind them. */

import type { DecisionState } from "@fenji/assessment";
import { AppError } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
import type { Ctx } from "../../platform/ctx.ts";
import { findFacts } from "../enterprises/public.ts";
import { findDecisionRows, toDecision } from "./find-decisions.ts";
import { judgeSome } from "./judge-enterprise.ts";
import { settleVerdict } from "./verdict-to-save.ts";

export interface SettledAsked {
  readonly pack: Pack;
  /** Only this requirement; left out: all of the pack. */
  readonly requirement?: string;
  /** Observations kept per element. */
  readonly maxShown: number;
}

/** @throws AppError `request.not-found` where the pack has no such requirement. */
export const settledNow = async (
  tx: Ctx,
  enterpriseId: string,
  { pack, requirement, maxShown }: SettledAsked,
) => {
  const requirements = pack.requirements.filter(
    ({ id }) => requirement === undefined || id === requirement,
  );
  if (requirement !== undefined && requirements.length === 0)
    throw new AppError("request.not-found", { what: requirement });
  const judged = await judgeSome(tx, enterpriseId, { pack, requirements, maxShown });
  const facts = (await findFacts(tx, enterpriseId))?.facts ?? {};
  const rows = await findDecisionRows(tx, enterpriseId, { pack: pack.header, requirement });
  const decisions = rows.flatMap((row) => toDecision(row) ?? []);
  const asOf = tx.now().toISOString();
  const settled = judged.map((one) => settleVerdict(one, { facts, decisions, asOf }));
  const states = new Map<string, DecisionState>(
    settled.flatMap((one) => one.decisions.map(({ decision, state }) => [decision.id, state])),
  );
  return { settled, rows, states };
};

export type SettledRequirement = Awaited<ReturnType<typeof settledNow>>["settled"][number];
