/** Grades and verdicts of a filing beside those of the last one, and what the enterprise has committed to. */

import { useState } from "react";
import { formatInstant, formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import { reviewMessages } from "../../i18n/review/review-messages.ts";
import { verdicts } from "../../routes/search-params.ts";
import { GradeChip } from "../../ui/grade-chip.tsx";
import { VerdictMark } from "../../ui/verdict-mark.tsx";
import { ReasonButton } from "../filings/reason-button.tsx";
import type { Filing } from "../filings/filing-queries.ts";
import { usePackWords } from "../filings/use-pack-words.ts";
import type { Review } from "./review-queries.ts";

interface ReviewPartProps {
  readonly filing: Filing;
  readonly review: Review;
}

export const ReviewGrades = ({ filing, review }: ReviewPartProps) => {
  const m = useMessages(reviewMessages);
  const words = usePackWords(filing.pack);
  return (
    <div className="table-scroll">
      <table className="table table-side">
        <thead>
          <tr>
            <th scope="col">{m.grades}</th>
            <th scope="col">{m.filed}</th>
            <th scope="col">{m.regraded}</th>
            <th scope="col">{m.last}</th>
          </tr>
        </thead>
        <tbody>
          {review.grades.map((grade) => (
            <tr key={grade.type} className={grade.filed === grade.regraded ? "" : "changed"}>
              <th scope="row">{words.type(grade.type)}</th>
              <td>
                <GradeChip grade={grade.filed} possible={[]} />
              </td>
              <td>
                <GradeChip grade={grade.regraded} possible={[]} />
              </td>
              <td>{review.last === null ? "—" : <GradeChip grade={grade.last} possible={[]} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

interface ReviewRequirementsProps extends ReviewPartProps {
  readonly onReason: ((item: string) => void) | undefined;
}

export const ReviewRequirements = ({ review, onReason }: ReviewRequirementsProps) => {
  const m = useMessages(reviewMessages);
  const [open, setOpen] = useState(true);
  const settled = (verdict: string) => verdict === "met" || verdict === "notApplicable";
  const rows = review.requirements.filter(
    ({ verdict, last }) => !open || !settled(verdict) || (review.last !== null && last !== verdict),
  );
  return (
    <section className="panel" aria-label={m.requirements}>
      <header>
        <h2>{m.requirements}</h2>
        <label className="check small no-print">
          <input
            type="checkbox"
            checked={open}
            onChange={({ target }) => setOpen(target.checked)}
          />
          {m.onlyOpen}
        </label>
      </header>
      {rows.length === 0 ? (
        <p className="body quiet">{m.noneOpen}</p>
      ) : (
        <div className="table-scroll">
          <table className="table table-side">
            <thead>
              <tr>
                <th scope="col">{m.requirement}</th>
                <th scope="col">{m.filed}</th>
                <th scope="col">{m.last}</th>
                {onReason !== undefined && <th scope="col">{m.act}</th>}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <RequirementRow
                  key={`${row.type} ${row.requirement}`}
                  row={row}
                  onReason={onReason}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
};

interface RequirementRowProps {
  readonly row: Review["requirements"][number];
  readonly onReason: ReviewRequirementsProps["onReason"];
}

const RequirementRow = ({ row, onReason }: RequirementRowProps) => {
  const text = useText();
  return (
    <tr className={row.last !== null && row.last !== row.verdict ? "changed" : ""}>
      <th scope="row">
        {text(row.title)} <code className="quiet">{row.requirement}</code>
      </th>
      <td>
        <Verdict of={row.verdict} />
      </td>
      <td>
        <Verdict of={row.last} />
      </td>
      {onReason !== undefined && (
        <td>
          <ReasonButton item={row.requirement} name={text(row.title)} onReason={onReason} />
        </td>
      )}
    </tr>
  );
};

const Verdict = ({ of }: { readonly of: string | null }) => {
  const known = verdicts.find((one) => one === of);
  return known === undefined ? <>{of ?? "—"}</> : <VerdictMark verdict={known} />;
};

export const ReviewProof = ({ review }: Pick<ReviewPartProps, "review">) => {
  const m = useMessages(reviewMessages);
  const { language } = useLanguage();
  const { commitment } = review;
  return (
    <section className="panel" aria-label={m.proof}>
      <header>
        <h2>{m.proof}</h2>
        <span className="quiet small">
          {m.proofText(commitment.files.length, formatNumber(commitment.observations, language))}
          {commitment.evidenceAsOf !== null &&
            ` · ${m.evidenceAsOf(formatInstant(commitment.evidenceAsOf))}`}
        </span>
      </header>
      <dl className="body pairs">
        <dt>{m.bodyHash}</dt>
        <dd>
          <code className="wrap-anywhere">{commitment.body}</code>
        </dd>
        <dt>{m.packHash}</dt>
        <dd>
          <code className="wrap-anywhere">{commitment.pack}</code>
        </dd>
      </dl>
    </section>
  );
};
