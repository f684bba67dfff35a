/** The queue beside the filing in view: choose one to look at, or several to answer at once. */

import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { reviewMessages } from "../../i18n/review/review-messages.ts";
import type { Filing } from "../filings/filing-queries.ts";
import { useFirmName } from "../filings/use-firm-name.ts";

interface ReviewListProps {
  readonly filings: readonly Filing[];
  readonly at: string | undefined;
  readonly chosen: ReadonlySet<string>;
  readonly choosable: boolean;
  readonly onAt: (filingId: string) => void;
  readonly onChosen: (chosen: ReadonlySet<string>) => void;
}

export const ReviewList = (props: ReviewListProps) => {
  const { filings, at, chosen, choosable, onAt, onChosen } = props;
  const m = useMessages(reviewMessages);
  const firmName = useFirmName();
  const toggle = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    onChosen(next);
  };
  const all = filings.every(({ id }) => chosen.has(id));
  return (
    <>
      {choosable && (
        <p className="row review-select">
          <button
            type="button"
            className="btn btn-plain btn-cell"
            onClick={() => onChosen(all ? new Set() : new Set(filings.map(({ id }) => id)))}
          >
            {all ? m.selectNone : m.selectAll}
          </button>
          <span className="quiet small">{m.selected(chosen.size)}</span>
        </p>
      )}
      <ul className="review-list" aria-label={m.list}>
        {filings.map((filing) => (
          <li key={filing.id} className={filing.id === at ? "review-at" : ""}>
            {choosable && (
              <input
                type="checkbox"
                aria-label={m.select(firmName(filing.enterprise))}
                checked={chosen.has(filing.id)}
                onChange={({ target }) => toggle(filing.id, target.checked)}
              />
            )}
            <button
              type="button"
              aria-current={filing.id === at ? "true" : undefined}
              onClick={() => onAt(filing.id)}
            >
              <b>{firmName(filing.enterprise)}</b>
              <span className="quiet small">
                {formatInstant(filing.filedAt)}
                {filing.regraded?.agrees === false && <span className="bad"> ✕ {m.regraded}</span>}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
};
