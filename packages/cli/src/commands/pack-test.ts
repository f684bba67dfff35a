/** `fenji pack test`: runs the worked examples of packs and shows each difference with its reasons. */

import type { Command } from "commander";
import { commandGroup } from "../command-group.ts";
import { exitCodes } from "../exit-code.ts";
import { findPack } from "../find-pack.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";
import { reasonLines } from "../print-reasons.ts";
import { runPackCases, type CaseFailure, type CaseRun } from "../run-pack-cases.ts";

export const registerPackTest = (program: Command, io: Io): void => {
  commandGroup(program, "pack", io)
    .command("test")
    .description(say(io, description))
    .argument("<packs...>", say(io, argumentText))
    .addHelpText("after", say(io, afterHelp))
    .action(async (packs: readonly string[], _options: unknown, command: Command) => {
      const total = { packs: 0, cases: 0, failed: 0 };
      for (const named of packs) {
        const opened = await findPack(named);
        total.packs += 1;
        // A plan grades nothing; that it reads is its test.
        if (opened.kind !== "regime") continue;
        const { header } = opened.pack;
        const run = runPackCases(opened.pack);
        total.cases += run.grading + run.evidence;
        total.failed += run.failures.length;
        const name = `${header.id}@${header.version}`;
        if (wantsJson(command)) await writeJson(io, { path: named, pack: name, ...run });
        else await print(io, name, run);
        if (run.failures.length > 0) io.exitCode = exitCodes.badInput;
      }
      if (wantsJson(command)) await writeJson(io, total);
      else await io.stdout.write(`${totalLine(total)}\n`);
    });
};

/** The same in both languages: scripts look for it. */
const totalLine = ({ packs, cases, failed }: Readonly<Record<string, number>>): string =>
  `${packs} packs, ${cases} cases, ${failed} failed`;

const print = async (io: Io, name: string, run: CaseRun): Promise<void> => {
  const lines = run.failures.flatMap((failure) => linesOf(io, failure));
  const counts = say(io, {
    zh: `${run.grading} 个定级用例，${run.evidence} 个证据用例，${run.probed} 个随机对象，${run.claims} 条单调性，${run.failures.length} 处不符`,
    en: `${run.grading} grading cases, ${run.evidence} evidence cases, ${run.probed} random objects, ${run.claims} claims of monotony, ${run.failures.length} difference(s)`,
  });
  await io.stdout.write(`${[...lines, `${name}: ${counts}`].join("\n")}\n`);
};

const linesOf = (io: Io, { name, of, expected, got, reasons }: CaseFailure): readonly string[] => [
  `✗ ${say(io, name)} (${of})`,
  `    ${say(io, { zh: "应为", en: "expected" })} ${expected}; ${say(io, { zh: "得到", en: "got" })} ${got}`,
  ...reasonLines(reasons, io, "    "),
];

const description = {
  zh: "运行规则包自带的用例，并用随机事实检验规则：不落空，声明的单调性成立",
  en: "run the cases that packs carry, and try with random facts to break their rules: none falls through, monotony holds as claimed",
};

const argumentText = { zh: "规则包的文件夹或 id@version", en: "folders of packs, or id@version" };

const afterHelp = {
  zh: `
加 --json 时每个规则包一行：{"path","pack","grading","evidence","failures":[{"kind","name","of","expected","got","reasons"}]}，
最后一行 {"packs","cases","failed"}；grading 和 evidence 是运行的用例数，cases 是其总和。退出码：0 全部相符，2 有不符。`,
  en: `
With --json one line per pack: {"path","pack","grading","evidence","failures":[{"kind","name","of","expected","got","reasons"}]},
and a last line {"packs","cases","failed"}; grading and evidence are the numbers of cases run, cases is their sum. Exit code: 0 all as expected, 2 some not.`,
};
