/** What a catalogue of requirements from elsewhere says, before it becomes a pack. */

import type { LocalizedText } from "@fenji/kernel";

/** A text in the language of its source, or in both. */
export type ForeignText = string | { readonly [locale: string]: string };

export interface ForeignItem {
  readonly id: string;
  readonly group: string;
  readonly title: ForeignText;
  readonly text: ForeignText;
  /** What must be so, piece by piece; none: the text as a whole. */
  readonly elements: readonly ForeignText[];
  /** The lowest grade that needs it, from 1. */
  readonly grade: number;
}

export interface ForeignPack {
  readonly id: string;
  readonly version: string;
  readonly title: ForeignText;
  /** Number of the document. */
  readonly number: string;
  readonly groups: readonly { readonly id: string; readonly title: ForeignText }[];
  /** Lowest first; none: all requirements are of one grade. */
  readonly grades: readonly { readonly id: string; readonly title: ForeignText }[];
  readonly items: readonly ForeignItem[];
  /** What had to be assumed or was left out. */
  readonly notes: readonly LocalizedText[];
}
