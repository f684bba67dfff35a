/** Registers an enterprise by its unified social credit code; facts and grades come later. */

import type { BodyOf, createEnterprise as operation, EnterpriseSummary } from "@fenji/contract";
import { AppError, creditCodeProblem, divisionOf, type EnterpriseId } from "@fenji/kernel";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { indexName } from "./index-name.ts";
import { findEnterprise, type PackKey } from "./queries.ts";

type Input = BodyOf<typeof operation>;

const checkCity = async (tx: Ctx, input: Input): Promise<void> => {
  const jurisdiction = await tx.db
    .selectFrom("jurisdictions")
    .where("code", "=", input.jurisdiction)
    .select("code")
    .executeTakeFirst();
  if (jurisdiction === undefined)
    throw new AppError("request.not-found", { what: input.jurisdiction });
  if (input.city === null) return;
  const city = await tx.db
    .selectFrom("cities")
    .where("code", "=", input.city)
    .where("jurisdiction_code", "=", input.jurisdiction)
    .select("code")
    .executeTakeFirst();
  if (city === undefined) throw new AppError("request.not-found", { what: input.city });
};

const refuseDuplicate = async (tx: Ctx, creditCode: string): Promise<void> => {
  const held = await tx.db
    .selectFrom("enterprises")
    .where("credit_code", "=", creditCode)
    .select("name")
    .executeTakeFirst();
  if (held !== undefined) throw new AppError("enterprise.exists", { creditCode, name: held.name });
};

/** Control characters, and marks by which one name can be made to look like another (CVE-2021-42574). */
const unseen = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

/** @throws AppError `enterprise.name`, `enterprise.credit-code`, `enterprise.division`, `enterprise.exists`, `request.not-found`. */
export const createEnterprise = async (
  ctx: Ctx,
  pack: PackKey,
  input: Input,
): Promise<EnterpriseSummary> => {
  if (unseen.test(input.name)) throw new AppError("enterprise.name", {});
  const creditCode = input.creditCode.trim().toUpperCase();
  const problem = creditCodeProblem(creditCode);
  if (problem !== undefined) throw new AppError("enterprise.credit-code", { creditCode, problem });
  const division = divisionOf(input.division);
  if (division === undefined)
    throw new AppError("enterprise.division", { division: input.division });
  return inTransaction(ctx, async (tx) => {
    await checkCity(tx, input);
    await refuseDuplicate(tx, creditCode);
    const id = tx.newId() as EnterpriseId;
    const inserted = await tx.db
      .insertInto("enterprises")
      .values({
        enterprise_id: id,
        credit_code: creditCode,
        name: input.name,
        name_en: null,
        jurisdiction_code: input.jurisdiction,
        city_code: input.city,
        division: division.code,
        sector: division.sector,
        synthetic: false,
        created_at: tx.now().toISOString(),
        ...indexName(input.name, null),
      })
      .onConflict((conflict) => conflict.column("credit_code").doNothing())
      .executeTakeFirst();
    // Someone else registered it between our look and our insert.
    if (inserted.numInsertedOrUpdatedRows === 0n) {
      throw new AppError("enterprise.exists", { creditCode, name: creditCode });
    }
    tx.events.record({
      enterpriseId: id,
      action: "enterprise.registered",
      subject: id,
      payload: { creditCode, division: division.code, jurisdiction: input.jurisdiction },
    });
    return findEnterprise(tx, pack, id);
  });
};
