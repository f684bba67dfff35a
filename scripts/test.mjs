/** `npm test`: every test, the browser tests included; the last line counts them. */

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findBrowser, installBrowser } from "./find-browser.mjs";
import { findNginx, installNginx } from "./find-nginx.mjs";
import { ensureInstalled, environment, requireNode, root } from "./find-node.mjs";

ensureInstalled();
const node = requireNode();

const requireBrowser = () => {
  if (findBrowser() === undefined) installBrowser();
  const found = findBrowser();
  if (found !== undefined) return found;
  process.stderr.write(
    "没有找到 Chrome、Chromium 或 Edge，浏览器测试不会运行。请安装其中之一，或用 FENJI_BROWSER 指定路径。\n" +
      "No Chrome, Chromium or Edge was found, so the browser tests do not run. Install one, or name it with FENJI_BROWSER.\n",
  );
  return undefined;
};

const only = process.argv.slice(2);
const browser = requireBrowser();
// Without nginx the test of the gateway fails and says what to install.
if (findNginx() === undefined) installNginx();
const inCi = process.env.CI !== undefined && process.env.CI !== "" && process.env.CI !== "false";
const folder = mkdtempSync(join(tmpdir(), "fenji-tests-"));
const report = join(folder, "report.json");
const vitest = join(
  dirname(createRequire(import.meta.url).resolve("vitest/package.json")),
  "vitest.mjs",
);

const child = spawn(
  node,
  [
    vitest,
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...(browser === undefined ? ["--project=!e2e"] : []),
    ...only,
  ],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...environment(node), ...(browser === undefined ? {} : { FENJI_BROWSER: browser }) },
  },
);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));

/** Suites that could not even be loaded count as failures, or a broken file would look like a green one. */
const countTests = () => {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(report, "utf8"),
  );
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  ).length;
  return {
    passed: numPassedTests,
    failed: numFailedTests + broken,
    skipped: numPendingTests + numTodoTests,
  };
};

child.on("exit", (code) => {
  const { passed, failed, skipped } = countTests();
  rmSync(folder, { recursive: true, force: true });
  const missing = browser === undefined && inCi ? 1 : 0;
  if (missing > 0) process.stderr.write("CI 中必须有浏览器。 · In CI a browser is required.\n");
  const failures = failed + missing === 0 && code !== 0 ? 1 : failed + missing;
  console.log(`${passed} passed, ${failures} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  process.exitCode = failures > 0 ? 1 : 0;
});
