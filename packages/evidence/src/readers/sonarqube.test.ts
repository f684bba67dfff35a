/** SonarQube: issues and hotspots of its API page by page, and the report of sonar-report. */

import { expect, test } from "vitest";
import { readTold } from "../../testing/told.ts";

const issue = (more: object): object => ({
  key: "AY1",
  rule: "java:S2077",
  severity: "MAJOR",
  component: "plant-hmi:src/Query.java",
  project: "plant-hmi",
  line: 40,
  status: "OPEN",
  message: "Make sure that formatting this query is safe.",
  tags: ["cwe", "sql"],
  type: "VULNERABILITY",
  updateDate: "2026-03-01T10:00:00+0800",
  ...more,
});

const issues = [
  issue({}),
  issue({ status: "RESOLVED", resolution: "FALSE-POSITIVE" }),
  issue({ status: "CLOSED", resolution: "FIXED" }),
  issue({ type: "CODE_SMELL", rule: "java:S106", severity: "MINOR" }),
  issue({ type: "BUG", severity: "BLOCKER", impacts: [{ softwareQuality: "SECURITY" }] }),
  issue({ status: "SLEEPING" }),
];

test("issues: open weaknesses fail, settled ones are told, fixed ones pass, smells are facts", async () => {
  const { format, lines, observations, warnings, scopes } = await readTold({
    total: 5,
    paging: { pageIndex: 1, pageSize: 100, total: 5 },
    issues,
  });
  expect(format).toBe("sonarqube");
  const subject = "repository=sonarqube:plant-hmi null";
  expect(lines).toEqual([
    `fail sonarqube:java:S2077 medium ${subject} /issues/0`,
    `info sonarqube:java:S2077 medium ${subject} /issues/1`,
    `pass sonarqube:java:S2077 medium ${subject} /issues/2`,
    `info sonarqube:java:S106 low ${subject} /issues/3`,
    `fail sonarqube:java:S2077 critical ${subject} /issues/4`,
    `fail scan-run:sonarqube/code-weakness critical ${subject} /issues/0`,
  ]);
  expect(observations[1]?.message).toBe(
    "plant-hmi:src/Query.java:40 · false-positive · vulnerability",
  );
  expect(scopes).toEqual(["sonarqube:issues sonarqube:plant-hmi"]);
  expect(warnings).toEqual(["result-unknown /issues/5"]);
});

test("one page of several closes nothing and proves nothing", async () => {
  const { lines, warnings, scopes } = await readTold({
    paging: { pageIndex: 1, pageSize: 1, total: 40 },
    issues: [issue({})],
  });
  expect(lines).toHaveLength(1);
  expect(scopes).toEqual([]);
  expect(warnings).toEqual(["skipped /paging"]);
});

test("a hotspot fails until it is reviewed", async () => {
  const hotspot = (more: object): object => ({
    key: "h1",
    component: "plant-hmi:a.py",
    project: "plant-hmi",
    securityCategory: "csrf",
    vulnerabilityProbability: "HIGH",
    ruleKey: "python:S4502",
    message: "Check this.",
    ...more,
  });
  const { format, lines } = await readTold({
    paging: { total: 3 },
    hotspots: [
      hotspot({ status: "TO_REVIEW" }),
      hotspot({ status: "REVIEWED", resolution: "SAFE" }),
      hotspot({ status: "REVIEWED", resolution: "FIXED" }),
    ],
  });
  expect(format).toBe("sonarqube-hotspots");
  expect(lines.map((line) => line.split(" ")[0])).toEqual(["fail", "info", "pass", "fail"]);
  expect(lines[0]).toBe(
    "fail sonarqube:python:S4502 high repository=sonarqube:plant-hmi null /hotspots/0",
  );
});

test("the report of sonar-report names its project once, and a day without a time", async () => {
  const { lines, warnings } = await readTold({
    date: "Thursday, Jan 18, 2024",
    projectName: "flask",
    sonarBaseURL: "https://sonar.example",
    sonarComponent: "flask-app",
    issues: [
      { rule: "python:S4502", severity: "CRITICAL", status: "TO_REVIEW", component: "app.py" },
    ],
  });
  expect(lines[0]).toBe(
    "fail sonarqube:python:S4502 critical repository=sonarqube:flask-app null /issues/0",
  );
  expect(warnings).toEqual(["time-missing /date"]);
});
