/** What rows and columns of a published table are called, and the table as rows of a CSV file. */

import { sectors, type Language } from "@fenji/kernel";
import { enterprisesMessages } from "../../i18n/enterprises/enterprises-messages.ts";
import { publicationsMessages } from "../../i18n/publications/publications-messages.ts";
import { shellMessages } from "../../i18n/shell/shell-messages.ts";
import type { Cell } from "../../ui/csv.ts";
import type { PublicationBody } from "./publication-queries.ts";

export interface TableLabels {
  /** One more than rows and columns: the last is the total. */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
}

export const labelsOf = (body: PublicationBody, language: Language): TableLabels => {
  const m = publicationsMessages[language];
  const sectorNames = enterprisesMessages[language].sectors;
  const rowName = ({ key, name }: PublicationBody["rows"][number]): string => {
    if (name !== null) return name[language];
    const sector = sectors.find((known) => known === key);
    if (sector !== undefined) return sectorNames[sector];
    return key === "" ? m.unknownRow : key;
  };
  return {
    rows: [...body.rows.map(rowName), m.total],
    columns: [
      ...body.columns.map(({ grade }) => (grade === null ? m.undetermined : m.grade(grade))),
      m.total,
    ],
  };
};

interface Published {
  readonly body: PublicationBody;
  readonly hash: string;
}

/** A withheld value is an `x`, never an empty cell, which a spreadsheet would count as zero. The marks travel along. */
export const csvRows = ({ body, hash }: Published, language: Language): Cell[][] => {
  const { rows, columns } = labelsOf(body, language);
  const m = publicationsMessages[language];
  const shell = shellMessages[language];
  const what = m.of(body.type.name[language], m.rowsBy[body.rowsBy]);
  const marks = [
    ...(body.synthetic ? [shell.synthetic] : []),
    ...(body.illustrative ? [shell.illustrative] : []),
    shell.selfAssessed,
  ];
  return [
    [m.rowHead[body.rowsBy], ...columns],
    ...body.grid.map((values, row) => [rows[row] ?? "", ...values.map((value) => value ?? "x")]),
    [],
    [`${body.jurisdiction.name[language]} · ${what} · ${body.countedAt}`],
    [`x ${m.legend(body.threshold)}`],
    ...marks.map((mark) => [mark]),
    [`SHA-256 ${hash}`],
  ];
};
