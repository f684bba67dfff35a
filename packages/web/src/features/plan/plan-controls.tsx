/** How many clauses are served and how, as the buttons that show only those; and the search box. */

import { planMessages } from "../../i18n/plan/plan-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { planShows, type PlanSearch, type PlanShow } from "../../routes/search-params.ts";
import { countClauses, filterPlan, type Section } from "./filter-plan.ts";

interface PlanControlsProps {
  readonly sections: readonly Section[];
  readonly shown: number;
  readonly search: PlanSearch;
  readonly onChange: (search: PlanSearch) => void;
}

export const PlanControls = ({ sections, shown, search, onChange }: PlanControlsProps) => {
  const m = useMessages(planMessages);
  const countOf = (show: PlanShow) => countClauses(filterPlan(sections, { show, words: "" }));
  const current = search.show ?? "all";
  const { show: _show, q: _q, ...rest } = search;
  const withWords = search.q === undefined ? rest : { ...rest, q: search.q };
  const withShow = search.show === undefined ? rest : { ...rest, show: search.show };
  return (
    <div className="plan-controls no-print">
      <div className="segmented" role="group" aria-label={m.show.label}>
        {planShows.map((show) => (
          <button
            key={show}
            type="button"
            aria-pressed={show === current}
            onClick={() => onChange(show === "all" ? withWords : { ...withWords, show })}
          >
            {m.show[show]}
            <span className="count">{countOf(show)}</span>
          </button>
        ))}
      </div>
      <input
        type="search"
        className="input"
        aria-label={m.search}
        placeholder={`${m.search} · ${m.searchHint}`}
        value={search.q ?? ""}
        onChange={(event) =>
          onChange(event.target.value === "" ? withShow : { ...withShow, q: event.target.value })
        }
      />
      <span className="quiet small" role="status">
        {m.shown(shown, countOf("all"))}
      </span>
    </div>
  );
};
