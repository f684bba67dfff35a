/** Lets a person act for another organisation that they belong to. */

import type { ReplyOf, switchOrganisation as operation } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { inTransaction } from "../../platform/ctx.ts";
import type { Browser } from "../../platform/http/browser.ts";
import { renewSession } from "./begin-session.ts";
import { requirePerson } from "./policy.ts";
import { findStandings } from "./queries.ts";

/** @throws AppError `request.not-found`, also for an organisation that is suspended. */
export const switchOrganisation = async (
  ctx: IdentityCtx,
  browser: Browser,
  organisationId: string,
): Promise<ReplyOf<typeof operation>> => {
  const { userId } = requirePerson(ctx);
  const switched = await inTransaction(ctx, async (tx) => {
    const found = (await findStandings(tx, userId)).find(
      ({ standing }) => standing.organisation.id === organisationId,
    );
    if (found === undefined) throw new AppError("request.not-found", { what: organisationId });
    tx.events.record({
      enterpriseId: null,
      action: "session.switched",
      subject: organisationId,
      payload: { role: found.standing.role },
    });
    const secret = await renewSession(tx, { membershipId: found.membershipId });
    return { secret, standing: found.standing };
  });
  browser.beginSession(switched.secret);
  return { standing: switched.standing };
};
