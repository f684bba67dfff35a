/** Issues a one-time code with which one firm, or one supervisor's node, links itself to this node. */

import { randomBytes } from "node:crypto";
import type { BodyOf, createEnrolmentCode as operation, ReplyOf } from "@fenji/contract";
import { hashText } from "@fenji/intake";
import { AppError, creditCodeProblem } from "@fenji/kernel";
import { writeEnrolmentCode } from "@fenji/submission";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { asNode } from "./as-node.ts";
import { hashSecret, nameOfCode } from "./enrolment-proof.ts";
import type { Exchange } from "./open-exchange.ts";

type Input = BodyOf<typeof operation>;

/** A supervisor invites only inside its own jurisdiction. */
const checkJurisdiction = async (ctx: Ctx, tx: Ctx, code: string): Promise<void> => {
  const known = await tx.db
    .selectFrom("jurisdictions")
    .select("code")
    .where("code", "=", code)
    .executeTakeFirst();
  if (known === undefined) throw new AppError("request.not-found", { what: code });
  const { scope } = ctx.actor;
  if (scope.kind === "jurisdiction" && !scope.codes.includes(code))
    throw new AppError("permission.denied", { permission: "link:write" });
};

const creditCodeOf = (input: Input): string | null => {
  if (input.kind === "supervisor") return null;
  const creditCode = input.creditCode.trim().toUpperCase();
  const problem = creditCodeProblem(creditCode);
  if (problem !== undefined) throw new AppError("enterprise.credit-code", { creditCode, problem });
  return creditCode;
};

const dayMs = 86_400_000;

/** @throws AppError `exchange.wrong-node-kind`, `enterprise.credit-code`, `request.not-found`, `permission.denied`. */
export const createEnrolmentCode = async (
  ctx: Ctx,
  exchange: Exchange,
  input: Input,
): Promise<ReplyOf<typeof operation>> => {
  const identity = exchange.identity();
  if (identity.kind !== "supervisor")
    throw new AppError("exchange.wrong-node-kind", { kind: "supervisor" });
  const creditCode = creditCodeOf(input);
  const secret = randomBytes(16).toString("hex");
  const fingerprint = identity.signers[0]?.keyId ?? "";
  return inTransaction(asNode(ctx), async (tx) => {
    await checkJurisdiction(ctx, tx, input.jurisdiction);
    const id = tx.newId();
    const createdAt = tx.now().toISOString();
    const expiresAt = new Date(tx.now().getTime() + input.expiresInDays * dayMs).toISOString();
    await tx.db
      .insertInto("enrolment_codes")
      .values({
        id,
        secret_hash: hashSecret(secret),
        name_hash: nameOfCode(hashSecret(secret)),
        kind: input.kind,
        credit_code: creditCode,
        jurisdiction_code: input.jurisdiction,
        created_at: createdAt,
        expires_at: expiresAt,
      })
      .execute();
    tx.events.record({
      enterpriseId: null,
      action: "code.issued",
      subject: id,
      payload: { kind: input.kind, creditCode, jurisdiction: input.jurisdiction },
    });
    const code = writeEnrolmentCode({ secret, nodeId: identity.id, keyId: fingerprint }, hashText);
    const { kind, jurisdiction } = input;
    const used = { usedAt: null, usedBy: null };
    return { id, kind, creditCode, jurisdiction, createdAt, expiresAt, ...used, code, fingerprint };
  });
};
