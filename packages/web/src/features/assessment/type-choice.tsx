/** Which of an enterprise's graded types is looked at; only where it has more than one. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { assessmentMessages } from "../../i18n/assessment/assessment-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { enterpriseQuery } from "../enterprises/enterprise-queries.ts";
import { sessionQuery } from "../node/session-query.ts";

const route = getRouteApi("/enterprises/$enterpriseId");

interface TypeChoiceProps {
  readonly type: string;
  readonly onChange: (type: string) => void;
}

export const TypeChoice = ({ type, onChange }: TypeChoiceProps) => {
  const m = useMessages(assessmentMessages);
  const text = useText();
  const { enterpriseId } = route.useParams();
  const names = useQuery(sessionQuery).data?.defaultPack.types ?? [];
  const grades = useQuery(enterpriseQuery(enterpriseId)).data?.grades ?? [];
  const nameOf = (id: string) => {
    const found = names.find((known) => known.id === id);
    return found === undefined ? id : text(found.name);
  };
  if (grades.length < 2) return <b>{nameOf(type)}</b>;
  return (
    <select
      className="select"
      aria-label={m.type}
      value={type}
      onChange={(event) => onChange(event.target.value)}
    >
      {grades.map((grade) => (
        <option key={grade.type} value={grade.type}>
          {nameOf(grade.type)}
        </option>
      ))}
    </select>
  );
};
