/** One clause: its number, its text, and what serves it. Links of the plan pack point at its anchor, `#c-<id>`. */

import { useText } from "../../i18n/language.tsx";
import { Highlight } from "../../ui/highlight.tsx";
import type { Clause } from "./filter-plan.ts";
import { ServiceLine } from "./service-line.tsx";

interface ClauseRowProps {
  readonly clause: Clause;
  readonly words: string;
}

export const ClauseRow = ({ clause, words }: ClauseRowProps) => {
  const text = useText();
  return (
    <li className="clause" id={`c-${clause.id}`} data-clause={clause.id}>
      <a className="clause-id" href={`#c-${clause.id}`}>
        {clause.id}
      </a>
      <p className="clause-text">
        <Highlight text={text(clause.text)} words={words} />
      </p>
      <ul className="services">
        {clause.services.map((service, index) => (
          <ServiceLine key={index} service={service} />
        ))}
      </ul>
    </li>
  );
};
