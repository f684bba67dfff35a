/** The single sign-on service of the node's operator: found once by its discovery document, asked again after a failure. */

import { AppError } from "@fenji/kernel";
import {
  ClientSecretBasic,
  None,
  allowInsecureRequests,
  discovery,
  enableNonRepudiationChecks,
  type Configuration,
} from "openid-client";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { isLoopback, type OidcSettings } from "../../platform/server-mode.ts";

const timeoutSeconds = 10;

const found = new WeakMap<OidcSettings, Promise<Configuration>>();

/**
 * Plain HTTP only towards this machine itself, as the configuration has checked. Signatures of ID tokens are checked against
 * the published keys although they come over TLS from the service itself, which the library would take for enough.
 */
const discover = async ({
  issuer,
  clientId,
  clientSecret,
}: OidcSettings): Promise<Configuration> => {
  const url = new URL(issuer);
  return discovery(
    url,
    clientId,
    undefined,
    clientSecret === null ? None() : ClientSecretBasic(clientSecret),
    {
      timeout: timeoutSeconds,
      execute: [
        enableNonRepudiationChecks,
        ...(url.protocol === "http:" && isLoopback(url.hostname) ? [allowInsecureRequests] : []),
      ],
    },
  );
};

/** @throws AppError `oidc.unavailable`. */
export const oidcClient = async (ctx: IdentityCtx): Promise<Configuration> => {
  const { oidc } = ctx.config;
  if (oidc === null) throw new AppError("oidc.unavailable", {});
  const known = found.get(oidc) ?? discover(oidc);
  found.set(oidc, known);
  try {
    return await known;
  } catch (error) {
    found.delete(oidc);
    ctx.log.warn(
      { reason: error instanceof Error ? error.message : "" },
      "single sign-on unavailable",
    );
    throw new AppError("oidc.unavailable", {}, { cause: error });
  }
};

/** Where the service sends the browser back to; the page hands code and state on to the node. */
export const redirectUri = (ctx: IdentityCtx): string =>
  `${ctx.config.publicUrl.origin}/sign-in/oidc`;
