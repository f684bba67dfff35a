/** The supervisor's worklists: one tab each with its count, those that have to file and have not first. */

import type { Worklist } from "@fenji/contract";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { casesMessages } from "../../i18n/cases/cases-messages.ts";
import { formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import { worklists, type WorkSearch } from "../../routes/filing-search.ts";
import { Choice } from "../../ui/choice.tsx";
import { Failure } from "../../ui/failure.tsx";
import { OlderButton } from "../../ui/older-button.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { provinceQuery } from "../enterprises/enterprise-queries.ts";
import { JurisdictionChoice } from "../enterprises/jurisdiction-choice.tsx";
import { FilingsNav } from "../filings/filings-nav.tsx";
import { worklistQuery } from "./case-queries.ts";
import { CaseTable } from "./case-table.tsx";
import "../exchange/exchange.css";
import "../enterprises/enterprises.css";
import "../filings/filings.css";
import "./cases.css";

const route = getRouteApi("/filings/worklists");

export const WorklistsPage = () => {
  const m = useMessages(casesMessages).work;
  const search = route.useSearch();
  const pages = useInfiniteQuery(worklistQuery(search));
  const list = search.list ?? "unfiled";
  const first = pages.data?.pages[0];
  const cases = pages.data?.pages.flatMap((page) => page.cases);
  const filtered = search.type !== undefined || search.jurisdiction !== undefined;
  return (
    <div className="page stack">
      <div className="row">
        <PageTitle title={m.title} />
        <span className="quiet">{m.note}</span>
      </div>
      <FilingsNav />
      {pages.error !== null && <Failure error={pages.error} retry={() => void pages.refetch()} />}
      {pages.isPending && <Skeleton rows={10} height={30} />}
      {cases !== undefined && first !== undefined && (
        <>
          <Lists counts={first.counts} />
          <Filters />
          <section className="panel" aria-label={m.lists[list]}>
            <header>
              <h2>{m.lists[list]}</h2>
              <span className="quiet small">{m.listNotes[list]}</span>
            </header>
            {cases.length === 0 ? (
              <p className="body">{filtered ? m.emptyFiltered : m.empty}</p>
            ) : (
              <CaseTable
                list={list}
                cases={cases}
                today={first.today}
                busy={pages.isPlaceholderData}
              />
            )}
            <OlderButton pages={pages} label={m.more} />
          </section>
        </>
      )}
    </div>
  );
};

const Lists = ({ counts }: { readonly counts: Readonly<Record<Worklist, number>> }) => {
  const m = useMessages(casesMessages).work;
  const { language } = useLanguage();
  const { list = "unfiled", ...rest } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <div className="segmented work-lists no-print" role="group" aria-label={m.title}>
      {worklists.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === list}
          onClick={() => void navigate({ search: { ...rest, list: one } })}
        >
          {m.lists[one]}
          <span className="count">{formatNumber(counts[one], language)}</span>
        </button>
      ))}
    </div>
  );
};

const Filters = () => {
  const m = useMessages(casesMessages).work;
  const text = useText();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const types = useQuery(provinceQuery).data?.types ?? [];
  const set = (name: "type" | "jurisdiction", value: string) => {
    const { [name]: _old, ...rest } = search;
    const next: WorkSearch = value === "" ? rest : { ...rest, [name]: value };
    void navigate({ search: next, replace: true });
  };
  return (
    <search className="row row-end no-print">
      <Choice
        label={m.type}
        value={search.type ?? ""}
        any={m.any}
        options={types.map(({ id, name }) => ({ value: id, label: text(name) }))}
        onChange={(value) => set("type", value)}
      />
      <JurisdictionChoice
        label={m.jurisdiction}
        any={m.any}
        value={search.jurisdiction ?? ""}
        onChange={(value) => set("jurisdiction", value)}
      />
    </search>
  );
};
