/** The log of access decisions: filters in the address, newest first. */

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { accessMessages } from "../../i18n/access/access-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { outcomes, type DecisionsSearch } from "../../routes/search-params.ts";
import { Choice } from "../../ui/choice.tsx";
import { Failure, isDenied } from "../../ui/failure.tsx";
import { OlderButton } from "../../ui/older-button.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { sessionQuery } from "../node/session-query.ts";
import { decisionsQuery, policiesQuery } from "./access-queries.ts";
import { DecisionTable } from "./decision-table.tsx";
import { usePermissionName } from "./use-permission-name.ts";

const route = getRouteApi("/decisions");

export const DecisionsPage = () => {
  const m = useMessages(accessMessages).decisions;
  const search = route.useSearch();
  const pages = useInfiniteQuery(decisionsQuery(search));
  const session = useQuery(sessionQuery).data;
  const decisions = pages.data?.pages.flatMap((page) => page.decisions);
  return (
    <div className="page stack">
      <div className="row">
        <PageTitle title={m.title} />
        <span className="quiet">{m.note}</span>
      </div>
      {session?.mode === "local" && <p className="notice">{m.local}</p>}
      {!isDenied(pages.error) && <DecisionFilters />}
      {pages.error !== null && <Failure error={pages.error} retry={() => void pages.refetch()} />}
      {pages.isPending && <Skeleton rows={12} height={28} />}
      {decisions !== undefined && (
        <section className="panel" aria-label={m.title}>
          {decisions.length === 0 ? (
            <p className="body quiet">{Object.keys(search).length > 0 ? m.none : m.nothing}</p>
          ) : (
            <DecisionTable decisions={decisions} resources />
          )}
          <OlderButton pages={pages} label={m.older} />
        </section>
      )}
    </div>
  );
};

const DecisionFilters = () => {
  const m = useMessages(accessMessages).decisions;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const nameOf = usePermissionName();
  const permissions = useQuery(policiesQuery).data?.permissions ?? [];
  const set = (name: keyof DecisionsSearch, value: string) => {
    const { [name]: _old, ...rest } = search;
    void navigate({ search: value === "" ? rest : { ...rest, [name]: value }, replace: true });
  };
  return (
    <search className="row row-end no-print">
      <Choice
        label={m.outcome}
        value={search.outcome ?? ""}
        any={m.any}
        options={outcomes.map((value) => ({ value, label: m.outcomes[value] }))}
        onChange={(value) => set("outcome", value)}
      />
      <Choice
        label={m.permission}
        value={search.permission ?? ""}
        any={m.any}
        options={permissions.map((value) => ({ value, label: `${nameOf(value)} (${value})` }))}
        onChange={(value) => set("permission", value)}
      />
      <label className="field">
        <span>{m.actor}</span>
        <input
          className="input mono"
          spellCheck={false}
          maxLength={100}
          placeholder="user:…"
          value={search.actor ?? ""}
          onChange={(event) => set("actor", event.target.value.trim())}
        />
      </label>
      {Object.keys(search).length > 0 && (
        <button
          type="button"
          className="btn btn-plain"
          onClick={() => void navigate({ search: {} })}
        >
          {m.clear}
        </button>
      )}
    </search>
  );
};
