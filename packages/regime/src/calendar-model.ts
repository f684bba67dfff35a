/** A calendar pack in memory: the public holidays of one year and the weekend days that are worked in exchange. */

import type { LocalizedText } from "@fenji/kernel";
import type { Citation, Source, Standing } from "./provenance.ts";

export interface CalendarHeader {
  readonly id: string;
  readonly version: string;
  readonly title: LocalizedText;
  readonly summary: LocalizedText;
  readonly standing: Standing;
  readonly sources: readonly Source[];
}

export interface Holiday {
  readonly id: string;
  readonly name: LocalizedText;
  /** First and last day off, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  /** Weekend days worked in exchange. */
  readonly worked: readonly string[];
}

export interface CalendarPack {
  readonly header: CalendarHeader;
  readonly year: number;
  readonly citation: Citation;
  readonly holidays: readonly Holiday[];
}
