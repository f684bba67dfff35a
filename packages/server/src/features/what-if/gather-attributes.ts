/** Attributes of many firms as codes, filled piece by piece: each text is held once. */

import { columnsFromRows, gradeColumns, ranksIn, type DictionaryColumn } from "@fenji/grading";
import type { Facts, FactValue, Pack } from "@fenji/regime";
import { kernelOf } from "../grading/public.ts";

interface Dictionary {
  readonly set: (row: number, text: string) => void;
  readonly column: () => DictionaryColumn;
}

export const growDictionary = (rows: number): Dictionary => {
  const positions = new Map<string, number>();
  const codes = new Uint16Array(rows);
  return {
    set: (row, text) => {
      const position = positions.get(text) ?? positions.size;
      if (position === positions.size) positions.set(text, position);
      codes[row] = position;
    },
    column: () => ({ kind: "dictionary", entries: [...positions.keys()], codes }),
  };
};

const sizeNames = ["micro", "small", "medium", "large"];

/** Every division of the registry belongs to this row of the size classes of 2017. */
const industry = "industry";

const countOrNothing = (value: FactValue | undefined): FactValue =>
  typeof value === "number" ? value : null;

/** Size of each firm by the size pack of the node, `micro` to `large`; empty where the facts leave it open. */
export const sizesBy = (regimes: readonly Pack[]): ((rows: readonly Facts[]) => string[]) => {
  const pack = regimes.find(({ header }) => header.object.kind === "enterprise");
  if (pack === undefined) return (rows) => rows.map(() => "");
  const kernel = kernelOf(pack);
  const ranks = (pack.grading.types[0]?.grades ?? [])
    .map(({ rank }) => rank)
    .toSorted((a, b) => a - b);
  return (rows) => {
    const facts = rows.map(({ employees, annualRevenueWanYuan }) => ({
      industry,
      employees: countOrNothing(employees),
      annualRevenueWanYuan: countOrNothing(annualRevenueWanYuan),
    }));
    const [sizes] = gradeColumns(kernel, columnsFromRows(kernel, facts)).types;
    return Array.from(sizes?.possible ?? [], (mask) => {
      const [rank, other] = ranksIn(mask);
      if (rank === undefined || other !== undefined) return "";
      return sizeNames[ranks.indexOf(rank)] ?? "";
    });
  };
};
