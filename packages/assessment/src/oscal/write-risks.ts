/** Findings of a report as OSCAL's risks: what they may do, what is advised, what is planned and what was done by when. */

import { fenjiNamespace, fenjiProp } from "@fenji/regime";
import type { ReportFinding } from "../report/assessment-report.ts";
import { rectificationWords, severityWords } from "../report/report-words.ts";
import { assessorUuid } from "./describe-report.ts";
import type { OscalRisk, RiskStatus } from "./oscal-result-model.ts";
import { instantOf, lineOf, listed, proseOf, type ReportSource } from "./report-source.ts";
import { observedOn } from "./write-observations.ts";

/** Only a retest closes a finding: work that is said to be done is still being remedied. */
const statusOf = ({ state, rectification }: ReportFinding): RiskStatus => {
  if (state === "closed") return "closed";
  return rectification === null || rectification.state === "planned" ? "open" : "remediating";
};

export const subjectsText = ({ say }: ReportSource, { subjects }: ReportFinding): string =>
  subjects
    .map(({ kind, id, closedOn }) => {
      const closed = closedOn === null ? "" : say(`（${closedOn} 关闭）`, ` (closed ${closedOn})`);
      return `- ${kind} ${id}${closed}`;
    })
    .join("\n");

const remediationsOf = (
  source: ReportSource,
  finding: ReportFinding,
): OscalRisk["remediations"] => {
  const { say, uuids } = source;
  const { number, recommendation, rectification } = finding;
  const advice = {
    uuid: uuids.finding(number, "recommendation"),
    lifecycle: "recommendation",
    title: say("建议", "Recommendation"),
    description: proseOf(recommendation),
  } as const;
  if (rectification === null) return [advice];
  const { owner, dueOn, state } = rectification;
  const plan = {
    uuid: uuids.finding(number, "rectification"),
    lifecycle: state === "done" ? "completed" : "planned",
    title: say("整改", "Rectification"),
    description: say(
      `责任人：${owner}；期限：${dueOn}；${rectificationWords[state].zh}`,
      `Owner: ${owner}; due: ${dueOn}; ${rectificationWords[state].en}`,
    ),
    props: [...fenjiProp("owner", owner), ...fenjiProp("due-on", dueOn)],
  } as const;
  return [advice, plan];
};

const logOf = ({ say, uuids }: ReportSource, finding: ReportFinding): OscalRisk["risk-log"] => {
  const { number, raisedOn, closedOn, rectification } = finding;
  const steps = (rectification?.steps ?? []).map(({ at, by, note }, index) => ({
    uuid: uuids.finding(number, `step/${index}`),
    title: say("整改记录", "Rectification step"),
    description: proseOf(`${by}: ${note}`),
    start: instantOf(at),
  }));
  const raised = {
    uuid: uuids.finding(number, "raised"),
    title: say("提出", "Raised"),
    start: instantOf(raisedOn),
    "status-change": "open" as const,
  };
  if (closedOn === null) return { entries: [raised, ...steps] };
  const closed = {
    uuid: uuids.finding(number, "closed"),
    title: say("关闭", "Closed"),
    start: instantOf(closedOn),
    "status-change": "closed" as const,
  };
  return { entries: [raised, ...steps, closed] };
};

const riskOf = (source: ReportSource, finding: ReportFinding): OscalRisk => {
  const { say, uuids } = source;
  const { number, requirement, title, severity, risk, repeats, rectification } = finding;
  return {
    uuid: uuids.finding(number, "risk"),
    title: lineOf(`${number} ${title}`),
    description: proseOf([title, subjectsText(source, finding)].filter(Boolean).join("\n\n")),
    statement: proseOf(risk),
    props: [
      ...fenjiProp("finding", number),
      ...fenjiProp("requirement", requirement),
      ...fenjiProp("repeats", repeats),
    ],
    status: statusOf(finding),
    characterizations: [
      {
        origin: { actors: [{ type: "party", "actor-uuid": assessorUuid(source) }] },
        facets: [
          { name: "severity", system: fenjiNamespace, value: severity },
          {
            name: "severity-words",
            system: fenjiNamespace,
            value: say.text(severityWords[severity]),
          },
        ],
      },
    ],
    ...(rectification === null ? {} : { deadline: instantOf(rectification.dueOn) }),
    remediations: remediationsOf(source, finding),
    "risk-log": logOf(source, finding),
    ...listed(
      "related-observations",
      source.content.requirements.some(({ id }) => id === requirement)
        ? observedOn(source, requirement)
        : [],
    ),
  };
};

export const risksOf = (source: ReportSource): OscalRisk[] =>
  source.content.findings.map((finding) => riskOf(source, finding));
