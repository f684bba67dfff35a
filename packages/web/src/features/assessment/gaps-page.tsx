/** The gaps of one enterprise with roughly what closing them takes, and the total. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { assessmentMessages } from "../../i18n/assessment/assessment-messages.ts";
import { verdictWords } from "../../i18n/verdict-words.ts";
import { formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import { downloadCsv } from "../../ui/csv.ts";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { IllustrativeStamp } from "../../ui/stamps.tsx";
import { assessmentQuery, type Assessment } from "./assessment-queries.ts";
import { GapTable } from "./gap-table.tsx";
import { TypeChoice } from "./type-choice.tsx";
import "./assessment.css";

const route = getRouteApi("/enterprises/$enterpriseId/gaps");

export type Gap = Assessment["gaps"][number];

export const GapsPage = () => {
  const { enterpriseId } = route.useParams();
  const { type } = route.useSearch();
  const { data, error, refetch } = useQuery(
    assessmentQuery(enterpriseId, type === undefined ? {} : { type }),
  );
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={10} height={30} />;
  return <Gaps assessment={data} />;
};

const Gaps = ({ assessment }: { readonly assessment: Assessment }) => {
  const m = useMessages(assessmentMessages);
  const { language } = useLanguage();
  const navigate = route.useNavigate();
  const exportGaps = useExportGaps(assessment);
  // What is not evidenced is unknown, not a gap.
  const gaps = assessment.gaps.filter((gap) => gap.verdict !== "notEvidenced");
  const days = gaps.reduce((sum, gap) => sum + gap.effort.personDays, 0);
  const yuan = gaps.reduce((sum, gap) => sum + gap.effort.costCny, 0);
  return (
    <section className="panel" aria-label={m.gaps}>
      <header>
        <h2>{m.gaps}</h2>
        <TypeChoice
          type={assessment.type}
          onChange={(type) => void navigate({ search: { type }, replace: true })}
        />
        <span className="quiet small">{m.gapsNote}</span>
      </header>
      <div className="body stack">
        {gaps.length > 0 && (
          <p className="row">
            <span className="gap-total">
              {m.total}:{" "}
              <b>
                {m.effortOf(
                  formatNumber(days, language, days % 1 === 0 ? 0 : 1),
                  formatNumber(yuan, language),
                )}
              </b>
            </span>
            <IllustrativeStamp />
            <span className="quiet small">{m.rough}</span>
            <span className="grow" />
            <button type="button" className="btn no-print" onClick={() => exportGaps(gaps)}>
              {m.exportCsv}
            </button>
          </p>
        )}
        <GapTable gaps={gaps} capabilities={assessment.capabilities} />
        <Unknown count={assessment.counts.notEvidenced} withGaps={gaps.length > 0} />
      </div>
    </section>
  );
};

interface UnknownProps {
  readonly count: number;
  readonly withGaps: boolean;
}

const Unknown = ({ count, withGaps }: UnknownProps) => {
  const m = useMessages(assessmentMessages);
  const { enterpriseId } = route.useParams();
  if (count === 0) return null;
  return (
    <p className="notice row">
      <span>◌ {withGaps ? m.unknownAlso(count) : m.unknownOnly(count)}</span>
      <Link
        className="btn no-print"
        to="/enterprises/$enterpriseId/evidence"
        params={{ enterpriseId }}
      >
        {m.toEvidence}
      </Link>
    </p>
  );
};

const useExportGaps = (assessment: Assessment) => {
  const m = useMessages(assessmentMessages);
  const words = useMessages(verdictWords);
  const text = useText();
  const nameOf = (id: string) => {
    const found = assessment.capabilities.find((capability) => capability.id === id);
    return found === undefined ? id : text(found.name);
  };
  return (gaps: readonly Gap[]) =>
    downloadCsv(m.csvName, [
      [m.id, m.requirement, m.verdict, m.capabilities, m.personDays, m.costCny, m.standing],
      ...gaps.map((gap) => [
        gap.requirement,
        text(gap.title),
        words[gap.verdict],
        gap.capabilities.map(nameOf).join("; "),
        gap.effort.personDays,
        gap.effort.costCny,
        m.standings[gap.effort.standing],
      ]),
    ]);
};
