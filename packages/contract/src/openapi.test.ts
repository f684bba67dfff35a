/** The OpenAPI document describes every operation completely, in both languages. */

import { expect, it } from "vitest";
import { openApiDocument } from "./openapi.ts";
import { operations } from "./operations.ts";

interface Described {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<Record<string, unknown>>;
  readonly requestBody?: unknown;
}

const read = (language: "zh" | "en"): Record<string, Record<string, Described>> =>
  openApiDocument({ version: "0", language, operations })["paths"] as Record<
    string,
    Record<string, Described>
  >;

/** Written once for all tests: every schema of every operation is in it. */
const documents = { zh: read("zh"), en: read("en") };

const paths = (language: "zh" | "en") => documents[language];

it.each(["zh", "en"] as const)(
  "lists each operation once, with its own summary (%s)",
  (language) => {
    const found = Object.values(paths(language)).flatMap((methods) => Object.values(methods));
    expect(found.map((entry) => entry.operationId).toSorted()).toEqual(
      operations.map((entry) => entry.name).toSorted(),
    );
    expect(new Set(operations.map((entry) => entry.name)).size).toBe(operations.length);
    for (const entry of found) {
      const operation = operations.find((candidate) => candidate.name === entry.operationId);
      expect(entry.summary).toBe(operation?.summary[language]);
      expect(entry.responses).toHaveProperty("200");
    }
  },
);

it("declares every brace of an address as a path parameter, and no other", () => {
  for (const [url, methods] of Object.entries(paths("en"))) {
    const braces = [...url.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    for (const entry of Object.values(methods)) {
      const declared = entry.parameters
        .filter((parameter) => parameter.in === "path")
        .map((parameter) => parameter.name);
      expect(declared.toSorted()).toEqual(braces.toSorted());
    }
  }
});

it("gives a body to operations that have one, and to no other", () => {
  const described = paths("en");
  for (const operation of operations) {
    const entry = described[`/api${operation.url}`]?.[operation.method.toLowerCase()];
    const expected = ["POST", "PUT", "PATCH"].includes(operation.method);
    expect(entry?.requestBody !== undefined, operation.name).toBe(expected);
  }
});

it("names a permission for everything that shows or changes records", () => {
  const open = operations
    .filter((operation) => operation.permission === null)
    .map((operation) => operation.name);
  // Nodes collect and receive without a session: they prove who they are by the signature on what they send.
  expect(open.toSorted()).toEqual([
    "acceptInvitation",
    "beginOidcSignIn",
    "beginPasskeySignIn",
    "collectMessages",
    "createFirstAdministrator",
    "finishOidcSignIn",
    "finishPasskeySignIn",
    "getLiveness",
    "getReadiness",
    "getSession",
    "listPermissions",
    "lookAtInvitation",
    // A calendar program can send nothing but the address, which holds a secret.
    "readCalendarFeed",
    "receiveMessage",
    "resetPassword",
    "signIn",
    "signOut",
  ]);
});
