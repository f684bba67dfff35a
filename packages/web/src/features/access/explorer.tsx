/** Why allowed, why denied: the question stands in the address, the answer follows each change of it. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { accessMessages } from "../../i18n/access/access-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import type { ExplainSearch } from "../../routes/search-params.ts";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { explanationQuery, type Policies } from "./access-queries.ts";
import { CircumstanceFields, SubjectFields } from "./explore-subject.tsx";
import { ResourceFields } from "./explore-resource.tsx";
import { questionOf, type Question } from "./explain-question.ts";
import { ExplanationView } from "./explanation-view.tsx";

const route = getRouteApi("/policies");

export const Explorer = ({ policies }: { readonly policies: Policies }) => {
  const m = useMessages(accessMessages).explore;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const onSet = (fields: ExplainSearch) => {
    const next = Object.entries({ ...search, ...fields }).filter(([, word]) => word !== "");
    void navigate({ search: Object.fromEntries(next), replace: true, resetScroll: false });
  };
  const question = questionOf(search);
  return (
    <section className="panel" aria-label={m.title}>
      <header>
        <h2>{m.title}</h2>
        <span className="quiet small">{m.note}</span>
      </header>
      <div className="body explore">
        <div className="stack no-print">
          <SubjectFields search={search} permissions={policies.permissions} onSet={onSet} />
          <ResourceFields search={search} onSet={onSet} />
          <CircumstanceFields search={search} onSet={onSet} />
          <p className="quiet small">{m.copyLink}</p>
        </div>
        {question === undefined ? (
          <p className="notice">{m.chooseEnterprise}</p>
        ) : (
          <Answer question={question} policies={policies} />
        )}
      </div>
    </section>
  );
};

interface AnswerProps {
  readonly question: Question;
  readonly policies: Policies;
}

const Answer = ({ question, policies }: AnswerProps) => {
  const { data, error, refetch, isPlaceholderData } = useQuery(explanationQuery(question));
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={8} height={28} />;
  return <ExplanationView explanation={data} policies={policies} stale={isPlaceholderData} />;
};
