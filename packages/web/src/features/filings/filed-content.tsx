/** What was filed, or would be: facts, grades, verdicts, gaps and their costs, commitments to evidence. */

import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { formatInstant, formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages } from "../../i18n/language.tsx";
import { useFactText } from "../facts/fact-text.tsx";
import type { FilingContent } from "./filing-queries.ts";
import type { FilingChanges } from "./filing-changes.ts";
import { FiledTypes } from "./filed-types.tsx";
import { ReasonButton } from "./reason-button.tsx";
import { usePackWords } from "./use-pack-words.ts";

/** What a supervisor can do beside an item; absent for everybody else. */
export interface ItemActs {
  readonly onReason?: (item: string) => void;
  readonly onInspect?: (sha256: string) => void;
}

interface FiledContentProps {
  readonly content: FilingContent;
  readonly before?: FilingContent | undefined;
  readonly changes?: FilingChanges | undefined;
  readonly acts?: ItemActs;
  /** What its grades are worth. */
  readonly status: "self-assessed" | "verified" | "registered";
}

export const FiledContent = ({
  content,
  status,
  before,
  changes,
  acts = {},
}: FiledContentProps) => (
  <>
    <FiledTypes content={content} status={status} changes={changes} onReason={acts.onReason} />
    <FiledFacts content={content} before={before} changes={changes} onReason={acts.onReason} />
    <Commitments content={content} onInspect={acts.onInspect} />
  </>
);

interface FiledFactsProps extends Omit<FiledContentProps, "acts" | "status"> {
  readonly onReason: ((item: string) => void) | undefined;
}

const FiledFacts = ({ content, before, changes, onReason }: FiledFactsProps) => {
  const m = useMessages(filingsMessages);
  const words = usePackWords(content.pack);
  const say = useFactText();
  const show = (facts: FilingContent["facts"], id: string): string => {
    const fact = words.facts.find((known) => known.id === id);
    const value = facts[id] ?? null;
    if (fact !== undefined) return say(fact, value);
    return value === null ? m.content.unknown : JSON.stringify(value);
  };
  const ids = words.facts.length > 0 ? words.facts.map(({ id }) => id) : Object.keys(content.facts);
  return (
    <details className="panel part" open={changes !== undefined && changes.facts.length > 0}>
      <summary>
        <h2>{m.content.facts}</h2>{" "}
        <span className="quiet small">
          {Object.keys(content.facts).length} · {formatInstant(content.factsRecordedAt)}
        </span>
      </summary>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{m.content.fact}</th>
              <th scope="col">{m.content.value}</th>
              {before !== undefined && <th scope="col">{m.content.before}</th>}
              {onReason !== undefined && <th scope="col">{m.answer.return}</th>}
            </tr>
          </thead>
          <tbody>
            {ids.map((id) => {
              const changed = changes?.facts.includes(id) === true;
              return (
                <tr key={id} className={changed ? "changed" : ""}>
                  <th scope="row">{words.fact(id)}</th>
                  <td>{show(content.facts, id)}</td>
                  {before !== undefined && <td>{changed ? show(before.facts, id) : ""}</td>}
                  {onReason !== undefined && (
                    <td>
                      <ReasonButton item={id} name={words.fact(id)} onReason={onReason} />
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
};

interface CommitmentsProps {
  readonly content: FilingContent;
  readonly onInspect: ((sha256: string) => void) | undefined;
}

const Commitments = ({ content, onInspect }: CommitmentsProps) => {
  const m = useMessages(filingsMessages);
  const { language } = useLanguage();
  const { evidence, report } = content;
  return (
    <details className="panel part">
      <summary>
        <h2>{m.content.evidence}</h2>{" "}
        <span className="quiet small">
          {m.content.files(evidence.files.length)} ·{" "}
          {m.content.observations(formatNumber(evidence.observations, language))}
        </span>
      </summary>
      <div className="body stack">
        <p className="quiet small">{m.content.evidenceNote}</p>
        {evidence.files.length === 0 && <p>{m.content.noFiles}</p>}
        <ul className="commitments">
          {evidence.files.map((file) => (
            <li key={file}>
              <code className="wrap-anywhere">{file}</code>{" "}
              {onInspect !== undefined && (
                <button
                  type="button"
                  className="btn btn-plain btn-cell no-print"
                  aria-label={m.inspections.askFor(file.slice(0, 12))}
                  onClick={() => onInspect(file)}
                >
                  {m.inspections.ask}
                </button>
              )}
            </li>
          ))}
        </ul>
        {report !== null && (
          <p>
            {m.content.report} <code className="wrap-anywhere">{report}</code>
          </p>
        )}
      </div>
    </details>
  );
};
