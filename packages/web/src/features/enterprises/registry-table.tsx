/** One page of the registry as a table. */

import type { EnterpriseSummary, listEnterprises, getProvince, ReplyOf } from "@fenji/contract";
import { divisionOf } from "@fenji/kernel";
import { Link } from "@tanstack/react-router";
import { enterprisesMessages } from "../../i18n/enterprises/enterprises-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { GradeChip } from "../../ui/grade-chip.tsx";
import { VerificationMark } from "../../ui/verification-mark.tsx";

export type RegistryReply = ReplyOf<typeof listEnterprises>;
export type TypeNames = ReplyOf<typeof getProvince>["types"];

interface RegistryTableProps {
  readonly page: RegistryReply;
  readonly types: TypeNames;
  readonly busy: boolean;
  readonly onClear: () => void;
}

export const RegistryTable = ({ page, types, busy, onClear }: RegistryTableProps) => {
  const m = useMessages(enterprisesMessages);
  const columns = useColumns(types);
  return (
    <DataTable
      label={m.title}
      columns={columns}
      rows={page.items}
      rowKey={(row) => row.id}
      busy={busy}
      empty={
        <div className="stack">
          <p>{m.empty}</p>
          <p>
            <button type="button" className="btn" onClick={onClear}>
              {m.clear}
            </button>
          </p>
        </div>
      }
    />
  );
};

const useColumns = (types: TypeNames): Column<EnterpriseSummary>[] => {
  const m = useMessages(enterprisesMessages);
  const text = useText();
  return [
    {
      key: "name",
      title: m.name,
      cell: (row) => (
        <Link to="/enterprises/$enterpriseId/grade" params={{ enterpriseId: row.id }}>
          {text(row.name)}
        </Link>
      ),
    },
    { key: "code", title: m.creditCode, cell: (row) => <code>{row.creditCode}</code> },
    { key: "city", title: m.city, cell: (row) => (row.city === null ? "—" : text(row.city.name)) },
    {
      key: "division",
      title: m.division,
      cell: (row) => {
        const division = divisionOf(row.division);
        return (
          <>
            <span className="quiet">{row.division}</span>{" "}
            {division === undefined ? "" : text(division.name)}
          </>
        );
      },
    },
    {
      key: "sector",
      title: m.sector,
      cell: (row) => <span className="sector">{m.sectors[row.sector]}</span>,
    },
    {
      key: "grades",
      title: m.grades,
      cell: (row) => <GradesOf row={row} types={types} />,
    },
  ];
};

interface GradesOfProps {
  readonly row: EnterpriseSummary;
  readonly types: TypeNames;
}

const GradesOf = ({ row, types }: GradesOfProps) => {
  const m = useMessages(enterprisesMessages);
  const text = useText();
  if (row.grades.length === 0) return <span className="quiet">{m.notGraded}</span>;
  const nameOf = (id: string) => {
    const type = types.find((known) => known.id === id);
    return type === undefined ? id : text(type.name);
  };
  return (
    <ul className="grades-of">
      {row.grades.map((grade) => (
        <li key={grade.type}>
          <GradeChip grade={grade.grade} possible={grade.possible} />
          <span className="quiet small">
            {nameOf(grade.type)} <VerificationMark status={grade.verification} short />
          </span>
        </li>
      ))}
    </ul>
  );
};
