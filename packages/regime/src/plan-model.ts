/** A plan as a pack: its clauses in order, what serves each of them, and the published series beside it. */

import type { LocalizedText } from "@fenji/kernel";
import type { Source, Standing } from "./provenance.ts";

export interface PlanHeader {
  readonly id: string;
  readonly version: string;
  readonly title: LocalizedText;
  readonly summary: LocalizedText;
  readonly status: "draft" | "issued" | "superseded";
  /** First and last year of the plan. */
  readonly firstYear: number;
  readonly lastYear: number;
  /** Dated events of the plan's own life, in order. */
  readonly milestones: readonly { readonly date: string; readonly text: LocalizedText }[];
  readonly notice: LocalizedText;
  readonly sources: readonly Source[];
}

/** `A value computed from records`, `an act`, or `no data yet: this record would supply it`. */
export type Service =
  | { readonly kind: "value"; readonly indicator: string; readonly label: LocalizedText }
  | { readonly kind: "act"; readonly href: string; readonly label: LocalizedText }
  | { readonly kind: "awaits"; readonly record: LocalizedText };

export interface PlanClause {
  /** Stable and shown: `0.3`, `A2.4`, `S.2`. */
  readonly id: string;
  readonly text: LocalizedText;
  readonly services: readonly Service[];
}

export interface PlanTask {
  /** `A1` … `E19`. */
  readonly id: string;
  readonly title: LocalizedText;
  readonly clauses: readonly PlanClause[];
}

export interface PlanSection {
  /** `overview`, `targets`, `A` … `E`, `safeguards`. */
  readonly id: string;
  readonly kind: "overview" | "targets" | "action" | "safeguards";
  readonly title: LocalizedText;
  /** Clauses of the section itself, before its tasks. */
  readonly clauses: readonly PlanClause[];
  readonly tasks: readonly PlanTask[];
}

/** One published series of industry size; series are never mixed. */
export interface SizeSeries {
  readonly id: string;
  readonly publisher: LocalizedText;
  readonly unit: LocalizedText;
  /** Billions of this ISO 4217 currency. */
  readonly currency: "CNY" | "USD";
  readonly source: string;
  readonly points: readonly SizePoint[];
}

export interface SizePoint {
  readonly year: number;
  /** In billions of the series' currency. */
  readonly value: number;
  readonly status: "estimate" | "final";
  /** Scope of the count; growth is refused across two scopes. */
  readonly scope: string;
  readonly standing: Standing;
}

/** A growth target in both readings: a size to reach and a yearly rate; base year and series are explicit. */
export interface GrowthTarget {
  readonly id: string;
  readonly series: string;
  readonly baseYear: number;
  readonly targetYear: number;
  /** Billions; the target is strictly above it. */
  readonly sizeAbove: number;
  /** As a fraction, 0.15; the target is strictly above it. */
  readonly rateAbove: number;
}

export interface PlanPack {
  readonly header: PlanHeader;
  readonly sections: readonly PlanSection[];
  readonly series: readonly SizeSeries[];
  readonly growthTargets: readonly GrowthTarget[];
}
