/** A sign-in under way: what the node must remember between question and answer, for one browser and one use. */

import type { Json } from "@fenji/kernel";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { hashSecret, newSecret } from "../../platform/auth/secrets.ts";
import type { Browser } from "../../platform/http/browser.ts";

const validMinutes = 10;

export interface Flow {
  readonly kind: "passkey-registration" | "passkey-sign-in" | "oidc";
  /** Whoever was signed in when it began. */
  readonly userId: string | null;
  readonly data: Json;
}

export const beginFlow = async (tx: IdentityCtx, browser: Browser, flow: Flow): Promise<void> => {
  const now = tx.now();
  const { secret, hash } = newSecret();
  await tx.db.deleteFrom("sign_in_flows").where("expires_at", "<", now.toISOString()).execute();
  await tx.db
    .insertInto("sign_in_flows")
    .values({
      token_hash: hash,
      kind: flow.kind,
      user_id: flow.userId,
      data: JSON.stringify(flow.data),
      expires_at: new Date(now.getTime() + validMinutes * 60_000).toISOString(),
    })
    .execute();
  browser.beginFlow(secret);
};

/** Spends the flow of this browser; undefined where there is none, it ran out, or belongs to another person. */
export const takeFlow = async (
  tx: IdentityCtx,
  browser: Browser,
  wanted: Pick<Flow, "kind" | "userId">,
): Promise<Json | undefined> => {
  browser.endFlow();
  if (browser.flow === null) return undefined;
  const row = await tx.db
    .deleteFrom("sign_in_flows")
    .where("token_hash", "=", hashSecret(browser.flow))
    .returning(["kind", "user_id", "data", "expires_at"])
    .executeTakeFirst();
  if (row === undefined || Date.parse(row.expires_at) <= tx.now().getTime()) return undefined;
  return row.kind === wanted.kind && row.user_id === wanted.userId ? row.data : undefined;
};
