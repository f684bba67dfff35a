/** One section of the plan: its own clauses, then its tasks with theirs. */

import { useText } from "../../i18n/language.tsx";
import { ClauseRow } from "./clause-row.tsx";
import type { Clause, Section } from "./filter-plan.ts";

interface PlanSectionProps {
  readonly section: Section;
  readonly words: string;
}

export const PlanSection = ({ section, words }: PlanSectionProps) => {
  const text = useText();
  const titleId = `s-${section.id}`;
  return (
    <section className="panel plan-section" aria-labelledby={titleId}>
      <h2 id={titleId}>{text(section.title)}</h2>
      <ClauseList clauses={section.clauses} words={words} />
      {section.tasks.map((task) => (
        <section key={task.id} className="plan-task" aria-labelledby={`t-${task.id}`}>
          <h3 id={`t-${task.id}`}>
            <span className="clause-id">{task.id}</span>
            {text(task.title)}
          </h3>
          <ClauseList clauses={task.clauses} words={words} />
        </section>
      ))}
    </section>
  );
};

interface ClauseListProps {
  readonly clauses: readonly Clause[];
  readonly words: string;
}

const ClauseList = ({ clauses, words }: ClauseListProps) =>
  clauses.length === 0 ? null : (
    <ol className="clauses">
      {clauses.map((clause) => (
        <ClauseRow key={clause.id} clause={clause} words={words} />
      ))}
    </ol>
  );
