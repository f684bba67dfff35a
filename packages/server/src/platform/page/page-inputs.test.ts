/** The page is stale when a source of it changed, and not when only a date, a test or a stranger did. */

import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { contentOf, listInputs, stampOf } from "./page-inputs.ts";

let root: string;

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "fenji-inputs-"));
  write("package-lock.json", "{}");
  write("packages/web/package.json", '{"dependencies":{"@fenji/contract":"1","react":"19"}}');
  write("packages/web/src/main.tsx", "main");
  write("packages/contract/package.json", '{"dependencies":{"@fenji/kernel":"1"}}');
  write("packages/contract/src/index.ts", "contract");
  write("packages/kernel/package.json", "{}");
  write("packages/kernel/src/index.ts", "kernel");
  write("packages/server/package.json", "{}");
});

afterEach(() => rmSync(root, { recursive: true }));

const content = (): string => contentOf(root, listInputs(root));
const stamp = (): string => stampOf(listInputs(root));

test.each([
  "package-lock.json",
  "packages/web/src/main.tsx",
  "packages/web/src/new.tsx",
  "packages/contract/src/index.ts",
  "packages/kernel/src/index.ts",
])("a change of %s makes it stale", (path) => {
  const before = [stamp(), content()];
  write(path, "changed");
  expect(stamp()).not.toBe(before[0]);
  expect(content()).not.toBe(before[1]);
});

test.each([
  "packages/server/src/main.ts",
  "packages/web/dist/index.html",
  "packages/web/src/main.test.tsx",
  "packages/web/node_modules/x.js",
])("a change of %s does not", (path) => {
  const before = [stamp(), content()];
  write(path, "changed");
  expect([stamp(), content()]).toEqual(before);
});

test("another date is another stamp but the same content", () => {
  const before = [stamp(), content()];
  utimesSync(join(root, "packages/web/src/main.tsx"), new Date(0), new Date(0));
  expect(stamp()).not.toBe(before[0]);
  expect(content()).toBe(before[1]);
});
