/** What can be counted in the plan itself: tasks, clauses, and how many of them something serves. */

import type { PlanReply } from "@fenji/contract";
import type { PlanClause, PlanPack, PlanSection } from "@fenji/regime";
import type { PlanMeasure } from "./measures.ts";

export const clausesOf = (section: PlanSection): readonly PlanClause[] => [
  ...section.clauses,
  ...section.tasks.flatMap((task) => task.clauses),
];

const serves = (clause: PlanClause, kind: "value" | "act"): boolean =>
  clause.services.some((service) => service.kind === kind);

const isServed = (clause: PlanClause): boolean => serves(clause, "value") || serves(clause, "act");

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

/** Each clause once: by its value, else by its act, else as awaiting a record. */
export const countServed = (plan: PlanPack): PlanReply["served"] => {
  const clauses = plan.sections.flatMap(clausesOf);
  const values = clauses.filter((clause) => serves(clause, "value")).length;
  const served = clauses.filter(isServed).length;
  return {
    values,
    acts: served - values,
    awaiting: clauses.length - served,
    clauses: clauses.length,
  };
};
