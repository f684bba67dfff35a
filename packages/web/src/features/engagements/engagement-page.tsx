/** One assessment: where it stands, what is missing for the next stage, and its views. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { engagementViews, type EngagementView } from "../../routes/engagement-search.ts";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { IllustrativeStamp } from "../../ui/stamps.tsx";
import { engagementQuery, type Engagement, type Stage } from "./engagement-queries.ts";
import type { EngagementProps } from "./engagement-props.ts";
import { DeviceLine } from "./device-line.tsx";
import { StagePanel } from "./stage-panel.tsx";
import "./engagements.css";

const route = getRouteApi("/enterprises/$enterpriseId/assessments/$engagementId");

const PlanView = lazy(async () => ({ default: (await import("./plan-view.tsx")).PlanView }));
const DeskView = lazy(async () => ({ default: (await import("./desk-view.tsx")).DeskView }));
const FindingsView = lazy(async () => ({
  default: (await import("./findings-view.tsx")).FindingsView,
}));
const ComparisonView = lazy(async () => ({
  default: (await import("./comparison-view.tsx")).ComparisonView,
}));
const ReportView = lazy(async () => ({ default: (await import("./report-view.tsx")).ReportView }));

/** What there is to do at each stage. */
const viewAt: Readonly<Record<Stage, EngagementView>> = {
  prepare: "plan",
  plan: "plan",
  field: "desk",
  report: "desk",
  closed: "report",
  cancelled: "plan",
};

export const EngagementPage = () => {
  const path = route.useParams();
  const { data, error, refetch } = useQuery(engagementQuery(path));
  if (error !== null && data === undefined)
    return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={12} />;
  return <EngagementWork engagement={data} />;
};

const EngagementWork = ({ engagement }: { readonly engagement: Engagement }) => {
  const { enterpriseId } = route.useParams();
  const view = route.useSearch().view ?? viewAt[engagement.stage];
  const of = { enterpriseId, engagement };
  return (
    <div className="stack">
      <EngagementHead {...of} />
      <DeviceLine {...of} />
      <StagePanel {...of} />
      <Views view={view} />
      <Suspense fallback={<Skeleton rows={8} />}>
        {view === "plan" && <PlanView {...of} />}
        {view === "desk" && <DeskView {...of} />}
        {view === "findings" && <FindingsView {...of} />}
        {view === "comparison" && <ComparisonView {...of} />}
        {view === "report" && <ReportView {...of} />}
      </Suspense>
    </div>
  );
};

const EngagementHead = ({ enterpriseId, engagement }: EngagementProps) => {
  const m = useMessages(engagementsMessages);
  const text = useText();
  const { typeName, gradeName, gradeBasis, packTitle, cutOff } = engagement;
  return (
    <header className="stack engagement-head">
      <p className="small no-print">
        <Link to="/enterprises/$enterpriseId/assessments" params={{ enterpriseId }}>
          ← {m.title}
        </Link>
      </p>
      <h2>
        <code>{engagement.number}</code> {engagement.title}
      </h2>
      <p className="row small quiet">
        <span>{engagement.organisation?.name ?? m.kinds[engagement.kind]}</span>
        <span>{text(packTitle)}</span>
        <span>
          {text(typeName)} · {gradeName === null ? m.noGrade : text(gradeName)} ·{" "}
          {m.basis[gradeBasis]}
        </span>
        <span>
          {cutOff === null ? m.noCutOff : `${m.cutOff} ${formatInstant(cutOff)}`} ·{" "}
          {m.version(engagement.version)}
        </span>
        {engagement.illustrative && <IllustrativeStamp />}
      </p>
    </header>
  );
};

const Views = ({ view }: { readonly view: EngagementView }) => {
  const m = useMessages(engagementsMessages);
  const navigate = route.useNavigate();
  return (
    <div className="segmented engagement-views no-print" role="group" aria-label={m.views.label}>
      {engagementViews.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === view}
          onClick={() => void navigate({ search: { view: one } })}
        >
          {m.views[one]}
        </button>
      ))}
    </div>
  );
};
