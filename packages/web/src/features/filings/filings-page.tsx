/** The supervisor's queue: filings by state, what grading again gave, and each one a link. */

import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import type { FilingsSearch } from "../../routes/search-params.ts";
import { Failure, isDenied } from "../../ui/failure.tsx";
import { OlderButton } from "../../ui/older-button.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { FilingTable } from "./filing-table.tsx";
import { FilingsNav } from "./filings-nav.tsx";
import { filingsQuery } from "./filing-queries.ts";
import "../exchange/exchange.css";
import "./filings.css";
import "../enterprises/enterprises.css";

const route = getRouteApi("/filings");

export const FilingsPage = () => {
  const m = useMessages(filingsMessages).queue;
  const search = route.useSearch();
  const pages = useInfiniteQuery(filingsQuery(search));
  const filings = pages.data?.pages.flatMap((page) => page.filings);
  const filtered = Object.keys(search).length > 0;
  return (
    <div className="page stack">
      <div className="row">
        <PageTitle title={m.title} />
        <span className="quiet">{m.note}</span>
      </div>
      <FilingsNav />
      {!isDenied(pages.error) && <QueueFilters counts={pages.data?.pages[0]?.counts} />}
      {pages.error !== null && <Failure error={pages.error} retry={() => void pages.refetch()} />}
      {pages.isPending && <Skeleton rows={10} height={30} />}
      {filings !== undefined && (
        <section className="panel" aria-label={m.title}>
          {filings.length === 0 ? (
            <p className="body">{filtered ? m.noMatch : m.empty}</p>
          ) : (
            <FilingTable filings={filings} busy={pages.isPlaceholderData} />
          )}
          <OlderButton pages={pages} label={m.older} />
        </section>
      )}
    </div>
  );
};

const counted = ["submitted", "returned", "verified", "registered"] as const;

type Counts = Readonly<Record<(typeof counted)[number], number>>;

const QueueFilters = ({ counts }: { readonly counts: Counts | undefined }) => {
  const m = useMessages(filingsMessages).queue;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  /** An undefined value takes the filter out. */
  const set = (name: keyof FilingsSearch, value: string | undefined) => {
    const { [name]: _old, ...rest } = search;
    const next = value === undefined || value === "" ? rest : { ...rest, [name]: value };
    void navigate({ search: next, replace: true });
  };
  return (
    <search className="row no-print">
      <StateFilter counts={counts} state={search.state} onState={(state) => set("state", state)} />
      <input
        type="search"
        className="input registry-search"
        aria-label={m.search}
        placeholder={m.search}
        maxLength={100}
        value={search.q ?? ""}
        onChange={({ target }) => set("q", target.value)}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={search.differs !== undefined}
          onChange={({ target }) => set("differs", target.checked ? "yes" : undefined)}
        />
        {m.differs}
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={search.revisions !== undefined}
          onChange={({ target }) => set("revisions", target.checked ? "all" : undefined)}
        />
        {m.revisions}
      </label>
    </search>
  );
};

interface StateFilterProps {
  readonly counts: Counts | undefined;
  readonly state: FilingsSearch["state"];
  readonly onState: (state: FilingsSearch["state"]) => void;
}

const StateFilter = ({ counts, state, onState }: StateFilterProps) => {
  const m = useMessages(filingsMessages);
  return (
    <div className="segmented" role="group" aria-label={m.queue.state}>
      <button type="button" aria-pressed={state === undefined} onClick={() => onState(undefined)}>
        {m.queue.all}
      </button>
      {counted.map((one) => (
        <button key={one} type="button" aria-pressed={state === one} onClick={() => onState(one)}>
          {m.statesShort[one]}
          <span className="count">{counts?.[one] ?? ""}</span>
        </button>
      ))}
    </div>
  );
};
