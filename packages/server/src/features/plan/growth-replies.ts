/** The published series and the two readings of each growth target, in the words of the contract. */

import type { PlanReply } from "@fenji/contract";
import {
  assessGrowthTarget,
  seriesGrowth,
  type TargetAssessment,
  type TargetReading,
  type Undetermined,
} from "@fenji/indicators";
import type { LocalizedText } from "@fenji/kernel";
import type { GrowthTarget, PlanPack, SizeSeries } from "@fenji/regime";

type SeriesReply = PlanReply["series"][number];
type TargetReply = PlanReply["growthTargets"][number];

export const seriesReply = (plan: PlanPack, series: SizeSeries): SeriesReply => {
  const source = plan.header.sources.find((each) => each.id === series.source);
  return {
    id: series.id,
    publisher: series.publisher,
    unit: series.unit,
    currency: series.currency,
    source:
      source === undefined
        ? null
        : { id: source.id, title: source.title, number: source.number, issued: source.issued },
    points: series.points.map((point) => {
      const growth = seriesGrowth(series, { fromYear: point.year - 1, toYear: point.year });
      return { ...point, growth: growth.ok ? growth.value.rate : null };
    }),
  };
};

/** Each target with its series; a target whose series the pack lacks cannot be read and is left out. */
export const assessTargets = (plan: PlanPack): readonly TargetAssessment[] =>
  plan.growthTargets.flatMap((target) => {
    const series = plan.series.find((each) => each.id === target.series);
    return series === undefined ? [] : [assessGrowthTarget(target, series)];
  });

/** Null where the series has no figure for the base year: nothing then follows from it. */
export const targetReply = (assessment: TargetAssessment): TargetReply | null => {
  const { target, base } = assessment;
  if (base === null) return null;
  const reply = (
    reading: TargetReading,
    implies: number | null,
  ): TargetReply["readings"][number] => ({
    reading: reading.reading,
    target: reading.above,
    implies,
    actual: reading.value,
    outcome: reading.outcome.kind,
    why: why(reading, target),
  });
  return {
    id: target.id,
    series: target.series,
    baseYear: target.baseYear,
    baseValue: base.value,
    targetYear: target.targetYear,
    readings: [
      reply(assessment.size, assessment.rateNeededForSize),
      reply(assessment.rate, assessment.sizeAtTargetRate),
    ],
  };
};

const reasons: Record<Undetermined, (target: GrowthTarget) => LocalizedText> = {
  "no-target-figure": ({ targetYear }) => ({
    zh: `这一系列没有 ${targetYear} 年的数，不能判断。`,
    en: `This series has no figure for ${targetYear}, so this cannot be decided.`,
  }),
  "estimate-only": ({ targetYear }) => ({
    zh: `基年或 ${targetYear} 年只有约数，有了定稿数才能判断。`,
    en: `The base year or ${targetYear} has an estimate only; a final figure would decide.`,
  }),
  "no-base-figure": ({ baseYear }) => ({
    zh: `这一系列没有基年 ${baseYear} 的数，算不出增速。`,
    en: `This series has no figure for the base year ${baseYear}, so there is no rate.`,
  }),
  "no-figure": () => ({
    zh: "这一系列缺少端点的数，算不出增速。",
    en: "This series lacks a figure at one end, so there is no rate.",
  }),
  "scope-break": () => ({
    zh: "两端之间统计口径变过，不能相比。",
    en: "The scope of the count changed in between; the two ends cannot be compared.",
  }),
  "no-years": () => ({
    zh: "目标年不晚于基年，算不出增速。",
    en: "The target year does not come after the base year, so there is no rate.",
  }),
  "not-positive": () => ({
    zh: "端点的数不大于零，算不出增速。",
    en: "A figure at one end is not above zero, so there is no rate.",
  }),
  "rate-below-minus-one": () => ({
    zh: "增速不高于负百分之百，没有意义。",
    en: "The rate is not above minus one hundred per cent, which means nothing.",
  }),
};

const why = ({ reading, margin, outcome }: TargetReading, target: GrowthTarget): LocalizedText => {
  if (outcome.kind === "undetermined") return reasons[outcome.reason](target);
  const distance = Math.abs(margin ?? 0);
  const [zh, en] =
    reading === "size"
      ? [`${(10 * distance).toFixed(0)} 亿`, `${distance.toFixed(1)} bn`]
      : [
          `${(100 * distance).toFixed(2)} 个百分点`,
          `${(100 * distance).toFixed(2)} percentage points`,
        ];
  if (outcome.kind === "reached") return { zh: `高出 ${zh}。`, en: `Above by ${en}.` };
  return distance === 0
    ? { zh: "恰好等于目标，而目标要求超过。", en: "Exactly at the target, which asks for more." }
    : { zh: `差 ${zh}。`, en: `Short by ${en}.` };
};
