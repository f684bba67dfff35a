/** Prints a simulation for people: a table a type, who moved, how long it took, and whether SQL agrees. */

import type { LocalizedText } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
import { say, type Io } from "./io.ts";
import type { SimulationReport, TypeReport } from "./simulation-report.ts";
import { textTable } from "./text-table.ts";

export interface PrintedSimulation {
  readonly pack: Pack;
  readonly report: SimulationReport;
  /** Of the registry. */
  readonly notice: LocalizedText | null;
}

export const printSimulation = async (
  io: Io,
  { pack, report, notice }: PrintedSimulation,
): Promise<void> => {
  const lines = [
    say(io, headline(report)),
    ...(pack.header.notice === null ? [] : [`⚠ ${say(io, pack.header.notice)}`]),
    ...(notice === null ? [] : [`⚠ ${say(io, notice)}`]),
    ...Object.entries(report.set).map(([path, value]) => `  ${path} = ${value}`),
    "",
  ];
  for (const type of pack.grading.types) {
    const own = report.types[type.id];
    if (own !== undefined)
      lines.push(`■ ${say(io, type.name)}`, typeTable(io, own), moves(io, own));
  }
  lines.push(say(io, timing(report)), say(io, agreement(report)));
  await io.stdout.write(`${lines.join("\n")}\n`);
};

const headline = ({ firms, pack }: SimulationReport): LocalizedText => ({
  zh: `${firms} 家企业 · ${pack}`,
  en: `${firms} firms · ${pack}`,
});

const names: Readonly<Record<string, LocalizedText>> = {
  undetermined: { zh: "未确定", en: "undetermined" },
  none: { zh: "不适用", en: "does not apply" },
};

const named = (io: Io, key: string): string => {
  const name = names[key];
  return name === undefined ? say(io, { zh: `${key} 级`, en: `grade ${key}` }) : say(io, name);
};

const signed = (change: number): string => (change > 0 ? `+${change}` : String(change));

const typeTable = (io: Io, { before, after }: TypeReport): string => {
  const headings = [
    { zh: "级别", en: "grade" },
    { zh: "修改前", en: "before" },
    { zh: "修改后", en: "after" },
    { zh: "变化", en: "change" },
  ];
  const columns = headings.map((heading, index) => ({
    heading: say(io, heading),
    align: index === 0 ? ("left" as const) : ("right" as const),
  }));
  const rows = Object.keys(before).map((key) => {
    const [old, now] = [before[key] ?? 0, after[key] ?? 0];
    return [named(io, key), String(old), String(now), signed(now - old)];
  });
  return textTable(columns, rows).trimEnd();
};

const moves = (io: Io, { movement }: TypeReport): string => {
  if (movement.length === 0)
    return `  ${say(io, { zh: "没有企业变动级别", en: "no firm moves" })}\n`;
  const lines = movement.map(
    ({ from, to, count }) => `  ${named(io, from)} → ${named(io, to)}: ${count}`,
  );
  return `${lines.join("\n")}\n`;
};

const timing = ({ ms }: SimulationReport): LocalizedText => ({
  zh: `读取 ${ms.load} 毫秒，两次定级 ${ms.grade} 毫秒`,
  en: `read in ${ms.load} ms, graded twice in ${ms.grade} ms`,
});

const agreement = ({ sqlAgrees, sqlRows }: SimulationReport): LocalizedText => {
  if (sqlAgrees === null) return { zh: "未用 SQL 核对", en: "not checked with SQL" };
  if (sqlAgrees)
    return {
      zh: `SQL 按同样规则独立定级，${sqlRows} 行，结果一致`,
      en: `SQL graded ${sqlRows} rows by the same rules on its own and agrees`,
    };
  return {
    zh: `警报：SQL 按同样规则独立定级，${sqlRows} 行中有不一致。请勿采用此结果，并报告开发者。`,
    en: `ALARM: SQL graded ${sqlRows} rows by the same rules and does not agree. Do not use this result, and report it.`,
  };
};
