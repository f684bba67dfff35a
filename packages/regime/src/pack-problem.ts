/** What is wrong in a pack, where, and what to do about it. */

import type { LocalizedText } from "@fenji/kernel";

export interface PackProblem {
  /** Relative to the pack's folder. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** Member names and indexes from the top of the file, e.g. `nodes.3.bands.0.from`. */
  readonly path: string;
  readonly message: LocalizedText;
}

export const byPlace = (a: PackProblem, b: PackProblem): number =>
  a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column;

/** One file of a pack, parsed: its value, and where each member of it stands. */
export interface SourceFile {
  readonly file: string;
  readonly value: unknown;
  readonly place: (path: readonly PropertyKey[]) => {
    readonly line: number;
    readonly column: number;
  };
}

export type Report = (
  source: SourceFile,
  path: readonly PropertyKey[],
  message: LocalizedText,
) => void;

/** Collects problems; `report` finds line and column by itself. */
export const collectProblems = (): {
  readonly problems: PackProblem[];
  readonly report: Report;
} => {
  const problems: PackProblem[] = [];
  const report: Report = (source, path, message) => {
    problems.push({
      file: source.file,
      ...source.place(path),
      path: path.map(String).join("."),
      message,
    });
  };
  return { problems, report };
};
