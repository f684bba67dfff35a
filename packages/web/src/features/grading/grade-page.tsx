/** The grades of one enterprise, each with the tree of reasons or with what would settle it. */

import type { getGrading, GradeReport, ReplyOf } from "@fenji/contract";
import type { Pack } from "@fenji/regime";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { gradingMessages } from "../../i18n/grading/grading-messages.ts";
import { shellMessages } from "../../i18n/shell/shell-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { GradeChip } from "../../ui/grade-chip.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { IllustrativeStamp } from "../../ui/stamps.tsx";
import { VerificationMark } from "../../ui/verification-mark.tsx";
import { packQuery } from "../packs/pack-queries.ts";
import { gradingQuery } from "./grading-query.ts";
import { TypeResult } from "./type-result.tsx";
import "./grading.css";

const route = getRouteApi("/enterprises/$enterpriseId/grade");

export const GradePage = () => {
  const { enterpriseId } = route.useParams();
  const grading = useQuery(gradingQuery(enterpriseId));
  if (grading.error !== null)
    return <Failure error={grading.error} retry={() => void grading.refetch()} />;
  if (grading.data === undefined) return <Skeleton rows={12} height={30} />;
  return <Report report={grading.data} enterpriseId={enterpriseId} />;
};

const unverified = { status: "self-assessed" } as const;

interface ReportProps {
  readonly report: ReplyOf<typeof getGrading>;
  readonly enterpriseId: string;
}

const Report = ({ report, enterpriseId }: ReportProps) => {
  const m = useMessages(gradingMessages);
  const { data: pack, error } = useQuery(packQuery(report.pack.id, report.pack.version));
  if (error !== null) return <Failure error={error} />;
  if (pack === undefined) return <Skeleton rows={12} height={30} />;
  return (
    <div className="stack">
      <PackNotice report={report} pack={pack} />
      {report.results.length === 0 && (
        <p className="notice row">
          {m.noResult}
          <Link className="btn" to="/enterprises/$enterpriseId/facts" params={{ enterpriseId }}>
            {m.toFacts}
          </Link>
        </p>
      )}
      {report.results.map((result) => (
        <TypeResult
          key={result.type}
          result={result}
          pack={pack}
          mark={
            <>
              <GradeChip grade={result.grade} possible={result.possible} large />
              <VerificationMark
                {...(report.verification.find(({ type }) => type === result.type) ?? unverified)}
              />
            </>
          }
        />
      ))}
    </div>
  );
};

interface PackNoticeProps {
  readonly report: GradeReport;
  readonly pack: Pack;
}

const PackNotice = ({ report, pack }: PackNoticeProps) => {
  const m = useMessages(gradingMessages);
  const shell = useMessages(shellMessages);
  const text = useText();
  const { id, version, illustrative } = report.pack;
  return (
    <div className="notice">
      <p className="row">
        {illustrative && <IllustrativeStamp />}
        <span className="quiet">
          {m.pack}{" "}
          <Link to="/packs/$packId/$version" params={{ packId: id, version }}>
            {text(pack.header.title)} {version}
          </Link>
        </span>
      </p>
      {pack.header.notice !== null && <p className="small">{text(pack.header.notice)}</p>}
      {pack.header.notice === null && illustrative && (
        <p className="small">{shell.illustrativeWhy}</p>
      )}
    </div>
  );
};
