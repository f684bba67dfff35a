/** The front page: the plan clause by clause, each with what serves it, and the published numbers beside it. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { PlanReply } from "@fenji/contract";
import { useEffect } from "react";
import { planMessages } from "../../i18n/plan/plan-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import type { PlanSearch } from "../../routes/search-params.ts";
import { Failure } from "../../ui/failure.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { countClauses, filterPlan } from "./filter-plan.ts";
import { GrowthReadings } from "./growth-readings.tsx";
import { PlanControls } from "./plan-controls.tsx";
import { PlanOutline } from "./plan-outline.tsx";
import { PlanSection } from "./plan-section.tsx";
import { PlanSkeleton } from "./plan-skeleton.tsx";
import { planQuery } from "./plan-query.ts";
import { SizeSeries } from "./size-series.tsx";
import "./plan.css";

const route = getRouteApi("/");

export const PlanPage = () => {
  const { data, error, refetch } = useQuery(planQuery);
  if (data !== undefined) return <Plan plan={data} />;
  if (error === null) return <PlanSkeleton />;
  return (
    <div className="page">
      <Failure error={error} retry={() => void refetch()} />
    </div>
  );
};

const Plan = ({ plan }: { readonly plan: PlanReply }) => {
  const m = useMessages(planMessages);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const setSearch = (next: PlanSearch) => void navigate({ search: next, replace: true });
  const filter = { show: search.show ?? "all", words: search.q ?? "" };
  const sections = filterPlan(plan.sections, filter);
  useScrollToHash();
  return (
    <div className="page">
      <PlanHead plan={plan} />
      <div className="plan-grid">
        <PlanOutline sections={sections} />
        <div className="plan-text">
          <PlanControls
            sections={plan.sections}
            shown={countClauses(sections)}
            search={search}
            onChange={setSearch}
          />
          {sections.length === 0 && (
            <div className="panel">
              <p className="body row">
                {m.nothing}
                <button type="button" className="btn" onClick={() => setSearch({})}>
                  {m.clear}
                </button>
              </p>
            </div>
          )}
          {sections.map((section) => (
            <PlanSection key={section.id} section={section} words={filter.words} />
          ))}
        </div>
        <aside className="plan-aside" aria-label={m.sizeTitle}>
          <GrowthReadings plan={plan} />
          <SizeSeries plan={plan} />
        </aside>
      </div>
    </div>
  );
};

/** The address may name a clause that was not there when the browser looked for it. */
const useScrollToHash = (): void => {
  useEffect(() => {
    document.getElementById(decodeURIComponent(window.location.hash.slice(1)))?.scrollIntoView();
  }, []);
};

const PlanHead = ({ plan }: { readonly plan: PlanReply }) => {
  const m = useMessages(planMessages);
  const text = useText();
  return (
    <header className="plan-head">
      <div>
        <PageTitle title={text(plan.title)}> </PageTitle>
        <p className="plan-summary">
          <span className="stamp">{m.kicker[plan.status]}</span> {text(plan.summary)}
        </p>
        <p className="plan-notice">{text(plan.notice)}</p>
        {plan.counted !== "all" && <p className="plan-notice">{m.counted[plan.counted]}</p>}
        <p className="plan-served">{m.served(plan.served)}</p>
      </div>
      <ol className="milestones" aria-label={m.milestones}>
        {plan.milestones.map((milestone) => (
          <li key={milestone.date}>
            <time dateTime={milestone.date}>{milestone.date}</time>
            <span>{text(milestone.text)}</span>
          </li>
        ))}
      </ol>
    </header>
  );
};
