/** What an attestation speaks of, in words: for whoever reads it, and for whoever is asked to agree. */

import { useQuery } from "@tanstack/react-query";
import { decisionsMessages } from "../../i18n/decisions/decisions-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { requirementQuery } from "../assessment/assessment-queries.ts";
import type { Decision } from "./decision-queries.ts";

interface AttestedElementsProps {
  readonly enterpriseId: string;
  readonly decision: Decision;
}

export const AttestedElements = ({ enterpriseId, decision }: AttestedElementsProps) => {
  const m = useMessages(decisionsMessages).elements;
  const text = useText();
  const { elements, requirement } = decision;
  const { data } = useQuery({
    ...requirementQuery(enterpriseId, requirement),
    enabled: elements !== null,
  });
  if (elements === null) return <p className="small">{m.whole}</p>;
  const known = data?.id === requirement ? data.elements : [];
  const of = known.length === 0 ? m.some(elements.length) : m.of(elements.length, known.length);
  return (
    <div className="small">
      <p>{of}</p>
      <ul className="attested">
        {elements.map((id) => {
          const element = known.find((one) => one.id === id);
          return <li key={id}>{element === undefined ? <code>{id}</code> : text(element.text)}</li>;
        })}
      </ul>
    </div>
  );
};
