/** A real OpenID provider on loopback whose person is chosen by the test instead of by a form. */

import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { Provider, type GrantContext } from "oidc-provider";

export interface OidcPerson {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
}

export interface TestOidc {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Walks the browser's way from the address of the sign-in back to the page; answers what the page hands on. */
  readonly walk: (
    url: string,
    person: OidcPerson,
  ) => Promise<{ code: string; state: string; iss: string }>;
  readonly close: () => Promise<void>;
}

const clientId = "fenji";
const clientSecret = "a-secret-between-node-and-provider";

const configuration = (
  redirectUri: string,
  people: ReadonlyMap<string, OidcPerson>,
  grant: (ctx: GrantContext) => Promise<unknown>,
) => ({
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [redirectUri],
      grant_types: ["authorization_code"],
      response_types: ["code"],
      token_endpoint_auth_method: "client_secret_basic",
    },
  ],
  jwks: {
    keys: [
      {
        ...generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" }),
        alg: "ES256",
        use: "sig",
      },
      {
        ...generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" }),
        alg: "RS256",
        use: "sig",
      },
    ],
  },
  cookies: { keys: ["only-for-tests"] },
  pkce: { required: () => true },
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  features: { devInteractions: { enabled: false } },
  interactions: {
    url: (_ctx: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}`,
  },
  findAccount: (_ctx: unknown, sub: string) => ({
    accountId: sub,
    claims: async () => people.get(sub),
  }),
  loadExistingGrant: grant,
});

/** Follows redirects with the cookies of one browser until they leave the provider. */
const follow = async (start: string, leave: string): Promise<URL> => {
  const jar = new Map<string, string>();
  let url = start;
  for (let step = 0; step < 10; step += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const reply = await fetch(url, { redirect: "manual", headers: { cookie } });
    await reply.arrayBuffer();
    for (const line of reply.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split("=");
      jar.set(name, value);
    }
    url = new URL(reply.headers.get("location") ?? "", url).href;
    if (url.startsWith(leave)) return new URL(url);
  }
  throw new Error(`the provider does not send the browser back: ${url}`);
};

export const startOidcProvider = async (redirectUri: string): Promise<TestOidc> => {
  const people = new Map<string, OidcPerson>();
  let present = "";
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === "object" ? (address?.port ?? 0) : 0}`;
  const provider: Provider = new Provider(
    issuer,
    configuration(redirectUri, people, async ({ oidc }) => {
      const grant = new provider.Grant({
        clientId: oidc.client.clientId,
        accountId: oidc.session.accountId,
      });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    }),
  );
  const answer = provider.callback();
  server.on("request", (request, response) => {
    const asked = request.url?.startsWith("/interaction/") ?? false;
    const login = { login: { accountId: present } };
    void (asked
      ? provider.interactionFinished(request, response, login, { mergeWithLastSubmission: false })
      : answer(request, response));
  });
  return {
    issuer,
    clientId,
    clientSecret,
    walk: async (url, person) => {
      people.set(person.sub, person);
      present = person.sub;
      const { searchParams } = await follow(url, redirectUri);
      const read = (name: string): string => searchParams.get(name) ?? "";
      return { code: read("code"), state: read("state"), iss: read("iss") };
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
