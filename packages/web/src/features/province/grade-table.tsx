/** Rows by grade with a bar of their make-up; each count opens the registry with the same filter. */

import type { getProvince, ReplyOf } from "@fenji/contract";
import { Link } from "@tanstack/react-router";
import { provinceMessages } from "../../i18n/province/province-messages.ts";
import { formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages } from "../../i18n/language.tsx";
import type { RegistrySearch } from "../../routes/search-params.ts";
import { countsOf, gradeColumns, type GradeColumn } from "./sum-cells.ts";

export interface GradeTableRow {
  readonly key: string;
  readonly name: string;
  readonly cells: ReplyOf<typeof getProvince>["byGrade"];
  readonly type: string;
  /** null: the registry has no filter for this row. */
  readonly filter: RegistrySearch | null;
}

interface GradeTableProps {
  readonly label: string;
  readonly head: string;
  readonly rows: readonly GradeTableRow[];
}

export const GradeTable = ({ label, head, rows }: GradeTableProps) => {
  const m = useMessages(provinceMessages);
  return (
    <div className="panel table-scroll">
      <table className="table grade-table">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col" className="num">
              {m.total}
            </th>
            {gradeColumns.map((grade) => (
              <th key={String(grade)} scope="col" className="num">
                <i className={`key bar-grade-${grade ?? "open"}`} aria-hidden="true" />
                {grade === null ? m.undetermined : m.grade(grade)}
              </th>
            ))}
            <th scope="col" className="make-up">
              {m.share}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <GradeRow key={row.key} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

const GradeRow = ({ row }: { readonly row: GradeTableRow }) => {
  const counts = countsOf(row.cells, row.type);
  return (
    <tr>
      <th scope="row">{row.name}</th>
      <td className="num">
        <Count value={counts.total} name={row.name} search={row.filter} />
      </td>
      {gradeColumns.map((grade) => (
        <td key={String(grade)} className="num">
          <Count
            value={counts.of(grade)}
            name={row.name}
            search={row.filter === null ? null : { ...row.filter, grade: grade ?? "undetermined" }}
          />
        </td>
      ))}
      <td className="make-up">
        <span className="make-up-bar" aria-hidden="true">
          {gradeColumns.map((grade) => (
            <GradePart key={String(grade)} grade={grade} share={counts.of(grade)} />
          ))}
        </span>
      </td>
    </tr>
  );
};

interface GradePartProps {
  readonly grade: GradeColumn;
  readonly share: number;
}

const GradePart = ({ grade, share }: GradePartProps) =>
  share === 0 ? null : <i className={`bar-grade-${grade ?? "open"}`} style={{ flexGrow: share }} />;

interface CountProps {
  readonly value: number;
  readonly name: string;
  readonly search: RegistrySearch | null;
}

const Count = ({ value, name, search }: CountProps) => {
  const m = useMessages(provinceMessages);
  const { language } = useLanguage();
  const shown = formatNumber(value, language);
  if (search === null || value === 0) return <span>{shown}</span>;
  return (
    <Link to="/enterprises" search={search} title={m.open(name)}>
      {shown}
    </Link>
  );
};
