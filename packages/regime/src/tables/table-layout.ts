/** How a pack is laid out as tables: which list of it is which table, and which member is which column. */

import type { LocalizedText } from "@fenji/kernel";

/** `list` and `numbers` hold several values, separated by `;` or a line break; `structure` is YAML on one line. */
export type CellKind = "text" | "number" | "boolean" | "list" | "numbers" | "structure";

/** Only where this member of the row is one of these. */
export interface Condition {
  readonly member: string;
  readonly is: readonly string[];
}

export interface ColumnLayout {
  /** Members from the row's record down, with dots; `value` of a row that is no record. */
  readonly path: string;
  readonly heading: LocalizedText;
  readonly kind: CellKind;
  /** What may stand there, offered as a list. */
  readonly choices?: readonly string[];
  readonly when?: Condition;
  /** An empty list is an empty cell, because readers of packs take none for the empty list. */
  readonly bareEmpty?: boolean;
  /** In characters of the sheet. */
  readonly width?: number;
}

export interface TableLayout {
  /** Short, stable; also accepted as the name of a sheet. */
  readonly id: string;
  readonly title: LocalizedText;
  readonly note: LocalizedText;
  /** Where its list is: members from the pack, or from the record of the parent's row. */
  readonly at: string;
  /** `record`: rows are `key` and `value`; `bare`: items are no records, rows are `value`. */
  readonly shape: "list" | "record" | "bare";
  readonly columns: readonly ColumnLayout[];
  /** By what rows of other tables name a row of this one: its id, or its number among those of its parent. */
  readonly key?: { readonly by: "id" | "number"; readonly heading: LocalizedText };
  readonly parent?: string;
  /** Only of parents where this holds. */
  readonly of?: Condition;
  /** Members that a row has though nothing says them. */
  readonly blank?: Readonly<Record<string, unknown>>;
  /** The member whose own members, one for each fact, are columns of their own. */
  readonly spread?: string;
}

type ColumnWords = readonly [
  path: string,
  zh: string,
  en: string,
  kind?: CellKind,
  more?: Partial<ColumnLayout>,
];

export const column = (...[path, zh, en, kind = "text", more = {}]: ColumnWords): ColumnLayout => ({
  path,
  heading: { zh, en },
  kind,
  ...more,
});

/** A text in both languages is two columns. */
export const both = (...[path, zh, en, , more = {}]: ColumnWords): readonly ColumnLayout[] => [
  column(`${path}.zh`, `${zh}（中文）`, `${en} (Chinese)`, "text", { width: 28, ...more }),
  column(`${path}.en`, `${zh}（英文）`, `${en} (English)`, "text", { width: 32, ...more }),
];

export const standings = ["official", "transcribed", "unverified", "illustrative"] as const;

export const standing = column("standing", "可靠程度", "Standing", "text", {
  choices: standings,
  width: 14,
});

export const cited: readonly ColumnLayout[] = [
  column("citation.source", "来源", "Source"),
  column("citation.clause", "条款", "Clause"),
];

export const holds = (
  condition: Condition | undefined,
  record: Readonly<Record<string, unknown>>,
): boolean =>
  condition === undefined || condition.is.some((value) => value === record[condition.member]);

/** Heading or name of a sheet as it is written: both languages, Chinese first, one where they are alike. */
export const bilingual = ({ zh, en }: LocalizedText): string => (zh === en ? zh : `${zh} ${en}`);
