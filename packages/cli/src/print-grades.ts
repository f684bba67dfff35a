/** Prints grades for people: the notice first, then grade, reasons and what is still open, type by type. */

import type { TypeGrade } from "@fenji/grading";
import type { Pack } from "@fenji/regime";
import type { GradeReport } from "./grade-report.ts";
import { say, type Io } from "./io.ts";
import { reasonLines } from "./print-reasons.ts";

export const printGrades = async (io: Io, pack: Pack, report: GradeReport): Promise<void> => {
  const { header } = pack;
  const lines = [
    `${report.object.name} · ${say(io, header.title)} (${header.id}@${header.version})`,
    ...noticeLines(io, pack, report),
  ];
  if (report.results.length === 0) lines.push("", say(io, noType));
  for (const result of report.results) lines.push("", ...linesOf(io, pack, result));
  await io.stdout.write(`${lines.join("\n")}\n`);
};

/** The pack's own notice says it best; an illustrative pack without one still never goes unmarked. */
const noticeLines = (io: Io, { header }: Pack, report: GradeReport): readonly string[] => {
  if (header.notice !== null) return [`⚠ ${say(io, header.notice)}`];
  return report.pack.illustrative ? [`⚠ ${say(io, illustrative)}`] : [];
};

const illustrative = {
  zh: "示例规则：分值和阈值为示例，不是官方标准。",
  en: "Illustrative rules: points and thresholds are examples, not an official standard.",
};

const noType = {
  zh: "按这些事实，没有适用的类型，因此没有级别。",
  en: "By these facts no type applies, so there is no grade.",
};

const linesOf = (io: Io, pack: Pack, result: TypeGrade): readonly string[] => {
  const type = pack.grading.types.find(({ id }) => id === result.type);
  if (type === undefined) return [];
  const label = (rank: number): string => {
    const grade = type.grades.find((candidate) => candidate.rank === rank);
    return grade === undefined ? String(rank) : say(io, grade.label);
  };
  return [
    `■ ${say(io, type.name)} · ${headline(io, result, label)}`,
    ...reasonLines(result.reasons, io, "  "),
    ...openLines(io, pack, { result, label }),
  ];
};

type Label = (rank: number) => string;

const headline = (io: Io, result: TypeGrade, label: Label): string => {
  if (result.grade !== null) return label(result.grade);
  const ranks = result.possible.map(label).join(" | ");
  const applies = result.applies === "unknown" ? say(io, mayApply) : "";
  return `${say(io, { zh: "未确定，可能为", en: "undetermined, possibly" })} ${ranks}${applies}`;
};

const mayApply = { zh: "（是否属于该类型也未知）", en: " (or it may not be of this type)" };

const openLines = (
  io: Io,
  pack: Pack,
  { result, label }: { readonly result: TypeGrade; readonly label: Label },
): readonly string[] => {
  if (result.undetermined.length === 0) return [];
  const lines = result.undetermined.map(({ fact, settles }) => {
    const definition = pack.grading.facts.find(({ id }) => id === fact);
    const name = definition === undefined ? fact : say(io, definition.label);
    const values = settles.map(({ when, grade }) => `${say(io, when)} → ${label(grade)}`);
    return `    ${name} (${fact})${values.length === 0 ? "" : `: ${values.join("; ")}`}`;
  });
  return [`  ${say(io, stillOpen)}`, ...lines];
};

const stillOpen = {
  zh: "还取决于以下事实（右侧的取值可单独确定级别）：",
  en: "It still hangs on these facts (values on the right settle it alone):",
};
