/**
 * What a service of single sign-on says is believed by its signature, made with a key that the service published, for this
 * client, in time: a provider by hand says everything else right each time.
 */

import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import { beginOidcSignIn, finishOidcSignIn } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startIdentityNode, type IdentityNode } from "./testing/start-identity-node.ts";
import { visit } from "./testing/visitor.ts";

const published = generateKeyPairSync("ec", { namedCurve: "P-256" });
const strange = generateKeyPairSync("ec", { namedCurve: "P-256" });

let node: IdentityNode;
let issuer = "";
let idToken = "";

const json = (reply: ServerResponse, value: unknown): void => {
  reply.setHeader("content-type", "application/json");
  reply.end(JSON.stringify(value));
};

const provider = createServer((request, reply) => {
  switch (request.url) {
    case "/.well-known/openid-configuration":
      return json(reply, {
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["ES256"],
      });
    case "/keys":
      return json(reply, {
        keys: [
          { ...published.publicKey.export({ format: "jwk" }), kid: "k", use: "sig", alg: "ES256" },
        ],
      });
    case "/token":
      return json(reply, {
        access_token: "a",
        token_type: "Bearer",
        expires_in: 60,
        id_token: idToken,
      });
    default:
      return reply.writeHead(404).end();
  }
});

beforeAll(async () => {
  await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
  const address = provider.address();
  issuer = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  node = await startIdentityNode({
    FENJI_OIDC_ISSUER: issuer,
    FENJI_OIDC_CLIENT_ID: "fenji",
    FENJI_OIDC_CLIENT_SECRET: "s".repeat(40),
  });
}, 60_000);

afterAll(async () => {
  await node.close();
  provider.close();
});

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

const tokenOf = (claims: unknown, key: KeyObject | null): string => {
  const head = encode({ alg: key === null ? "none" : "ES256", kid: "k", typ: "JWT" });
  const text = `${head}.${encode(claims)}`;
  if (key === null) return `${text}.`;
  return `${text}.${sign("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
};

/** An identity that nobody has here ends at `oidc.unknown`, once its token was believed. */
const answered = async (change: object, key: KeyObject | null): Promise<string> => {
  const visitor = visit(node);
  const { url } = await visitor.call(beginOidcSignIn, { body: {} });
  const asked = new URL(url).searchParams;
  const now = Math.floor(Date.now() / 1000);
  idToken = tokenOf(
    {
      iss: issuer,
      sub: "someone",
      aud: "fenji",
      email: "someone@example.org",
      nonce: asked.get("nonce"),
      iat: now,
      exp: now + 60,
      ...change,
    },
    key,
  );
  const body = { code: "c", state: asked.get("state") ?? "" };
  return visitor.call(finishOidcSignIn, { body }).then(
    () => "ok",
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
};

it("believes what is signed with the published key", async () => {
  expect(await answered({}, published.privateKey)).toBe("oidc.unknown");
});

it.each<[string, object, KeyObject | null]>([
  ["signed with another key under the same name", {}, strange.privateKey],
  ["not signed at all", {}, null],
  ["for another client", { aud: "other" }, published.privateKey],
  ["of another issuer", { iss: "https://other.example" }, published.privateKey],
  ["that is over", { exp: Math.floor(Date.now() / 1000) - 3_600 }, published.privateKey],
  ["for another sign-in", { nonce: "n".repeat(43) }, published.privateKey],
])("refuses what is %s", async (_what, change, key) => {
  expect(await answered(change, key)).toBe("oidc.refused");
});
