/** Semgrep: findings by severity, what is ignored, secrets without their text, errors that leave the run open. */

import { expect, test } from "vitest";
import { readTold } from "../../testing/told.ts";

const finding = (check_id: string, extra: object): object => ({
  check_id,
  path: "src/brute.py",
  start: { line: 31, col: 29 },
  end: { line: 31, col: 58 },
  extra: { severity: "ERROR", message: "Detected subprocess with user input.", ...extra },
});

const report = {
  version: "1.97.0",
  results: [
    finding("python.lang.dangerous-subprocess", {
      metadata: { cwe: ["CWE-78: OS Command Injection"] },
      is_ignored: false,
    }),
    finding("python.lang.weak-hash", { severity: "WARNING", is_ignored: true }),
    finding("generic.secrets.api-key", { message: "found c4n4ry" }),
    finding("ssc-1", {
      severity: "HIGH",
      sca_info: {},
      metadata: { "sca-vuln-database-identifier": "CVE-2024-1234" },
    }),
  ],
  errors: [] as object[],
  paths: { scanned: ["src/brute.py"] },
};

test("a finding has its rule, weakness, severity and line; an ignored one proves nothing", async () => {
  const { format, lines, observations, warnings } = await readTold(report);
  expect(format).toBe("semgrep");
  const subject = "repository=unnamed:semgrep null";
  expect(lines).toEqual([
    `fail semgrep:python.lang.dangerous-subprocess high ${subject} /results/0`,
    `info semgrep:python.lang.weak-hash medium ${subject} /results/1`,
    `fail semgrep:generic.secrets.api-key high ${subject} /results/2`,
    `fail semgrep:ssc-1 high ${subject} /results/3`,
    `fail scan-run:semgrep/code-weakness high ${subject} 1:1`,
  ]);
  expect(observations.map(({ refs }) => refs)).toEqual([
    ["cwe:78", "finding:code-weakness"],
    ["finding:code-weakness"],
    ["finding:exposed-secret"],
    ["cve:CVE-2024-1234", "finding:vulnerable-component"],
    ["scan:code-weakness"],
  ]);
  expect(observations[0]?.message).toBe("src/brute.py:31 · Detected subprocess with user input.");
  expect(observations[1]?.message).toMatch(/^ignored · /);
  expect(observations[2]?.message).toBe("src/brute.py:31");
  expect(warnings).toEqual(["subject-unclear 1:1"]);
});

test("a clean run passes; one with errors says only what it could not check", async () => {
  const clean = await readTold({ ...report, results: [] });
  expect(clean.lines).toEqual([
    "pass scan-run:semgrep/code-weakness null repository=unnamed:semgrep null 1:1",
  ]);
  const broken = await readTold({
    ...report,
    results: [],
    errors: [
      { level: "error", type: "SyntaxError", path: "a.py", message: "unexpected end" },
      { level: "warn", type: ["PartialParsing", []], path: "b.py" },
    ],
  });
  expect(broken.lines).toEqual([
    "error semgrep-error:SyntaxError null repository=unnamed:semgrep null /errors/0",
  ]);
  expect(broken.warnings).toEqual(["skipped /errors/1", "subject-unclear 1:1"]);
});
