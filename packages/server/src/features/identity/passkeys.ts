/** What registering a passkey and signing in with one share: for which name and origin, and how answers are read. */

import { isIP } from "node:net";
import { AppError } from "@fenji/kernel";
import { z } from "zod";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";

export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

/** @throws AppError `passkey.unavailable` where the node is reached by an address without a name. */
export const relyingParty = ({ config }: IdentityCtx): RelyingParty => {
  const { hostname, origin } = config.publicUrl;
  if (isIP(hostname.replaceAll(/[[\]]/g, "")) !== 0)
    throw new AppError("passkey.unavailable", { host: hostname });
  return { id: hostname, origin };
};

const base64url = z
  .string()
  .max(20_000)
  .regex(/^[\w-]*$/);

const credential = {
  id: base64url.max(1400),
  rawId: base64url.max(1400),
  type: z.literal("public-key"),
  clientExtensionResults: z.object({}).default({}),
};

export const registrationAnswer = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(40)).max(10).default([]),
  }),
});

export const signInAnswer = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
  }),
});

/** The challenge that a flow remembers. */
export const challengeOf = (data: unknown): string =>
  z.object({ challenge: z.string() }).parse(data).challenge;
