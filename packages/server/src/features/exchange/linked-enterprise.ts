/** The enterprise that a code was given for: found by its credit code, or registered, and linked to the node that enrols it. */

import { AppError, divisionOf, type EnterpriseId } from "@fenji/kernel";
import type { FiledEnterprise } from "@fenji/submission";
import type { Ctx } from "../../platform/ctx.ts";
import { indexName } from "../enterprises/public.ts";

const register = async (tx: Ctx, firm: FiledEnterprise): Promise<string> => {
  const division = divisionOf(firm.division);
  if (division === undefined)
    throw new AppError("enterprise.division", { division: firm.division });
  const city = await tx.db
    .selectFrom("cities")
    .select("code")
    .where("code", "=", firm.city)
    .where("jurisdiction_code", "=", firm.jurisdiction)
    .executeTakeFirst();
  const id = tx.newId();
  await tx.db
    .insertInto("enterprises")
    .values({
      enterprise_id: id,
      credit_code: firm.creditCode,
      name: firm.name,
      name_en: firm.nameEn,
      jurisdiction_code: firm.jurisdiction,
      city_code: city?.code ?? null,
      division: division.code,
      sector: division.sector,
      synthetic: false,
      created_at: tx.now().toISOString(),
      ...indexName(firm.name, firm.nameEn),
    })
    .execute();
  tx.events.record({
    enterpriseId: id as EnterpriseId,
    action: "enterprise.registered",
    subject: id,
    payload: { creditCode: firm.creditCode, jurisdiction: firm.jurisdiction, by: "enrolment" },
  });
  return id;
};

/** @throws AppError `exchange.code-refused` where the registry has the firm in another jurisdiction. */
export const linkedEnterprise = async (
  tx: Ctx,
  firm: FiledEnterprise,
  peerId: string,
): Promise<string> => {
  const held = await tx.db
    .selectFrom("enterprises")
    .select(["enterprise_id", "jurisdiction_code"])
    .where("credit_code", "=", firm.creditCode)
    .executeTakeFirst();
  if (held !== undefined && held.jurisdiction_code !== firm.jurisdiction)
    throw new AppError("exchange.code-refused", {});
  const enterpriseId = held?.enterprise_id ?? (await register(tx, firm));
  const at = tx.now().toISOString();
  // A firm has one node: a new link takes the place of the old one.
  await tx.db
    .updateTable("links")
    .set({ state: "ended", ended_at: at })
    .where("enterprise_id", "=", enterpriseId)
    .where("peer_id", "<>", peerId)
    .where("state", "=", "linked")
    .execute();
  await tx.db
    .insertInto("links")
    .values({ enterprise_id: enterpriseId, peer_id: peerId, state: "linked", created_at: at })
    .onConflict((conflict) =>
      conflict
        .columns(["enterprise_id", "peer_id"])
        .doUpdateSet({ state: "linked", created_at: at, ended_at: null }),
    )
    .execute();
  return enterpriseId;
};
