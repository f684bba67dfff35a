/** Prints an assessment for people: a table by domain, the score as an interval, gaps, and what is unknown. */

import { countVerdicts, verdicts, type Gap, type Verdict } from "@fenji/assessment";
import type { LocalizedText } from "@fenji/kernel";
import { conditionReads, type Pack, type Requirement } from "@fenji/regime";
import type { Assessed, AssessedType, SettledRequirement } from "./assess-object.ts";
import { say, type Io } from "./io.ts";
import { printDoubts } from "./print-doubts.ts";
import { printSources } from "./print-sources.ts";
import { textTable, type Column } from "./text-table.ts";

export const verdictNames: Readonly<Record<Verdict, LocalizedText>> = {
  met: { zh: "符合", en: "met" },
  partlyMet: { zh: "部分符合", en: "partly met" },
  notMet: { zh: "不符合", en: "not met" },
  notApplicable: { zh: "不适用", en: "n/a" },
  notEvidenced: { zh: "未取证", en: "not evidenced" },
  contested: { zh: "有争议", en: "contested" },
};

export interface PrintedAssessment {
  readonly pack: Pack;
  readonly object: { readonly id: string; readonly name: string };
  readonly assessed: Assessed;
  /** ISO 8601 in UTC; null for the present. */
  readonly asOf: string | null;
}

export const printAssessment = async (io: Io, printed: PrintedAssessment): Promise<void> => {
  const { pack, object, assessed, asOf } = printed;
  const { header } = pack;
  await io.stdout.write(
    `${object.name} · ${say(io, header.title)} (${header.id}@${header.version})\n`,
  );
  if (header.notice !== null) await io.stdout.write(`⚠ ${say(io, header.notice)}\n`);
  if (asOf !== null)
    await io.stdout.write(say(io, { zh: `截至 ${asOf} 的状态\n`, en: `State as of ${asOf}\n` }));
  for (const result of assessed.results) await printType(io, pack, result);
  await printSources(io, assessed.weighed);
  const counted = assessed.files.filter(({ status }) => status === "read");
  const observations = counted.reduce((sum, file) => sum + file.observations, 0);
  const zh = `\n证据：${counted.length} 个文件，${observations} 条观测；未能读取 ${failures(assessed)} 个。\n`;
  const en = `\nEvidence: ${counted.length} files, ${observations} observations; ${failures(assessed)} could not be read.\n`;
  await io.stdout.write(say(io, { zh, en }));
  const later = counted.reduce((sum, file) => sum + file.later, 0);
  if (later > 0)
    await io.stdout.write(
      say(io, {
        zh: `另有 ${later} 条观测晚于这一时点，未计。\n`,
        en: `${later} more observations are later than this moment and were left out.\n`,
      }),
    );
};

const failures = ({ files }: Assessed): number =>
  files.filter(({ status }) => status === "failed").length;

const bases = {
  determined: { zh: "自评", en: "self-assessed" },
  "highest-possible": {
    zh: "未定，按可能的最高级评测",
    en: "open; assessed for the highest possible",
  },
  asked: { zh: "按要求的级别", en: "as asked" },
} as const;

const printType = async (io: Io, pack: Pack, result: AssessedType): Promise<void> => {
  const { graded, assessed, judged } = result;
  const type = pack.grading.types.find(({ id }) => id === graded.type);
  const label = type?.grades.find(({ rank }) => rank === assessed.grade)?.label;
  const grade = label === undefined ? say(io, { zh: "无", en: "none" }) : say(io, label);
  const name = type === undefined ? graded.type : say(io, type.name);
  const basis = say(io, bases[assessed.basis]);
  const aside = say(io, { zh: `（${basis}）`, en: ` (${basis})` });
  await io.stdout.write(`\n■ ${name} · ${grade}${aside}\n`);
  if (judged.length === 0) {
    await io.stdout.write(`  ${say(io, noRequirements)}\n`);
    return;
  }
  await io.stdout.write(domainTable(io, pack, result));
  await io.stdout.write(`${scoreLine(io, result)}\n`);
  await printGaps(io, { zh: "差距", en: "Gaps" }, result.gaps.gaps);
  await printGaps(
    io,
    { zh: "未知：需要证据或由人判断", en: "Unknown: evidence or a person decides" },
    result.gaps.unknown,
  );
  await printDoubts(io, judged);
  await printApplies(io, pack, judged);
};

/** Requirements that facts rule out, and those of which facts do not yet tell whether they apply. */
const printApplies = async (
  io: Io,
  pack: Pack,
  judged: readonly SettledRequirement[],
): Promise<void> => {
  const headings = {
    no: { zh: "按事实不适用", en: "Not applicable by facts" },
    unknown: {
      zh: "是否适用未知，按适用计；请补充事实",
      en: "Whether they apply is unknown, so they count; tell the facts",
    },
  } as const;
  for (const applies of ["no", "unknown"] as const) {
    const own = judged.filter((one) => one.applies === applies);
    if (own.length === 0) continue;
    await io.stdout.write(`\n${say(io, headings[applies])} (${own.length})\n`);
    for (const { requirement } of own)
      await io.stdout.write(`  ${requirement.id}  ${factsBehind(io, pack, requirement)}\n`);
  }
};

const factsBehind = (io: Io, { grading }: Pack, { appliesWhen }: Requirement): string => {
  const read = new Set(appliesWhen === null ? [] : conditionReads(appliesWhen).facts);
  return grading.facts
    .filter(({ id }) => read.has(id))
    .map(({ label }) => say(io, label))
    .join(say(io, { zh: "、", en: ", " }));
};

const noRequirements = {
  zh: "规则包没有这一类的要求，因此没有可评测的内容。",
  en: "The pack has no requirements for this type, so there is nothing to assess.",
};

const domainTable = (io: Io, pack: Pack, { judged, counts }: AssessedType): string => {
  const columns: Column[] = [
    { heading: say(io, { zh: "领域", en: "domain" }), align: "left" },
    ...verdicts.map((verdict): Column => ({
      heading: say(io, verdictNames[verdict]),
      align: "right",
    })),
  ];
  const rows = pack.domains.flatMap((domain) => {
    const own = judged.filter(({ requirement }) => requirement.domain === domain.id);
    if (own.length === 0) return [];
    const of = countVerdicts(own.map(({ verdict }) => verdict));
    return [[say(io, domain.name), ...verdicts.map((verdict) => String(of[verdict]))]];
  });
  const total = [
    say(io, { zh: "合计", en: "all" }),
    ...verdicts.map((verdict) => String(counts[verdict])),
  ];
  return textTable(columns, [...rows, total]);
};

const percent = (share: number | null): string =>
  share === null ? "–" : `${(share * 100).toFixed(1)} %`;

const scoreLine = (io: Io, { score }: AssessedType): string =>
  say(io, {
    zh: `得分 ${percent(score.low)} – ${percent(score.high)}，覆盖率 ${percent(score.coverage)}（${score.formula}）`,
    en: `Score ${percent(score.low)} – ${percent(score.high)}, coverage ${percent(score.coverage)} (${score.formula})`,
  });

const printGaps = async (io: Io, heading: LocalizedText, gaps: readonly Gap[]): Promise<void> => {
  if (gaps.length === 0) return;
  await io.stdout.write(`\n${say(io, heading)} (${gaps.length})\n`);
  const columns: Column[] = [
    { heading: "  ", align: "left" },
    { heading: say(io, { zh: "判定", en: "verdict" }), align: "left" },
    { heading: say(io, { zh: "人日", en: "days" }), align: "right" },
    { heading: say(io, { zh: "万元", en: "10k yuan" }), align: "right" },
    { heading: say(io, { zh: "要求", en: "requirement" }), align: "left" },
    { heading: say(io, { zh: "能力", en: "capabilities" }), align: "left" },
  ];
  const rows = gaps.map(({ requirement, verdict, capabilities, effort }) => [
    `  ${requirement.id}`,
    say(io, verdictNames[verdict]),
    String(effort.personDays),
    (effort.costCny / 10_000).toFixed(1),
    say(io, requirement.title),
    capabilities.join(", "),
  ]);
  await io.stdout.write(textTable(columns, rows));
};
