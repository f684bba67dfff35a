/** The drawing in docs/architecture.md is the one that the manifests give. */

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

const script = join(import.meta.dirname, "../../scripts/draw-packages.mjs");

it("is current", () => {
  expect(() =>
    execFileSync(process.execPath, [script, "--check"], { stdio: "pipe" }),
  ).not.toThrow();
});
