/** Checks that tools reported and no requirement asks for, listed so that nothing is lost in silence. */

import type { listUnmapped, ReplyOf } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { evidenceMessages } from "../../i18n/evidence/evidence-messages.ts";
import { formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages } from "../../i18n/language.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { unmappedQuery } from "./evidence-queries.ts";

type Unmapped = ReplyOf<typeof listUnmapped>["unmapped"][number];

export const UnmappedChecks = ({ enterpriseId }: { readonly enterpriseId: string }) => {
  const m = useMessages(evidenceMessages);
  const { language } = useLanguage();
  const { data } = useQuery(unmappedQuery(enterpriseId));
  const columns = useColumns();
  if (data === undefined || data.mapped + data.unmapped.length === 0) return null;
  return (
    <details className="panel unmapped">
      <summary>
        {m.unmapped} <b>{formatNumber(data.unmapped.length, language)}</b>{" "}
        <span className="quiet small">
          {m.unmappedNote(data.mapped, data.mapped + data.unmapped.length)}
        </span>
      </summary>
      <DataTable
        label={m.unmapped}
        columns={columns}
        rows={data.unmapped.slice(0, 100)}
        rowKey={(row) => `${row.family} ${row.check}`}
        empty={m.allMapped}
      />
    </details>
  );
};

const useColumns = (): Column<Unmapped>[] => {
  const m = useMessages(evidenceMessages);
  const { language } = useLanguage();
  return [
    {
      key: "check",
      title: m.check,
      cell: (row) => (
        <>
          <code className="wrap-anywhere">{row.check}</code>
          {row.title !== null && <span className="quiet"> {row.title}</span>}
        </>
      ),
      compare: (a, b) => (a.check < b.check ? -1 : 1),
    },
    { key: "family", title: m.family, cell: (row) => row.family },
    {
      key: "observations",
      title: m.observations,
      align: "right",
      cell: (row) => formatNumber(row.observations, language),
      compare: (a, b) => a.observations - b.observations,
    },
  ];
};
