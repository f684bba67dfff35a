/** The assessment of one enterprise: verdicts, the score as an interval, and the matrix of requirements. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { assessmentMessages } from "../../i18n/assessment/assessment-messages.ts";
import { decisionsMessages } from "../../i18n/decisions/decisions-messages.ts";
import { shellMessages } from "../../i18n/shell/shell-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import type { AssessmentSearch } from "../../routes/search-params.ts";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { IllustrativeStamp } from "../../ui/stamps.tsx";
import { AssessmentFilters } from "./assessment-filters.tsx";
import { assessmentQuery, momentOf, type Assessment } from "./assessment-queries.ts";
import { groupRequirements } from "./filter-requirements.ts";
import { PastChoice } from "./past-choice.tsx";
import { RequirementMatrix } from "./requirement-matrix.tsx";
import { ScoreInterval } from "./score-interval.tsx";
import { SourceHealth } from "./source-health.tsx";
import { TypeChoice } from "./type-choice.tsx";
import { VerdictCounts } from "./verdict-counts.tsx";
import "./assessment.css";

const route = getRouteApi("/enterprises/$enterpriseId/assessment");

// The drawer is antd's; nobody waits for it who has not opened a requirement.
const RequirementDrawer = lazy(async () => {
  const { RequirementDrawer: drawer } = await import("./requirement-drawer.tsx");
  return { default: drawer };
});

export const AssessmentPage = () => {
  const { enterpriseId } = route.useParams();
  const search = route.useSearch();
  const { type, grade } = search;
  const of = {
    ...momentOf(search),
    ...(type === undefined ? {} : { type }),
    ...(grade === undefined ? {} : { grade }),
  };
  const { data, error, refetch } = useQuery(assessmentQuery(enterpriseId, of));
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={14} height={32} />;
  return <AssessmentView enterpriseId={enterpriseId} assessment={data} />;
};

interface AssessmentViewProps {
  readonly enterpriseId: string;
  readonly assessment: Assessment;
}

const AssessmentView = ({ enterpriseId, assessment }: AssessmentViewProps) => {
  const decisions = useMessages(decisionsMessages);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const setSearch = (next: AssessmentSearch) => void navigate({ search: next, replace: true });
  const groups = groupRequirements(assessment, search);
  const { req, ...filters } = search;
  return (
    <div className="stack">
      <AssessmentHead assessment={assessment} search={search} onChange={setSearch} />
      {assessment.requirements.some(({ machine }) => machine === "contested") && (
        <p className="no-print">
          <Link to="/enterprises/$enterpriseId/contested" params={{ enterpriseId }}>
            {decisions.toQueue(assessment.counts.contested)}
          </Link>
        </p>
      )}
      <AssessmentFilters
        assessment={assessment}
        search={filters}
        shown={groups.reduce((sum, group) => sum + group.rows.length, 0)}
        onChange={setSearch}
      />
      <RequirementMatrix
        groups={groups}
        all={assessment.requirements.length}
        open={req}
        onOpen={(id) => setSearch({ ...filters, req: id })}
        onClear={() => setSearch({})}
      />
      <SourceHealth sources={assessment.sources} />
      {req !== undefined && (
        <Suspense>
          <RequirementDrawer
            enterpriseId={enterpriseId}
            requirementId={req}
            at={momentOf(search)}
            order={groups.flatMap((group) => group.rows.map((row) => row.id))}
            onMove={(id) => setSearch({ ...filters, req: id })}
            onClose={() => setSearch(filters)}
          />
        </Suspense>
      )}
    </div>
  );
};

interface AssessmentHeadProps {
  readonly assessment: Assessment;
  readonly search: AssessmentSearch;
  readonly onChange: (search: AssessmentSearch) => void;
}

const AssessmentHead = ({ assessment, search, onChange }: AssessmentHeadProps) => {
  const m = useMessages(assessmentMessages);
  const shell = useMessages(shellMessages);
  const text = useText();
  const { pack, grade, evidenceAsOf } = assessment;
  return (
    <section className="panel" aria-label={m.title}>
      <header>
        <h2>{m.title}</h2>
        <TypeChoice type={assessment.type} onChange={(type) => onChange({ ...search, type })} />
        <span>{grade === null ? m.noGrade : m.basis[assessment.gradeBasis](grade)}</span>
        <span className="quiet small">{shell.selfAssessed}</span>
        {pack.illustrative && <IllustrativeStamp />}
        <span className="quiet small">
          {evidenceAsOf === null ? m.noEvidence : m.evidenceAsOf(formatInstant(evidenceAsOf))}
        </span>
      </header>
      <div className="body">
        <PastChoice search={search} asOf={assessment.asOf} onChange={onChange} />
      </div>
      <div className="body assessment-head">
        <VerdictCounts
          counts={assessment.counts}
          chosen={search.verdict}
          onChoose={(verdict) => {
            const { verdict: _old, ...rest } = search;
            onChange(verdict === undefined ? rest : { ...rest, verdict });
          }}
        />
        <ScoreInterval counts={assessment.counts} score={assessment.score} />
      </div>
      {pack.notice !== null && <p className="body quiet small pack-notice">{text(pack.notice)}</p>}
    </section>
  );
};
