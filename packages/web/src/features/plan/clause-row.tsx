/** One clause: its number, its text, and on the other side what serves it. */

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
    <li className="clause" id={clause.id} data-clause={clause.id}>
      <a className="clause-id" href={`#${clause.id}`}>
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
