/** What the grades of one enterprise under one pack are worth: the firm's own, verified or registered. */

import type { getGrading, ReplyOf } from "@fenji/contract";
import type { Pack } from "@fenji/regime";
import type { Ctx } from "../../platform/ctx.ts";
import { namesOfAnswers, verificationOf } from "./case-rows.ts";

type Verification = ReplyOf<typeof getGrading>["verification"][number];

const selfAssessedOf = (type: string): Verification => ({
  type,
  status: "self-assessed",
  at: null,
  by: null,
  registrationNumber: null,
});

export const findVerification = async (
  tx: Ctx,
  enterpriseId: string,
  {
    pack,
    results,
  }: {
    readonly pack: Pack["header"];
    readonly results: readonly { readonly type: string; readonly grade: number | null }[];
  },
): Promise<Verification[]> => {
  const rows = await tx.db
    .selectFrom("filing_cases")
    .selectAll()
    .where("enterprise_id", "=", enterpriseId)
    .where("pack_id", "=", pack.id)
    .where("pack_version", "=", pack.version)
    .execute();
  const names = await namesOfAnswers(tx, rows);
  return results.map(({ type, grade }) => {
    const row = rows.find(({ object_type }) => object_type === type);
    return row === undefined
      ? selfAssessedOf(type)
      : { type, ...verificationOf({ ...row, grade }, names) };
  });
};
