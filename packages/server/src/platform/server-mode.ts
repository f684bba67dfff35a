/** Settings that matter once people sign in: the public address, certificates, proxies in front, single sign-on. */

import { isIP } from "node:net";
import { AppError } from "@fenji/kernel";
import { z } from "zod";

const loopbackHosts = ["127.0.0.1", "::1", "[::1]", "localhost"] as const;

export const isLoopback = (host: string): boolean => loopbackHosts.some((known) => known === host);

export const serverModeVariables = {
  /** Public origin of the page, e.g. https://fenji.example.org; decides cookies, passkeys and links. */
  FENJI_URL: z.string().max(300).optional(),
  /** 1 prints a link for one more administrator although there is one: who runs the node can always get in. */
  FENJI_NEW_ADMINISTRATOR: z.enum(["0", "1"]).optional(),
  /** Certificate and key in PEM, to speak HTTPS without a proxy. */
  FENJI_TLS_CERT: z.string().optional(),
  FENJI_TLS_KEY: z.string().optional(),
  /** Passwords that nobody may have, one a line: those of a breach, or of the operator's own choosing. */
  FENJI_PASSWORD_LIST: z.string().optional(),
  /** Addresses of proxies whose X-Forwarded-For is believed, separated by commas. */
  FENJI_PROXY: z.string().max(500).optional(),
  FENJI_WEBHOOK_NETWORKS: z.string().max(500).optional(),
  FENJI_OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  FENJI_OIDC_CLIENT_ID: z.string().max(500).optional(),
  FENJI_OIDC_CLIENT_SECRET: z.string().max(500).optional(),
  FENJI_OIDC_NAME: z.string().max(60).optional(),
};

type Values = {
  readonly [Name in keyof typeof serverModeVariables]?: string | undefined;
} & {
  readonly FENJI_MODE: "local" | "server";
  readonly FENJI_HOST: string;
  readonly FENJI_PORT: number;
};

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** null: a public client, proved by PKCE alone. */
  readonly clientSecret: string | null;
  /** What the button says. */
  readonly name: string;
}

export interface ServerMode {
  readonly publicUrl: {
    /** Without a slash at the end. */
    readonly origin: string;
    readonly protocol: "http:" | "https:";
    readonly hostname: string;
    /** Empty where it is the protocol's own. */
    readonly port: string;
  };
  readonly tls: { readonly certPath: string; readonly keyPath: string } | null;
  readonly proxies: readonly string[];
  /** Inner networks to which webhooks may lead. */
  readonly webhookNetworks: readonly string[];
  /** Path of a file of refused passwords, or null. */
  readonly passwordList: string | null;
  /** Offer a link for an administrator although there is one. */
  readonly newAdministrator: boolean;
  readonly oidc: OidcSettings | null;
}

const refuse = (name: string, detail: string): AppError =>
  new AppError("config.invalid", { name, detail });

const urlForm = "https://host[:port] | http://localhost[:port]";

const defaultUrl = (values: Values): string => {
  const protocol = values.FENJI_TLS_CERT === undefined ? "http" : "https";
  return `${protocol}://localhost:${values.FENJI_PORT}`;
};

const readUrl = (values: Values): ServerMode["publicUrl"] => {
  if (values.FENJI_URL === undefined && !isLoopback(values.FENJI_HOST))
    throw new AppError("config.needs-url", { host: values.FENJI_HOST });
  const text = values.FENJI_URL ?? defaultUrl(values);
  if (!URL.canParse(text)) throw refuse("FENJI_URL", urlForm);
  const url = new URL(text);
  const { protocol, hostname, port, origin } = url;
  const plain = url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "";
  const safe = protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
  if (!plain || !safe) throw refuse("FENJI_URL", urlForm);
  return { origin, protocol: protocol === "https:" ? protocol : "http:", hostname, port };
};

const readTls = (values: Values): ServerMode["tls"] => {
  const { FENJI_TLS_CERT: certPath, FENJI_TLS_KEY: keyPath } = values;
  if (certPath === undefined && keyPath === undefined) return null;
  if (certPath === undefined) throw refuse("FENJI_TLS_CERT", "cert.pem");
  if (keyPath === undefined) throw refuse("FENJI_TLS_KEY", "key.pem");
  return { certPath, keyPath };
};

const isNetwork = (text: string): boolean => {
  const [address = "", bits, ...more] = text.split("/");
  const version = isIP(address);
  const wide = version === 4 ? 32 : 128;
  return (
    version !== 0 &&
    more.length === 0 &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= wide))
  );
};

const readNetworks = (name: string, text: string | undefined): readonly string[] => {
  const networks = (text ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (!networks.every(isNetwork)) throw refuse(name, "10.0.0.5, 192.168.7.0/24, ::1");
  return networks;
};

const readWebhookNetworks = (values: Values): readonly string[] =>
  readNetworks("FENJI_WEBHOOK_NETWORKS", values.FENJI_WEBHOOK_NETWORKS);

const readOidc = (values: Values): OidcSettings | null => {
  const { FENJI_OIDC_ISSUER: issuer, FENJI_OIDC_CLIENT_ID: clientId } = values;
  if (issuer === undefined && clientId === undefined) return null;
  if (issuer === undefined) throw refuse("FENJI_OIDC_ISSUER", "https://…");
  if (clientId === undefined) throw refuse("FENJI_OIDC_CLIENT_ID", "client_id");
  const url = new URL(issuer);
  if (url.protocol !== "https:" && !isLoopback(url.hostname))
    throw refuse("FENJI_OIDC_ISSUER", "https://…");
  return {
    issuer,
    clientId,
    clientSecret: values.FENJI_OIDC_CLIENT_SECRET ?? null,
    name: values.FENJI_OIDC_NAME ?? url.hostname,
  };
};

/** In local mode the node is at its loopback address, and the other settings have nobody to serve. */
const localMode = (values: Values): ServerMode => ({
  publicUrl: {
    origin: `http://localhost:${values.FENJI_PORT}`,
    protocol: "http:",
    hostname: "localhost",
    port: String(values.FENJI_PORT),
  },
  tls: null,
  proxies: [],
  webhookNetworks: readWebhookNetworks(values),
  passwordList: null,
  newAdministrator: false,
  oidc: null,
});

/** @throws AppError `config.invalid` naming the variable, `config.needs-url`. */
export const readServerMode = (values: Values): ServerMode =>
  values.FENJI_MODE === "local"
    ? localMode(values)
    : {
        publicUrl: readUrl(values),
        tls: readTls(values),
        proxies: readNetworks("FENJI_PROXY", values.FENJI_PROXY),
        webhookNetworks: readWebhookNetworks(values),
        passwordList: values.FENJI_PASSWORD_LIST ?? null,
        newAdministrator: values.FENJI_NEW_ADMINISTRATOR === "1",
        oidc: readOidc(values),
      };
