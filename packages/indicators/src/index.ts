/** Numbers that plans are judged by: growth, targets and shares; and which counts may be published. */

export { cagr, requiredRate, sizeAtRate, type GrowthProblem, type Span } from "./growth.ts";
export {
  assessGrowthTarget,
  type TargetAssessment,
  type TargetOutcome,
  type TargetReading,
  type Undetermined,
} from "./growth-target.ts";
export {
  latestPoint,
  pointOf,
  seriesGrowth,
  type SeriesGrowth,
  type SeriesProblem,
  type YearSpan,
} from "./series-growth.ts";
export { shareOfSums, type Share, type ShareRow } from "./share-of-sums.ts";
export { type EarlierValues } from "./suppress-primary.ts";
export {
  suppressTable,
  type SuppressedTable,
  type WithheldValue,
  type WithholdingReason,
} from "./suppress-table.ts";
