/** Reads one row of a list as a firm, or says what is wrong with which cell. */

import type { ListRow } from "@fenji/intake";
import { AppError, creditCodeProblem, divisionOf, divisions, type Division } from "@fenji/kernel";
import type { FactValue } from "@fenji/regime";
import { foldText } from "../enterprises/public.ts";
import type { ListField } from "./list-fields.ts";
import type { Places } from "./read-places.ts";
import { readFactCell } from "./read-fact-cell.ts";

export interface ListedFirm {
  readonly row: number;
  readonly creditCode: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly jurisdiction: string;
  readonly city: string | null;
  readonly division: Division;
  /** What the row says of facts; empty cells say nothing. */
  readonly facts: Readonly<Record<string, FactValue>>;
}

export interface RowError {
  readonly row: number;
  /** From 0; −1: the row as a whole. */
  readonly column: number;
  readonly error: AppError;
}

/** Which column is which field. */
export interface ListColumns {
  readonly own: ReadonlyMap<string, number>;
  readonly facts: readonly { readonly column: number; readonly field: ListField }[];
  readonly places: Places;
}

const maxName = 200;

/** Control characters, and marks by which one name can be made to look like another (CVE-2021-42574). */
const unseen = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

const readCreditCode = (text: string): string => {
  const creditCode = text.normalize("NFKC").replace(/\s/g, "").toUpperCase();
  const problem = creditCodeProblem(creditCode);
  if (problem === undefined) return creditCode;
  throw new AppError("enterprise.credit-code", { creditCode: creditCode.slice(0, 40), problem });
};

const readName = (text: string): string => {
  if (unseen.test(text)) throw new AppError("enterprise.name", {});
  if (text.length > maxName) throw new AppError("list.too-long", { limit: maxName });
  return text;
};

const divisionsByName = new Map<string, Division>(
  divisions.flatMap((division) =>
    [division.name.zh, division.name.en, division.code, division.code.slice(1)].map(
      (name) => [foldText(name), division] as const,
    ),
  ),
);

/** `C31`, `31`, `C3110`, `黑色金属冶炼和压延加工业`, or code and name together. */
const readDivision = (text: string): Division => {
  const folded = foldText(text);
  const code = /^([a-z])?(\d{2})\d{0,2}(?!\d)/.exec(folded);
  const found =
    divisionsByName.get(folded) ??
    (code === null
      ? undefined
      : (divisionsByName.get(code[2] ?? "") ?? divisionOf(`${code[1] ?? ""}${code[2] ?? ""}`)));
  const letter = code?.[1];
  if (found === undefined || (letter !== undefined && !found.code.toLowerCase().startsWith(letter)))
    throw new AppError("enterprise.division", { division: text.slice(0, 40) });
  return found;
};

/** Reads cells of one row and gathers what is wrong with them. */
const cellReader = (row: ListRow, errors: RowError[]) => {
  const fail = (column: number, error: unknown): undefined => {
    if (!(error instanceof AppError)) throw error;
    errors.push({ row: row.row, column, error });
    return undefined;
  };
  return {
    fail,
    read: <T>(column: number | undefined, read: (text: string) => T): T | undefined => {
      if (column === undefined) return undefined;
      if (row.formulas.includes(column)) return fail(column, new AppError("list.formula", {}));
      const text = (row.cells[column] ?? "").trim();
      if (text === "") return undefined;
      try {
        return read(text);
      } catch (error) {
        return fail(column, error);
      }
    },
  };
};

/** Empty where the row is good. */
export const readFirm = (
  row: ListRow,
  { own, facts, places }: ListColumns,
): ListedFirm | readonly RowError[] => {
  const errors: RowError[] = [];
  const { read, fail } = cellReader(row, errors);
  const required = <T>(id: string, how: (text: string) => T): T | undefined => {
    const column = own.get(id) ?? -1;
    const before = errors.length;
    const value = read(column, how);
    if (value === undefined && errors.length === before)
      fail(column, new AppError("list.required", {}));
    return value;
  };
  const creditCode = required("creditCode", readCreditCode);
  const name = required("name", readName);
  const division = required("division", readDivision);
  const nameEn = read(own.get("nameEn"), readName) ?? null;
  const jurisdictionColumn = own.get("jurisdiction");
  let jurisdiction = read(jurisdictionColumn, places.jurisdiction);
  if (jurisdiction === undefined && creditCode !== undefined && errors.length === 0)
    jurisdiction = places.ofCreditCode(creditCode);
  if (jurisdiction === undefined && errors.length === 0)
    fail(jurisdictionColumn ?? -1, new AppError("list.jurisdiction", { value: "" }));
  if (jurisdiction !== undefined && !places.supervised(jurisdiction))
    fail(jurisdictionColumn ?? -1, new AppError("list.outside", { jurisdiction }));
  const city = read(own.get("city"), (text) => places.city(jurisdiction ?? "", text)) ?? null;
  const known: Record<string, FactValue> = {};
  for (const { column, field } of facts) {
    const { fact } = field;
    if (fact === null) continue;
    const value = read(column, (text) => readFactCell(fact, foldText(text)));
    if (value !== undefined) known[fact.id] = value;
  }
  if (
    errors.length > 0 ||
    creditCode === undefined ||
    name === undefined ||
    division === undefined ||
    jurisdiction === undefined
  )
    return errors;
  return { row: row.row, creditCode, name, nameEn, jurisdiction, city, division, facts: known };
};
