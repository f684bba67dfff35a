/** Movement and edits as tables for a spreadsheet. */

import type { EditablePath, RuleEdit } from "@fenji/grading";
import type { LocalizedText } from "@fenji/kernel";
import type { Cell } from "../../ui/csv.ts";
import {
  dimensions,
  matricesBy,
  matrixOf,
  movesIn,
  type GradeClass,
  type Picture,
} from "./picture.ts";

export interface ExportWords {
  readonly head: readonly string[];
  readonly all: string;
  readonly dimension: Readonly<Record<(typeof dimensions)[number], string>>;
  readonly of: (one: GradeClass) => string;
}

/** Every pair of classes that some firm of the type has, over all and by each key. */
export const movementRows = (
  picture: Picture,
  words: ExportWords,
): readonly (readonly Cell[])[] => {
  const rowsOf = (matrix: Float64Array, [dimension, key]: readonly [string, string]) =>
    movesIn(picture.classes, matrix)
      .filter(({ from, to }) => from !== "none" || to !== "none")
      .map(({ from, to, count }): readonly Cell[] => [
        dimension,
        key,
        words.of(from),
        words.of(to),
        count,
      ]);
  return [
    words.head,
    ...rowsOf(matrixOf(picture, null), [words.all, ""]),
    ...dimensions.flatMap((dimension) =>
      [...matricesBy(picture, dimension, null)].flatMap(([key, matrix]) =>
        rowsOf(matrix, [words.dimension[dimension], key]),
      ),
    ),
  ];
};

export interface EditWords {
  readonly head: readonly string[];
  readonly text: (text: LocalizedText) => string;
}

export const editRows = (
  edits: readonly RuleEdit[],
  paths: readonly EditablePath[],
  { head, text }: EditWords,
): readonly (readonly Cell[])[] => [
  head,
  ...edits.map(({ path, value }): readonly Cell[] => {
    const editable = paths.find((one) => one.path === path);
    const label = editable === undefined ? "" : text(editable.label);
    return [path, label, editable?.value ?? null, value, editable?.standing ?? ""];
  }),
];
