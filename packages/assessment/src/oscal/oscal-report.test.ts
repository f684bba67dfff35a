/** OSCAL says what the report says, never more: results, numbers, findings, and no raw evidence. */

import { expect, test } from "vitest";
import type { AssessmentReport } from "../report/assessment-report.ts";
import { layOutReport } from "../report/lay-out-report.ts";
import type { NameUuid } from "./report-source.ts";
import { sampleReport } from "./testing/sample-report.ts";
import { writeActionPlan } from "./write-action-plan.ts";
import { writeAssessmentResults } from "./write-assessment-results.ts";

/** Names instead of numbers, so that a test can read what refers to what. */
const tools: NameUuid = { uuidOf: (name) => name };

const resultsOf = (report: AssessmentReport) => {
  const { "assessment-results": document } = writeAssessmentResults(report, "en", tools);
  const [result] = document.results;
  if (result === undefined) throw new Error("no result");
  return { document, result };
};

const propOf = (
  props: readonly { readonly name: string; readonly value: string }[] | undefined,
  name: string,
) => props?.find((prop) => prop.name === name)?.value;

test("only what was concluded as met, or does not apply, is satisfied", () => {
  const { result } = resultsOf(sampleReport);
  const outcomes = (result.findings ?? []).map(({ props, target }) => [
    propOf(props, "result"),
    propOf(props, "concluded"),
    target.status.state,
    target.status.reason,
    target["implementation-status"]?.state,
  ]);
  expect(outcomes).toEqual([
    ["met", "true", "satisfied", "pass", "implemented"],
    ["partlyMet", "true", "not-satisfied", "fail", "partial"],
    ["notMet", "true", "not-satisfied", "fail", undefined],
    ["notApplicable", "true", "satisfied", "other", "not-applicable"],
    ["notEvidenced", "false", "not-satisfied", "other", undefined],
    ["contested", "false", "not-satisfied", "other", undefined],
  ]);
});

test("numbers are the report's own, as its other forms print them", () => {
  const { result } = resultsOf(sampleReport);
  const { counts, score } = sampleReport.content;
  const number = (name: string) => Number(propOf(result.props, name));
  expect([number("score-low"), number("score-high"), number("coverage")]).toEqual([
    score.low,
    score.high,
    score.coverage,
  ]);
  for (const [verdict, count] of Object.entries(counts))
    expect(number(`count-${verdict}`)).toBe(count);
  const [summary] = layOutReport(sampleReport, "en").sections;
  const printed = summary?.table.rows.find(([name]) => name?.startsWith("Score"))?.[1];
  expect(printed).toBe(
    `${(number("score-low") * 100).toFixed(1)} % – ${(number("score-high") * 100).toFixed(1)} %`,
  );
});

test("a finding leads from its requirement over what was seen to its risk and its item in the plan", () => {
  const { result } = resultsOf(sampleReport);
  const plan = writeActionPlan(sampleReport, "en", tools)["plan-of-action-and-milestones"];
  const [item, second] = plan["poam-items"];
  expect(plan["poam-items"]).toHaveLength(2);
  expect(item?.title).toBe("F-2026-0001 日志只留存 三个月");
  expect(propOf(item?.props, "due-on")).toBe("2026-12-31");
  const risk = result.risks?.find(({ uuid }) => uuid === item?.["related-risks"][0]?.["risk-uuid"]);
  expect(risk).toMatchObject({ status: "remediating", deadline: "2026-12-31T00:00:00Z" });
  const judged = result.findings?.find(
    ({ uuid }) => uuid === item?.["related-findings"]?.[0]?.["finding-uuid"],
  );
  expect(judged?.["related-risks"]).toHaveLength(2);
  const seen = risk?.["related-observations"]?.map((one) => one["observation-uuid"]);
  expect(seen).toHaveLength(2);
  const observed = plan.observations?.map(({ uuid }) => uuid);
  expect(observed).toEqual(seen);
  const closed = plan.risks.find(
    ({ uuid }) => uuid === second?.["related-risks"][0]?.["risk-uuid"],
  );
  expect(closed?.status).toBe("closed");
  expect(closed?.["risk-log"].entries.at(-1)?.["status-change"]).toBe("closed");
});

test("every reference leads somewhere in its own document", () => {
  const plan = writeActionPlan(sampleReport, "zh", tools);
  for (const document of [resultsOf(sampleReport).document, plan]) {
    const text = JSON.stringify(document);
    const named = new Set([...text.matchAll(/"uuid":"([^"]+)"/g)].map(([, uuid]) => uuid));
    const references = [
      ...text.matchAll(/"(?:\w+-)+uuid":"([^"]+)"/g),
      ...text.matchAll(/"href":"#([^"]+)"/g),
    ].map(([, uuid]) => uuid);
    expect(references.length).toBeGreaterThan(10);
    for (const reference of references) expect(named).toContain(reference);
  }
});

test("signatures say that they are none in law; files are names and hashes", () => {
  const { document, result } = resultsOf(sampleReport);
  const [attestation] = result.attestations ?? [];
  expect(attestation?.parts[0]?.prose).toContain("no electronic signature in law");
  expect(document["back-matter"].resources.at(-1)).toMatchObject({
    title: "scan results.xml",
    rlinks: [{ href: `urn:sha256:${"b".repeat(64)}` }],
  });
  expect(document.metadata["last-modified"]).toBe("2026-11-23T00:00:00.000Z");
});

test("a report without findings has no plan of action, and says so", () => {
  const content = { ...sampleReport.content, findings: [], requirements: [] };
  const report = { ...sampleReport, content };
  expect(() => writeActionPlan(report, "en", tools)).toThrow(
    expect.objectContaining({ code: "report.no-findings" }),
  );
  expect(resultsOf(report).result).not.toHaveProperty("findings");
});
