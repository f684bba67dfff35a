/** Moves between pages of the registry by where the last one ended, and exports the page in view. */

import type { EnterpriseSummary } from "@fenji/contract";
import { divisionOf } from "@fenji/kernel";
import { useState } from "react";
import { enterprisesMessages } from "../../i18n/enterprises/enterprises-messages.ts";
import { formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import type { RegistrySearch } from "../../routes/search-params.ts";
import { downloadCsv, type Cell } from "../../ui/csv.ts";
import type { RegistryReply, TypeNames } from "./registry-table.tsx";

interface RegistryPagerProps {
  readonly page: RegistryReply;
  readonly types: TypeNames;
  readonly search: RegistrySearch;
  readonly onChange: (search: RegistrySearch) => void;
}

export const RegistryPager = ({ page, types, search, onChange }: RegistryPagerProps) => {
  const m = useMessages(enterprisesMessages);
  const { language } = useLanguage();
  const exportRows = useExportRows(types);
  // Where each earlier page began; lost on reload, then the way back is the first page.
  const [trail, setTrail] = useState<readonly (string | undefined)[]>([]);
  const { after, ...filters } = search;
  const go = (to: string | undefined) =>
    onChange(to === undefined ? filters : { ...filters, after: to });
  if (page.items.length === 0) return null;
  return (
    <div className="row no-print">
      <span className="quiet">
        {m.pageOf(
          formatNumber(page.items.length, language),
          m.total(formatNumber(page.total.count, language), page.total.exact),
        )}
      </span>
      <button
        type="button"
        className="btn"
        disabled={after === undefined}
        onClick={() => {
          setTrail(trail.slice(0, -1));
          go(trail.at(-1));
        }}
      >
        {after !== undefined && trail.length === 0 ? m.first : m.previous}
      </button>
      <button
        type="button"
        className="btn"
        disabled={page.nextCursor === null}
        onClick={() => {
          setTrail([...trail, after]);
          go(page.nextCursor ?? undefined);
        }}
      >
        {m.next}
      </button>
      <span className="grow" />
      <button
        type="button"
        className="btn"
        onClick={() => downloadCsv(m.csvName, exportRows(page.items))}
      >
        {m.exportCsv}
      </button>
    </div>
  );
};

const useExportRows = (types: TypeNames) => {
  const m = useMessages(enterprisesMessages);
  const text = useText();
  return (items: readonly EnterpriseSummary[]): Cell[][] => [
    [
      m.name,
      m.creditCode,
      m.jurisdiction,
      m.city,
      m.division,
      m.sector,
      ...types.map((type) => text(type.name)),
      "synthetic",
    ],
    ...items.map((row) => [
      text(row.name),
      row.creditCode,
      row.jurisdiction,
      row.city === null ? "" : text(row.city.name),
      `${row.division} ${divisionOf(row.division)?.name.zh ?? ""}`.trim(),
      m.sectors[row.sector],
      ...types.map((type) => gradeCell(row, type.id)),
      row.synthetic ? "yes" : "no",
    ]),
  ];
};

/** A grade, the grades that remain possible (`1/2`), or empty where the type does not apply. */
const gradeCell = (row: EnterpriseSummary, type: string): Cell => {
  const found = row.grades.find((grade) => grade.type === type);
  return found === undefined ? null : (found.grade ?? found.possible.join("/"));
};
