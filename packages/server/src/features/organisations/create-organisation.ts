/** Sets up an organisation and invites who leads it; a firm that is not in the registry yet is entered at the same time. */

import type { BodyOf, ReplyOf, Role, createOrganisation as operation } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { EnterpriseId } from "@fenji/kernel";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { inTransaction } from "../../platform/ctx.ts";
import { createEnterprise } from "../enterprises/public.ts";
import { packLibrary } from "../packs/public.ts";
import { storeInvitation } from "./invite-member.ts";
import { requireCaretaker } from "./policy.ts";
import { findOrganisation } from "./queries.ts";

type Input = BodyOf<typeof operation>;

/** As what the first person of each kind is invited; the node's own organisation is there already. */
const leadRole = {
  enterprise: "enterprise-owner",
  assessor: "assessor",
  supervisor: "supervisor",
  vendor: "vendor",
  fund: "fund",
  institution: "institution",
  park: "park",
} as const satisfies Readonly<Record<Input["kind"], Role>>;

interface Place {
  readonly enterpriseId: EnterpriseId | null;
  readonly jurisdiction: string | null;
  readonly line: "industry" | "communications" | null;
}

const nowhere: Place = { enterpriseId: null, jurisdiction: null, line: null };

/** @throws AppError `request.not-found`, `request.invalid` for a ministry with one line only. */
const checkArea = async (
  tx: IdentityCtx,
  { jurisdiction, line }: Extract<Input, { kind: "supervisor" }>,
): Promise<Place> => {
  const known = await tx.db
    .selectFrom("jurisdictions")
    .where("code", "=", jurisdiction)
    .select("code")
    .executeTakeFirst();
  if (known === undefined) throw new AppError("request.not-found", { what: jurisdiction });
  if (jurisdiction === "CN" && line !== null)
    throw new AppError("request.invalid", { at: "body.line", detail: "CN: null" });
  return { ...nowhere, jurisdiction, line };
};

type Firm = Extract<Input, { kind: "enterprise" }>;

/** A firm that the registry knows already has its people invited now; who leads it once invites the others. */
const findRegistered = async (tx: IdentityCtx, { creditCode }: Firm): Promise<Place | null> => {
  const firm = await tx.db
    .selectFrom("enterprises as e")
    .leftJoin("organisations as o", "o.enterprise_id", "e.enterprise_id")
    .where("e.credit_code", "=", creditCode.trim().toUpperCase())
    .select(["e.enterprise_id", "o.name as organisation"])
    .executeTakeFirst();
  if (firm === undefined) return null;
  if (firm.organisation !== null)
    throw new AppError("organisation.exists", { creditCode, name: firm.organisation });
  return { ...nowhere, enterpriseId: firm.enterprise_id as EnterpriseId };
};

const register = async (tx: IdentityCtx, firm: Firm): Promise<Place> => {
  const registered = await findRegistered(tx, firm);
  if (registered !== null) return registered;
  const { kind: _kind, ...details } = firm;
  const { id } = await createEnterprise(tx, (await packLibrary()).defaultRegime.header, details);
  return { ...nowhere, enterpriseId: id as EnterpriseId };
};

const placeOf = async (tx: IdentityCtx, input: Input): Promise<Place> => {
  if (input.kind === "enterprise") return register(tx, input);
  if (input.kind === "supervisor") return checkArea(tx, input);
  return nowhere;
};

/** @throws AppError `permission.denied`, `request.not-found`, `request.invalid`, `enterprise.*`. */
export const createOrganisation = async (
  ctx: IdentityCtx,
  input: Input,
): Promise<ReplyOf<typeof operation>> => {
  requireCaretaker(ctx, { permission: "organisation:manage" });
  return inTransaction(ctx, async (tx) => {
    const { enterpriseId, jurisdiction, line } = await placeOf(tx, input);
    const id = tx.newId();
    await tx.db
      .insertInto("organisations")
      .values({
        id,
        kind: input.kind,
        name: input.name,
        enterprise_id: enterpriseId,
        jurisdiction_code: jurisdiction,
        line,
        created_at: tx.now().toISOString(),
      })
      .execute();
    tx.events.record({
      enterpriseId,
      action: "organisation.created",
      subject: id,
      payload: { kind: input.kind, jurisdiction, line },
    });
    const { link } = await storeInvitation(tx, {
      organisationId: id,
      enterpriseId,
      role: leadRole[input.kind],
      manager: true,
      email: null,
    });
    return { organisation: await findOrganisation(tx, id), invitation: link };
  });
};
