/** Which clauses remain when the plan is narrowed to a kind of service or to words. */

import type { PlanReply } from "@fenji/contract";
import type { PlanShow } from "../../routes/search-params.ts";

export type Section = PlanReply["sections"][number];
export type Clause = Section["clauses"][number];
export type Service = Clause["services"][number];

export interface PlanFilter {
  readonly show: PlanShow;
  readonly words: string;
}

const kindOf = { live: "value", acts: "act", awaiting: "awaits" } as const;

/** Sections and tasks keep their order; those left without a clause are dropped. */
export const filterPlan = (sections: readonly Section[], filter: PlanFilter): Section[] => {
  const keep = (clause: Clause) =>
    matchesShow(clause, filter.show) && matches(clause, filter.words);
  return sections
    .map((section) => ({
      ...section,
      clauses: section.clauses.filter(keep),
      tasks: section.tasks
        .map((task) => ({ ...task, clauses: task.clauses.filter(keep) }))
        .filter((task) => task.clauses.length > 0),
    }))
    .filter((section) => section.clauses.length > 0 || section.tasks.length > 0);
};

export const countClauses = (sections: readonly Section[]): number =>
  sections.reduce(
    (sum, section) =>
      sum +
      section.clauses.length +
      section.tasks.reduce((tasks, task) => tasks + task.clauses.length, 0),
    0,
  );

const matchesShow = (clause: Clause, show: PlanShow): boolean =>
  show === "all" || clause.services.some((service) => service.kind === kindOf[show]);

const matches = (clause: Clause, words: string): boolean => {
  const wanted = words.trim().toLowerCase();
  if (wanted === "") return true;
  const texts = [clause.text, ...clause.services.map(textOf)];
  const haystack = [clause.id, ...texts.flatMap((text) => [text.zh, text.en])];
  return haystack.some((text) => text.toLowerCase().includes(wanted));
};

const textOf = (service: Service) => (service.kind === "awaits" ? service.record : service.label);
