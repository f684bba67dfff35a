/** `fenji pack diff`: what is different between two packs, which verdicts that costs, and whose grade would move. */

import { readFile } from "node:fs/promises";
import { fileError } from "@fenji/intake";
import { isSameGrading, packDifference, type Pack, type PackDifference } from "@fenji/regime";
import type { Command } from "commander";
import { commandGroup } from "../command-group.ts";
import { exitCodes } from "../exit-code.ts";
import { findRegime } from "../find-pack.ts";
import {
  gradeMovement,
  registryMovement,
  type GradeMovement,
  type Outcome,
} from "../grade-movement.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";

interface Options {
  readonly registry?: string;
}

export const registerPackDiff = (program: Command, io: Io): void => {
  commandGroup(program, "pack", io)
    .command("diff")
    .description(say(io, description))
    .argument("<before>", say(io, packText))
    .argument("<after>", say(io, packText))
    .option("--registry <file>", say(io, registryText))
    .addHelpText("after", say(io, afterHelp))
    .action(async (...[before, after, options, command]: [string, string, Options, Command]) => {
      const [a, b] = [await findRegime(before), await findRegime(after)];
      const difference = packDifference(a, b);
      const grades = isSameGrading(a, b) ? null : await movementBetween(a, b, options);
      if (wantsJson(command)) await writeJson(io, { before, after, ...difference, grades });
      else await print(io, difference, grades);
      io.exitCode = difference.same ? exitCodes.ok : exitCodes.different;
    });
};

const movementBetween = async (
  before: Pack,
  after: Pack,
  { registry }: Options,
): Promise<GradeMovement> => {
  if (registry === undefined) return gradeMovement(before, after);
  const bytes = await readFile(registry).catch((error: unknown) => {
    throw fileError(error, registry);
  });
  return registryMovement(before, after, bytes);
};

const print = async (
  io: Io,
  difference: PackDifference,
  grades: GradeMovement | null,
): Promise<void> => {
  const lines = difference.same
    ? [say(io, { zh: "无差异", en: "no difference" })]
    : [
        ...difference.members.map(
          ({ field, before, after }) => `~ ${field}: ${shown(before)} → ${shown(after)}`,
        ),
        ...Object.entries(difference.entries).flatMap(([kind, entry]) =>
          entryLines(io, kind, entry),
        ),
        ...fateLines(io, difference),
        ...(grades === null ? [] : movementLines(io, grades)),
      ];
  await io.stdout.write(`${lines.join("\n")}\n`);
};

const widest = 70;

const shown = (value: unknown): string => {
  const text = value === undefined ? "–" : JSON.stringify(value);
  return text.length <= widest ? text : `${text.slice(0, widest)}…`;
};

const entryLines = (
  io: Io,
  kind: string,
  { added, removed, changed, reordered }: PackDifference["entries"][string],
): readonly string[] => [
  ...added.map((id) => `+ ${kind} ${id}`),
  ...removed.map((id) => `- ${kind} ${id}`),
  ...changed.flatMap(({ id, changes }) => [
    `~ ${kind} ${id}`,
    ...changes.map(
      ({ field, before, after }) => `    ${field}: ${shown(before)} → ${shown(after)}`,
    ),
  ]),
  ...(reordered ? [`~ ${kind}: ${say(io, { zh: "次序不同", en: "in another order" })}`] : []),
];

const fateWords = {
  kept: { zh: "保留判定", en: "keeps its verdicts" },
  rejudged: {
    zh: "条文未变，按新的检查项重新判定",
    en: "asks the same; evidence is judged again by the new selectors",
  },
  lost: { zh: "判定作废", en: "loses its verdicts" },
} as const;

const fateLines = (io: Io, { fates }: PackDifference): readonly string[] =>
  fates.map(({ id, becomes, verdicts }) => {
    const name = id === becomes ? id : `${id} → ${becomes}`;
    return `  ${name}: ${say(io, fateWords[verdicts])}`;
  });

const outcomeText = (io: Io, outcome: Outcome): string => {
  if (outcome === null) return say(io, { zh: "待定", en: "undetermined" });
  return outcome === "none" ? say(io, { zh: "不适用", en: "does not apply" }) : String(outcome);
};

const movedText = ({ of, objects, moved }: GradeMovement) =>
  of === "registry"
    ? {
        zh: `登记的 ${objects} 家企业中，${moved} 家的级别会变`,
        en: `of ${objects} firms of the registry the grade of ${moved} would move`,
      }
    : {
        zh: `${objects} 个试算对象（用例和临界值附近的组合）中，${moved} 个的级别会变`,
        en: `of ${objects} trial objects (cases, and combinations around the bounds) the grade of ${moved} would move`,
      };

const movementLines = (io: Io, grades: GradeMovement): readonly string[] => [
  say(io, movedText(grades)),
  ...grades.movement.map(
    ({ type, from, to, count }) =>
      `  ${type}: ${outcomeText(io, from)} → ${outcomeText(io, to)}  ${count}`,
  ),
];

const description = {
  zh: "比较两个规则包：增、删、改，哪些判定保留，谁的级别会变",
  en: "compare two packs: added, removed, changed; which verdicts stay; whose grade would move",
};

const registryText = {
  zh: "用这份企业登记（fenji registry generate 的列文件）试算级别变化",
  en: "a registry (column file as of fenji registry generate) whose firms are graded by both packs",
};

const packText = { zh: "规则包，id@version 或文件夹", en: "pack as id@version or folder" };

const afterHelp = {
  zh: `
条文（要求和要素的文字）相同的要求保留判定。没有 --registry 时，级别变化用两包的用例和在临界值附近生成的对象试算，不是
真实企业的统计。
加 --json 时为一个对象：{"before","after","same","entries","members","fates","grades"}。
退出码：0 无差异，1 有差异，2 输入有误。`,
  en: `
A requirement whose text (its own and that of its elements) is the same keeps its verdicts. Without --registry, movement of
grades is tried on the cases of both packs and on objects made up around their bounds; it is no count of real enterprises.
With --json one object: {"before","after","same","entries","members","fates","grades"}.
Exit code: 0 no difference, 1 different, 2 wrong input.`,
};
