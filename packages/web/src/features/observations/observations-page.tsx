/** Every observation of an enterprise: what each tool said of each subject, filtered by the address, the latest first. */

import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { observationsMessages } from "../../i18n/observations/observations-messages.ts";
import { formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages } from "../../i18n/language.tsx";
import { downloadCsv } from "../../ui/csv.ts";
import { Failure } from "../../ui/failure.tsx";
import { OlderButton } from "../../ui/older-button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ObservationFilters } from "./observation-filters.tsx";
import { observationsQuery, type ObservationRow } from "./observation-queries.ts";
import { ObservationTable } from "./observation-table.tsx";
import "./observations.css";

const route = getRouteApi("/enterprises/$enterpriseId/observations");

const csvOf = (rows: readonly ObservationRow[]) => [
  [
    "result",
    "severity",
    "subject",
    "check",
    "title",
    "requirements",
    "family",
    "file",
    "at",
    "holds at",
    "closed at",
    "message",
  ],
  ...rows.map((row) => [
    row.result,
    row.severity,
    row.subject.id,
    row.check,
    row.title,
    row.requirements.join(" "),
    row.family,
    row.file.name,
    row.at,
    row.holdsAt,
    row.closedAt,
    row.message,
  ]),
];

export const ObservationsPage = () => {
  const m = useMessages(observationsMessages);
  const { language } = useLanguage();
  const { enterpriseId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery(observationsQuery(enterpriseId, search));
  const rows = list.data?.pages.flatMap(({ items }) => items);
  const total = list.data?.pages[0]?.total ?? null;
  return (
    <section className="panel" aria-label={m.title}>
      <header>
        <h2>{m.title}</h2>
        {total !== null && (
          <span className="quiet small" role="status">
            {total.exact
              ? m.count(formatNumber(total.count, language))
              : m.moreThan(formatNumber(total.count, language))}
          </span>
        )}
        <span className="grow" />
        {rows !== undefined && rows.length > 0 && (
          <button
            type="button"
            className="btn no-print"
            onClick={() => downloadCsv("observations.csv", csvOf(rows))}
          >
            {m.csv(formatNumber(rows.length, language))}
          </button>
        )}
      </header>
      <div className="body stack">
        <ObservationFilters
          search={search}
          onChange={(next) => void navigate({ search: next, replace: true })}
        />
        {list.error !== null && <Failure error={list.error} retry={() => void list.refetch()} />}
        {rows === undefined && list.error === null && <Skeleton rows={10} />}
        {rows?.length === 0 && <p className="quiet">{m.none}</p>}
      </div>
      {rows !== undefined && rows.length > 0 && (
        <ObservationTable enterpriseId={enterpriseId} rows={rows} />
      )}
      <OlderButton label={m.older} pages={list} />
    </section>
  );
};
