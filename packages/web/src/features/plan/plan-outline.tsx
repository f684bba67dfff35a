/** The sticky table of contents: sections and their tasks, with the place where the reader is. */

import { useEffect, useState } from "react";
import { planMessages } from "../../i18n/plan/plan-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import type { Section } from "./filter-plan.ts";

export const PlanOutline = ({ sections }: { readonly sections: readonly Section[] }) => {
  const m = useMessages(planMessages);
  const text = useText();
  const current = useSectionInView(sections);
  return (
    <nav className="plan-outline no-print" aria-label={m.outline}>
      <ol>
        {sections.map((section) => (
          <li key={section.id}>
            <a href={`#s-${section.id}`} aria-current={current === section.id ? "true" : undefined}>
              {text(section.title)}
            </a>
            {section.tasks.length > 0 && (
              <ol>
                {section.tasks.map((task) => (
                  <li key={task.id}>
                    <a href={`#t-${task.id}`}>
                      <span className="clause-id">{task.id}</span>
                      {text(task.title)}
                    </a>
                  </li>
                ))}
              </ol>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
};

/** The last section whose heading has passed the upper third of the window. */
const useSectionInView = (sections: readonly Section[]): string | undefined => {
  const [current, setCurrent] = useState<string>();
  useEffect(() => {
    const headings = sections
      .map(({ id }) => ({ id, element: document.getElementById(`s-${id}`) }))
      .filter((entry) => entry.element !== null);
    const look = () => {
      const limit = window.innerHeight / 3;
      const passed = headings.findLast(
        ({ element }) => (element?.getBoundingClientRect().top ?? limit) < limit,
      );
      setCurrent((passed ?? headings[0])?.id);
    };
    look();
    window.addEventListener("scroll", look, { passive: true });
    return () => window.removeEventListener("scroll", look);
  }, [sections]);
  return current;
};
