/** What is shown, what is absent, and what waits for a second factor. */

import { describe, expect, it } from "vitest";
import { readPermissions, type Permitted } from "./permissions.ts";

const reason = (id: string, effect: "permit" | "forbid") => ({ id, effect, zh: "理由", en: "why" });

const answer: readonly Permitted[] = [
  {
    permission: "registry:read",
    allowed: true,
    withSecondFactor: true,
    reasons: [reason("lists", "permit")],
  },
  {
    permission: "registry:write",
    allowed: false,
    withSecondFactor: false,
    reasons: [reason("default-deny", "forbid")],
  },
  {
    permission: "filing:answer",
    allowed: false,
    withSecondFactor: true,
    reasons: [reason("second-factor-office", "forbid")],
  },
  {
    permission: "link:write",
    allowed: false,
    withSecondFactor: false,
    reasons: [reason("second-factor-office", "forbid")],
  },
];

describe("permissions", () => {
  it("allows nothing and misses nothing before the node has answered", () => {
    const permissions = readPermissions(undefined);
    expect(permissions.known).toBe(false);
    expect(permissions.may("registry:read")).toBe(false);
    expect(permissions.mayNot("registry:read")).toBe(false);
  });

  it("follows the answer, with reasons for what is absent", () => {
    const permissions = readPermissions(answer);
    expect(permissions.may("registry:read")).toBe(true);
    expect(permissions.mayNot("registry:write")).toBe(true);
    expect(permissions.why("registry:write").map(({ id }) => id)).toEqual(["default-deny"]);
  });

  it("shows what a second factor alone would open, and hides what it would not", () => {
    const permissions = readPermissions(answer);
    expect(permissions.may("filing:answer")).toBe(true);
    expect(permissions.may("link:write")).toBe(false);
  });

  it("denies what the node did not name", () => {
    expect(readPermissions(answer).mayNot("user:manage")).toBe(true);
  });
});
