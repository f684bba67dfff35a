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
