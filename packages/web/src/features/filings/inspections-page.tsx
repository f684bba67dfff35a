/** Every inspection request that one may see, by state. */

import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Choice } from "../../ui/choice.tsx";
import { Failure, isDenied } from "../../ui/failure.tsx";
import { OlderButton } from "../../ui/older-button.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { FilingsNav } from "./filings-nav.tsx";
import { inspectionsQuery } from "./filing-queries.ts";
import { InspectionTable } from "./inspection-table.tsx";
import "../exchange/exchange.css";
import "./filings.css";
import "../enterprises/enterprises.css";

const route = getRouteApi("/filings/inspections");

const states = ["asked", "released", "refused"] as const;

export const InspectionsPage = () => {
  const m = useMessages(filingsMessages).inspections;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const pages = useInfiniteQuery(inspectionsQuery(search));
  const inspections = pages.data?.pages.flatMap((page) => page.inspections);
  return (
    <div className="page stack">
      <PageTitle title={m.title} />
      <FilingsNav />
      {!isDenied(pages.error) && (
        <search className="row no-print">
          <Choice
            label={m.state}
            value={search.state ?? ""}
            any={m.any}
            options={states.map((value) => ({ value, label: m.states[value] }))}
            onChange={(state) => void navigate({ search: state === "" ? {} : { state } })}
          />
        </search>
      )}
      {pages.error !== null && <Failure error={pages.error} retry={() => void pages.refetch()} />}
      {pages.isPending && <Skeleton rows={6} />}
      {inspections !== undefined && (
        <section className="panel" aria-label={m.title}>
          {inspections.length === 0 ? (
            <p className="body">{m.none}</p>
          ) : (
            <InspectionTable inspections={inspections} enterprises />
          )}
          <OlderButton pages={pages} label={m.title} />
        </section>
      )}
    </div>
  );
};
