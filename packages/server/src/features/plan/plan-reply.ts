/** A plan pack in the words of the contract, with a live value wherever it names an indicator. */

import type { PlanReply } from "@fenji/contract";
import type { PlanClause, PlanPack, Service, Source } from "@fenji/regime";
import { assessTargets, seriesReply, targetReply } from "./growth-replies.ts";
import { indicatorTable } from "./indicator-table.ts";
import type { Measures } from "./measures.ts";
import { countServed } from "./plan-measure.ts";

type ClauseReply = PlanReply["sections"][number]["clauses"][number];
type ServiceReply = ClauseReply["services"][number];
type LiveValue = Extract<ServiceReply, { kind: "value" }>["value"];

/** Computes one named indicator. */
export type Evaluate = (indicator: string) => LiveValue;

/** A plan may name an indicator that this node lacks; it then has no value and says what to do. */
const unknownIndicator = (indicator: string, computedAt: string): LiveValue => ({
  indicator,
  value: null,
  unit: { zh: "", en: "" },
  billionsOf: null,
  decimals: 0,
  coverage: null,
  synthetic: false,
  computedAt,
  lineage: {
    text: {
      zh: `本节点没有指标 ${indicator}：请升级节点，或在计划包中改用已有的指标。`,
      en: `This node has no indicator ${indicator}: upgrade it, or name another one in the plan pack.`,
    },
    rows: 0,
    href: null,
  },
});

export const evaluator =
  (measures: Measures, computedAt: string): Evaluate =>
  (id) => {
    const indicator = indicatorTable.get(id);
    if (indicator === undefined) return unknownIndicator(id, computedAt);
    const { value, coverage, synthetic, rows } = indicator.read(measures);
    return {
      indicator: id,
      value,
      unit: indicator.unit,
      billionsOf: indicator.billionsOf ?? null,
      decimals: indicator.decimals,
      coverage,
      synthetic,
      computedAt,
      lineage: { text: indicator.lineage, rows, href: indicator.href },
    };
  };

const serviceReply = (service: Service, evaluate: Evaluate): ServiceReply =>
  service.kind === "value"
    ? { kind: "value", label: service.label, value: evaluate(service.indicator) }
    : service;

const clauseReply = (clause: PlanClause, evaluate: Evaluate): ClauseReply => ({
  id: clause.id,
  text: clause.text,
  services: clause.services.map((service) => serviceReply(service, evaluate)),
});

const sourceReply = ({ id, title, number, issued }: Source): PlanReply["sources"][number] => ({
  id,
  title,
  number,
  issued,
});

export const planReply = (plan: PlanPack, evaluate: Evaluate): Omit<PlanReply, "counted"> => {
  const { header } = plan;
  return {
    id: header.id,
    version: header.version,
    title: header.title,
    summary: header.summary,
    notice: header.notice,
    status: header.status,
    milestones: header.milestones.map((milestone) => ({ ...milestone })),
    served: countServed(plan),
    sections: plan.sections.map((section) => ({
      id: section.id,
      kind: section.kind,
      title: section.title,
      clauses: section.clauses.map((clause) => clauseReply(clause, evaluate)),
      tasks: section.tasks.map((task) => ({
        id: task.id,
        title: task.title,
        clauses: task.clauses.map((clause) => clauseReply(clause, evaluate)),
      })),
    })),
    series: plan.series.map((series) => seriesReply(plan, series)),
    growthTargets: assessTargets(plan)
      .map(targetReply)
      .filter((reply) => reply !== null),
    sources: header.sources.map(sourceReply),
  };
};
