/** What can be counted in the plan itself: tasks, clauses, and how many of them something serves. */

import type { PlanReply } from "@fenji/contract";
import type { PlanClause, PlanPack, PlanSection, Service } from "@fenji/regime";
import type { PlanMeasure } from "./measures.ts";

const clausesOf = (section: PlanSection): readonly PlanClause[] => [
  ...section.clauses,
  ...section.tasks.flatMap((task) => task.clauses),
];

const serves = (clause: PlanClause, kind: Service["kind"]): boolean =>
  clause.services.some((service) => service.kind === kind);

/** A link to another place of the same plan helps the reader, but serves nothing. */
const isServed = (clause: PlanClause): boolean =>
  clause.services.some(
    (service) =>
      service.kind === "value" || (service.kind === "act" && !service.href.startsWith("/#")),
  );

export const measurePlan = (plan: PlanPack): PlanMeasure => ({
  tasks: plan.sections.reduce((sum, section) => sum + section.tasks.length, 0),
  clauses: plan.sections.flatMap(clausesOf).length,
  served: new Map(
    plan.sections.map((section) => {
      const clauses = clausesOf(section);
      return [section.id, { served: clauses.filter(isServed).length, of: clauses.length }];
    }),
  ),
});

/** Clauses with at least one service of each kind; a clause can be served in several ways and counts for each. */
export const countServed = (plan: PlanPack): PlanReply["served"] => {
  const clauses = plan.sections.flatMap(clausesOf);
  const withKind = (kind: Service["kind"]): number =>
    clauses.filter((clause) => serves(clause, kind)).length;
  return {
    values: withKind("value"),
    acts: withKind("act"),
    awaiting: withKind("awaits"),
    clauses: clauses.length,
  };
};
