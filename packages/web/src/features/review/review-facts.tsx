/** Facts of a filing in three columns: as filed, at the last filing, and as this node recorded them itself. */

import type { FactValue } from "@fenji/regime";
import { useState } from "react";
import { enterprisesMessages } from "../../i18n/enterprises/enterprises-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { reviewMessages } from "../../i18n/review/review-messages.ts";
import { useFactText } from "../facts/fact-text.tsx";
import { ReasonButton } from "../filings/reason-button.tsx";
import type { Filing } from "../filings/filing-queries.ts";
import { usePackWords } from "../filings/use-pack-words.ts";
import type { Review } from "./review-queries.ts";

interface ReviewFactsProps {
  readonly filing: Filing;
  readonly review: Review;
  readonly onReason: ((item: string) => void) | undefined;
}

export const ReviewFacts = ({ filing, review, onReason }: ReviewFactsProps) => {
  const m = useMessages(reviewMessages);
  const { actors } = useMessages(enterprisesMessages);
  const show = useShow(filing);
  const [marked, setMarked] = useState(review.last !== null || review.own !== null);
  const rows = review.facts.filter(({ changed, disagrees }) => !marked || changed || disagrees);
  return (
    <section className="panel" aria-label={m.facts}>
      <header>
        <h2>{m.facts}</h2>
        <label className="check small no-print">
          <input
            type="checkbox"
            checked={marked}
            onChange={({ target }) => setMarked(target.checked)}
          />
          {m.onlyMarked}
        </label>
        <span className="quiet small">
          {review.last === null && `${m.lastNone} `}
          {review.own === null
            ? m.ownNone
            : m.ownFrom(
                formatInstant(review.own.recordedAt),
                actors[review.own.by] ?? review.own.by,
              )}
        </span>
      </header>
      {rows.length === 0 ? (
        <p className="body quiet">{m.noneMarked}</p>
      ) : (
        <div className="table-scroll">
          <table className="table table-side">
            <thead>
              <tr>
                <th scope="col">{m.fact}</th>
                <th scope="col">{m.filed}</th>
                <th scope="col">{m.last}</th>
                <th scope="col">{m.own}</th>
                {onReason !== undefined && <th scope="col">{m.act}</th>}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <FactRow key={row.fact} row={row} review={review} show={show} onReason={onReason} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
};

interface FactRowProps {
  readonly row: Review["facts"][number];
  readonly review: Review;
  readonly show: (id: string, value: FactValue) => string;
  readonly onReason: ReviewFactsProps["onReason"];
}

const FactRow = ({ row, review, show, onReason }: FactRowProps) => {
  const m = useMessages(reviewMessages);
  const text = useText();
  return (
    <tr className={row.changed || row.disagrees ? "changed" : ""}>
      <th scope="row">{text(row.label)}</th>
      <td>{show(row.fact, row.filed)}</td>
      <td>
        {review.last === null ? "—" : show(row.fact, row.last)}
        {row.changed && <Mark>{m.changed}</Mark>}
      </td>
      <td>
        {review.own === null ? "—" : show(row.fact, row.own)}
        {row.disagrees && <Mark>{m.disagrees}</Mark>}
      </td>
      {onReason !== undefined && (
        <td>
          <ReasonButton item={row.fact} name={text(row.label)} onReason={onReason} />
        </td>
      )}
    </tr>
  );
};

const Mark = ({ children }: { readonly children: string }) => (
  <>
    {" "}
    <b className="bad small nowrap">≠ {children}</b>
  </>
);

const useShow = (filing: Filing) => {
  const words = usePackWords(filing.pack);
  const say = useFactText();
  return (id: string, value: FactValue): string => {
    const fact = words.facts.find((known) => known.id === id);
    if (fact === undefined) return value === null ? "—" : JSON.stringify(value);
    return say(fact, value);
  };
};
