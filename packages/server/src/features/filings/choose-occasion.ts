/** On which occasion an enterprise may file from where its cases stand; where none is named, the one that is next. */

import { AppError } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
import { standsOnRegistration, stepCase, unfiledCase, type Occasion } from "@fenji/submission";
import type { Ctx } from "../../platform/ctx.ts";
import { caseFromFilings, findHeldFilings, lineOf } from "../obligations/public.ts";

export interface OccasionWish {
  readonly enterpriseId: string;
  /** null: not linked yet. */
  readonly peerId: string | null;
  readonly pack: Pack;
  readonly occasion?: Occasion | undefined;
}

/** A filing is about every type at once, so it may be made where one of them allows it. @throws AppError `filing.stage`. */
export const chooseOccasion = async (tx: Ctx, wish: OccasionWish): Promise<Occasion> => {
  const { enterpriseId, peerId, pack } = wish;
  const filed = peerId === null ? [] : await findHeldFilings(tx, [enterpriseId], peerId);
  const filings = filed.find(({ packId }) => packId === pack.header.id)?.filings ?? [];
  const types = [...new Set(filings.flatMap(({ grades }) => grades.map(({ type }) => type)))];
  const cases = types.map((type) => caseFromFilings(filings, { type, line: lineOf(pack, type) }));
  const registered = cases.some(({ stage }) => standsOnRegistration(stage));
  const asked = wish.occasion ?? (registered ? "change" : "initial");
  const occasion =
    asked === "initial" || asked === "change" ? (registered ? "change" : "initial") : asked;
  const steps = (cases.length === 0 ? [unfiledCase] : cases).map((one) =>
    stepCase(one, { does: "file", occasion }),
  );
  const refusal = steps.find((step) => !step.ok);
  if (steps.every((step) => !step.ok) && refusal !== undefined && !refusal.ok) {
    const { stage, remedy } = refusal.error;
    throw new AppError("filing.stage", { stage, remedyZh: remedy.zh, remedyEn: remedy.en });
  }
  return occasion;
};
