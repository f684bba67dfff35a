/** Numbers that plans are judged by: growth, targets and shares. */

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
