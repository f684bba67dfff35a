/** The files of a plan, checked: clauses in order with unique numbers, series with their sources, targets with theirs. */

import { dangling, repeated } from "./checking.ts";
import { checkShape } from "./check-shape.ts";
import type { Report, SourceFile } from "./pack-problem.ts";
import type { GrowthTarget, PlanPack, PlanSection, SizeSeries } from "./plan-model.ts";
import { clausesFileSchema, planHeaderSchema, seriesFileSchema } from "./plan-schema.ts";

const words = {
  source: { zh: "来源", en: "source" },
  series: { zh: "序列", en: "series" },
} as const;

const checkClauses = (
  sections: readonly PlanSection[],
  source: SourceFile,
  report: Report,
): void => {
  const clauses = sections.flatMap((section) => [
    ...section.clauses,
    ...section.tasks.flatMap((task) => task.clauses),
  ]);
  for (const { id } of repeated(clauses.map((clause) => clause.id))) {
    report(source, ["sections"], {
      zh: `条文编号“${id}”重复。请改号。`,
      en: `Clause number “${id}” occurs twice. Renumber it.`,
    });
  }
};

const checkSeries = (
  file: { series: readonly SizeSeries[]; growthTargets: readonly GrowthTarget[] },
  source: SourceFile,
  { sources, report }: { sources: ReadonlySet<string>; report: Report },
): void => {
  const ids = new Set(file.series.map((series) => series.id));
  file.series.forEach((series, index) => {
    if (!sources.has(series.source))
      report(source, ["series", index, "source"], dangling(words.source, series.source, sources));
    const years = series.points.map((point) => point.year);
    if (years.some((year, at) => at > 0 && year <= (years[at - 1] ?? 0))) {
      report(source, ["series", index, "points"], {
        zh: "年份须递增且不重复。请调整。",
        en: "Years must rise without repeats. Reorder them.",
      });
    }
  });
  file.growthTargets.forEach((target, index) => {
    if (!ids.has(target.series))
      report(
        source,
        ["growthTargets", index, "series"],
        dangling(words.series, target.series, ids),
      );
    if (target.targetYear <= target.baseYear) {
      report(source, ["growthTargets", index, "targetYear"], {
        zh: "目标年须晚于基年。",
        en: "The target year must come after the base year. Correct one of them.",
      });
    }
  });
};

export const readPlan = (
  parsed: ReadonlyMap<string, SourceFile>,
  report: Report,
): PlanPack | undefined => {
  const head = parsed.get("pack.yaml");
  const text = parsed.get("clauses.yaml");
  const figures = parsed.get("series.yaml");
  if (head === undefined) return undefined;
  for (const [file, source] of [
    ["clauses.yaml", text],
    ["series.yaml", figures],
  ] as const) {
    if (source === undefined)
      report(head, [], { zh: `缺少 ${file}。请补上。`, en: `${file} is missing. Add it.` });
  }
  const header = checkShape(planHeaderSchema, head, report);
  const clauses = text === undefined ? undefined : checkShape(clausesFileSchema, text, report);
  const series = figures === undefined ? undefined : checkShape(seriesFileSchema, figures, report);
  if (text !== undefined && clauses !== undefined) checkClauses(clauses.sections, text, report);
  if (
    header === undefined ||
    clauses === undefined ||
    series === undefined ||
    figures === undefined
  )
    return undefined;
  checkSeries(series, figures, {
    sources: new Set(header.sources.map((source) => source.id)),
    report,
  });
  const { kind: _kind, ...rest } = header;
  return {
    header: rest,
    sections: clauses.sections,
    series: series.series,
    growthTargets: series.growthTargets,
  };
};
