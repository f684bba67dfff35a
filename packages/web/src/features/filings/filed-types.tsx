/** Each graded type of a filing: grade, conformity with its coverage, verdict counts, gaps and what they cost. */

import { assessmentMessages } from "../../i18n/assessment/assessment-messages.ts";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { formatNumber, formatPercent } from "../../i18n/format.ts";
import { useLanguage, useMessages } from "../../i18n/language.tsx";
import { verdicts, type Verdict } from "../../routes/search-params.ts";
import { GradeChip } from "../../ui/grade-chip.tsx";
import { IllustrativeStamp } from "../../ui/stamps.tsx";
import { VerdictMark } from "../../ui/verdict-mark.tsx";
import { VerificationMark } from "../../ui/verification-mark.tsx";
import { ReasonButton } from "./reason-button.tsx";
import type { FilingChanges } from "./filing-changes.ts";
import type { FilingContent } from "./filing-queries.ts";
import { usePackWords, type PackWords } from "./use-pack-words.ts";

type FiledType = FilingContent["types"][number];

interface FiledTypesProps {
  readonly content: FilingContent;
  readonly status: "self-assessed" | "verified" | "registered";
  readonly changes: FilingChanges | undefined;
  readonly onReason: ((item: string) => void) | undefined;
}

export const FiledTypes = ({ content, status, changes, onReason }: FiledTypesProps) => {
  const words = usePackWords(content.pack);
  return content.types.map((filed) => (
    <section key={filed.type} className="panel" aria-label={words.type(filed.type)}>
      <header>
        <h2>{words.type(filed.type)}</h2>
        <GradeChip grade={filed.grade} possible={filed.possible} />
        <VerificationMark status={status} />
        <Conformity score={filed.assessment.score} />
      </header>
      <div className="body stack">
        {filed.assessment.verdicts.length === 0 ? (
          <NoVerdicts />
        ) : (
          <>
            <VerdictSums filed={filed} />
            <Gaps filed={filed} words={words} onReason={onReason} />
            <Verdicts filed={filed} words={words} changes={changes} />
          </>
        )}
      </div>
    </section>
  ));
};

const NoVerdicts = () => {
  const m = useMessages(filingsMessages).content;
  return <p className="quiet">{m.noVerdicts}</p>;
};

const Conformity = ({ score }: { readonly score: FiledType["assessment"]["score"] }) => {
  const m = useMessages(filingsMessages).content;
  const a = useMessages(assessmentMessages);
  if (score.low === null || score.high === null) return null;
  return (
    <span className="quiet small">
      {m.score} {a.scoreOf(formatPercent(score.low), formatPercent(score.high))}
      {score.coverage !== null && ` · ${m.coverage} ${formatPercent(score.coverage)}`}
    </span>
  );
};

const VerdictSums = ({ filed }: { readonly filed: FiledType }) => {
  const count = (verdict: Verdict) =>
    filed.assessment.verdicts.filter((one) => one.verdict === verdict).length;
  return (
    <ul className="verdict-sums">
      {verdicts.map((verdict) => (
        <li key={verdict}>
          <VerdictMark verdict={verdict} /> <b>{count(verdict)}</b>
        </li>
      ))}
    </ul>
  );
};

interface GapsProps {
  readonly filed: FiledType;
  readonly words: PackWords;
  readonly onReason: ((item: string) => void) | undefined;
}

const Gaps = ({ filed, words, onReason }: GapsProps) => {
  const { content: m, answer } = useMessages(filingsMessages);
  const { language } = useLanguage();
  const { gaps } = filed.assessment;
  if (gaps.length === 0) return null;
  const days = gaps.reduce((sum, gap) => sum + gap.personDays, 0);
  const yuan = gaps.reduce((sum, gap) => sum + gap.costCny, 0);
  return (
    <details>
      <summary>
        {m.gapCount(gaps.length)} ·{" "}
        {m.total(formatNumber(days, language), formatNumber(yuan, language))}{" "}
        {gaps.some(({ standing }) => standing === "illustrative") && <IllustrativeStamp />}
      </summary>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{m.requirement}</th>
              <th scope="col">{m.verdict}</th>
              <th scope="col" className="num">
                {m.days}
              </th>
              <th scope="col" className="num">
                {m.cost}
              </th>
              {onReason !== undefined && <th scope="col">{answer.return}</th>}
            </tr>
          </thead>
          <tbody>
            {gaps.map((gap) => (
              <tr key={gap.requirement}>
                <th scope="row">
                  {words.requirement(gap.requirement)}{" "}
                  <code className="quiet">{gap.requirement}</code>
                </th>
                <td>
                  <VerdictMark verdict={gap.verdict} />
                </td>
                <td className="num">{formatNumber(gap.personDays, language)}</td>
                <td className="num">{formatNumber(gap.costCny, language)}</td>
                {onReason !== undefined && (
                  <td>
                    <ReasonButton
                      item={gap.requirement}
                      name={words.requirement(gap.requirement)}
                      onReason={onReason}
                    />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
};

interface VerdictsProps {
  readonly filed: FiledType;
  readonly words: PackWords;
  readonly changes: FilingChanges | undefined;
}

const Verdicts = ({ filed, words, changes }: VerdictsProps) => {
  const m = useMessages(filingsMessages).content;
  const before = new Map(
    changes?.verdicts
      .filter(({ type }) => type === filed.type)
      .map((change) => [change.requirement, change.before]),
  );
  return (
    <details>
      <summary>{m.allVerdicts}</summary>
      <ul className="filed-verdicts">
        {filed.assessment.verdicts.map(({ requirement, verdict }) => {
          const earlier = verdicts.find((known) => known === before.get(requirement));
          return (
            <li key={requirement} className={before.has(requirement) ? "changed" : ""}>
              <VerdictMark verdict={verdict} /> {words.requirement(requirement)}{" "}
              <code className="quiet">{requirement}</code>
              {earlier !== undefined && (
                <span className="quiet small">
                  {" "}
                  {m.before}: <VerdictMark verdict={earlier} />
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
};
