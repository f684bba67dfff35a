/** The configuration: defaults, refusals that name the variable, and no secret in a message. */

import { isAbsolute } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

test("defaults", () => {
  const config = readConfig({ FENJI_PORT: "" });
  expect(config).toMatchObject({
    port: 8420,
    host: "127.0.0.1",
    databaseUrl: null,
    demo: true,
    page: true,
    nodeKind: "enterprise",
  });
  expect(isAbsolute(config.dataFolder)).toBe(true);
});

test.each([
  ["FENJI_PORT", "0"],
  ["FENJI_PORT", "http"],
  ["FENJI_PORT", "70000"],
  ["FENJI_DEMO", "yes"],
  ["FENJI_NODE", "ministry"],
  ["FENJI_LOG", "loud"],
  ["DATABASE_URL", "mysql://user:secret@host/db"],
])("%s=%s is refused by name", (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrowError(
    expect.objectContaining({ code: "config.invalid", params: expect.objectContaining({ name }) }),
  );
});

test("a password in DATABASE_URL is not repeated", () => {
  expect(() => readConfig({ DATABASE_URL: "mysql://user:secret@host/db" })).toThrowError(
    /^(?!.*secret)/,
  );
});

test.each(["0.0.0.0", "::", "192.168.1.5", "example.org"])(
  "FENJI_HOST=%s is refused without sign-in",
  (host) => {
    expect(() => readConfig({ FENJI_HOST: host })).toThrowError(
      expect.objectContaining({ code: "config.not-loopback" }),
    );
  },
);

const server = (environment: Readonly<Record<string, string>>) =>
  readConfig({ FENJI_MODE: "server", ...environment });

test("server mode: a public address decides, and loopback has one by itself", () => {
  expect(server({ FENJI_PORT: "8500" }).publicUrl).toEqual({
    origin: "http://localhost:8500",
    protocol: "http:",
    hostname: "localhost",
    port: "8500",
  });
  const open = server({ FENJI_HOST: "0.0.0.0", FENJI_URL: "https://fenji.example.org/" });
  expect(open).toMatchObject({
    host: "0.0.0.0",
    publicUrl: { origin: "https://fenji.example.org", port: "" },
    oidc: null,
    tls: null,
  });
  expect(() => server({ FENJI_HOST: "0.0.0.0" })).toThrowError(
    expect.objectContaining({ code: "config.needs-url" }),
  );
});

test.each([
  ["FENJI_URL", { FENJI_URL: "http://fenji.example.org" }],
  ["FENJI_URL", { FENJI_URL: "https://fenji.example.org/under" }],
  ["FENJI_URL", { FENJI_URL: "fenji" }],
  ["FENJI_TLS_KEY", { FENJI_TLS_CERT: "cert.pem" }],
  ["FENJI_TLS_CERT", { FENJI_TLS_KEY: "key.pem" }],
  ["FENJI_PROXY", { FENJI_PROXY: "everyone" }],
  ["FENJI_PROXY", { FENJI_PROXY: "10.0.0.0/33" }],
  ["FENJI_OIDC_CLIENT_ID", { FENJI_OIDC_ISSUER: "https://id.example.org" }],
  ["FENJI_OIDC_ISSUER", { FENJI_OIDC_CLIENT_ID: "fenji" }],
  ["FENJI_OIDC_ISSUER", { FENJI_OIDC_ISSUER: "http://id.example.org", FENJI_OIDC_CLIENT_ID: "f" }],
  ["FENJI_MODE", { FENJI_MODE: "cloud" }],
])("server mode refuses %s in %j", (name, environment) => {
  expect(() => server(environment)).toThrowError(
    expect.objectContaining({ code: "config.invalid", params: expect.objectContaining({ name }) }),
  );
});
