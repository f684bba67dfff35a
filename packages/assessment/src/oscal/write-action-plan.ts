/** The findings of a report as OSCAL's plan of action and milestones. */

import { AppError, type Language } from "@fenji/kernel";
import { fenjiNamespace, fenjiProp } from "@fenji/regime";
import type { AssessmentReport, ReportFinding } from "../report/assessment-report.ts";
import { metadataOf } from "./describe-report.ts";
import type { OscalActionPlan } from "./oscal-result-model.ts";
import { lineOf, listed, proseOf, reportSource } from "./report-source.ts";
import type { NameUuid, ReportSource } from "./report-source.ts";
import { findingsOf } from "./write-findings.ts";
import { componentsOf, observationsOf } from "./write-observations.ts";
import { risksOf, subjectsText } from "./write-risks.ts";

const itemOf = (source: ReportSource, finding: ReportFinding) => {
  const { content, uuids } = source;
  const { number, title, requirement, severity, state, rectification } = finding;
  const isJudged = content.requirements.some(({ id }) => id === requirement);
  return {
    uuid: uuids.finding(number, "item"),
    title: lineOf(`${number} ${title}`),
    description: proseOf([title, subjectsText(source, finding)].filter(Boolean).join("\n\n")),
    props: [
      ...fenjiProp("finding", number),
      ...fenjiProp("severity", severity),
      ...fenjiProp("state", state),
      ...fenjiProp("owner", rectification?.owner),
      ...fenjiProp("due-on", rectification?.dueOn),
      ...fenjiProp("rectification", rectification?.state),
    ],
    ...listed(
      "related-findings",
      isJudged ? [{ "finding-uuid": uuids.own(`requirement/${requirement}`) }] : [],
    ),
    "related-risks": [{ "risk-uuid": uuids.finding(number, "risk") }],
  };
};

/**
 * The same report gives the same document to the letter.
 * @throws AppError `report.no-findings`: OSCAL knows no plan without an item.
 */
export const writeActionPlan = (
  report: AssessmentReport,
  lang: Language,
  tools: NameUuid,
): OscalActionPlan => {
  const { findings, enterprise } = report.content;
  if (findings.length === 0) throw new AppError("report.no-findings", {});
  const source = reportSource(report, lang, tools);
  const { say, uuids } = source;
  const found = new Set(findings.map(({ requirement }) => requirement));
  const covers = (requirement: string): boolean => found.has(requirement);
  const components = componentsOf(source);
  return {
    "plan-of-action-and-milestones": {
      uuid: uuids.own("plan-of-action-and-milestones"),
      metadata: metadataOf(source, say("整改计划", "plan of action and milestones")),
      "system-id": {
        "identifier-type": fenjiNamespace,
        id: lineOf(enterprise.creditCode ?? enterprise.name),
      },
      ...(components.length === 0 ? {} : { "local-definitions": { components } }),
      ...listed("observations", observationsOf(source, covers)),
      risks: risksOf(source),
      ...listed("findings", findingsOf(source, covers)),
      "poam-items": findings.map((finding) => itemOf(source, finding)),
    },
  };
};
