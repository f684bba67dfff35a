/** Bandit: weaknesses by severity and CWE, passwords without their text, files that it could not check. */

import { expect, test } from "vitest";
import { readTold } from "../../testing/told.ts";

const canary = "c4n4ry-p4ssw0rd";

const found = (test_id: string, more: object): object => ({
  code: `3 password = "${canary}"\n`,
  filename: "hmi/login.py",
  issue_confidence: "HIGH",
  issue_cwe: { id: 78, link: "https://cwe.example/78" },
  issue_severity: "HIGH",
  issue_text: "subprocess call with shell=True identified.",
  line_number: 3,
  test_id,
  test_name: "subprocess_popen_with_shell_equals_true",
  ...more,
});

const report = {
  errors: [] as object[],
  generated_at: "2026-03-02T08:00:00Z",
  metrics: { _totals: { loc: 12 } },
  results: [
    found("B602", {}),
    found("B105", {
      test_name: "hardcoded_password_string",
      issue_severity: "LOW",
      issue_cwe: { id: 259 },
      issue_text: `Possible hardcoded password: '${canary}'`,
    }),
    found("B999", { issue_severity: "UNDEFINED", issue_cwe: {} }),
  ],
};

test("a weakness has Bandit's id, its CWE, severity, line and the report's time", async () => {
  const { format, lines, observations, warnings } = await readTold(report);
  expect(format).toBe("bandit");
  const subject = "repository=unnamed:bandit 2026-03-02T08:00:00.000Z";
  expect(lines).toEqual([
    `fail bandit:B602 high ${subject} /results/0`,
    `fail bandit:B105 low ${subject} /results/1`,
    `fail bandit:B999 null ${subject} /results/2`,
    `fail scan-run:bandit/code-weakness null ${subject} 1:1`,
  ]);
  expect(observations[0]).toMatchObject({
    refs: ["cwe:78", "finding:code-weakness"],
    message: "hmi/login.py:3 · subprocess call with shell=True identified. · confidence high",
  });
  expect(observations[1]).toMatchObject({
    refs: ["cwe:259", "finding:code-weakness", "finding:exposed-secret"],
    message: "hmi/login.py:3 · confidence high",
  });
  expect(warnings).toEqual(["subject-unclear 1:1"]);
});

test("nothing found is a pass; a file that could not be read is an error and leaves the run open", async () => {
  const clean = await readTold({ ...report, results: [] });
  expect(clean.lines).toEqual([
    "pass scan-run:bandit/code-weakness null repository=unnamed:bandit 2026-03-02T08:00:00.000Z 1:1",
  ]);
  const broken = await readTold({
    ...report,
    results: [],
    errors: [{ filename: "a.py", reason: "syntax error while parsing AST from file" }],
  });
  expect(broken.lines).toEqual([
    "error bandit:error null repository=unnamed:bandit 2026-03-02T08:00:00.000Z /errors/0",
  ]);
});

test("a finding without its id is named; a cut report is refused by place", async () => {
  const odd = await readTold({ ...report, results: [{ filename: "a.py" }] });
  expect(odd.warnings).toEqual(["id-missing /results/0", "subject-unclear 1:1"]);
  const cut = await readTold(JSON.stringify(report).slice(0, 200));
  expect(cut.failure).toBe("evidence.json-truncated 1:201");
});
