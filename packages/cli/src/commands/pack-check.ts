/** `fenji pack check`: everything that is wrong in packs, with file, line and remedy. */

import { compileKernel } from "@fenji/grading";
import { openPack } from "@fenji/intake";
import { AppError } from "@fenji/kernel";
import type { OpenedPack, PackProblem } from "@fenji/regime";
import type { Command } from "commander";
import { commandGroup } from "../command-group.ts";
import { exitCodes } from "../exit-code.ts";
import { packFolder } from "../find-pack.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";

export const registerPackCheck = (program: Command, io: Io): void => {
  commandGroup(program, "pack", io)
    .command("check")
    .description(say(io, description))
    .argument("<packs...>", say(io, argumentText))
    .addHelpText("after", say(io, afterHelp))
    .action(async (packs: readonly string[], _options: unknown, command: Command) => {
      for (const pack of packs) {
        const checked = await checkPack(pack);
        if (wantsJson(command)) await writeJson(io, { path: pack, ...checked });
        else await print(io, pack, checked);
        if (checked.problems.length > 0) io.exitCode = exitCodes.badInput;
      }
    });
};

interface Checked {
  readonly pack: Summary | null;
  readonly problems: readonly PackProblem[];
}

interface Summary {
  readonly id: string;
  readonly version: string;
  readonly kind: OpenedPack["kind"];
  readonly counts: Readonly<Record<string, number>>;
}

/** @throws AppError `pack.not-found`. */
const checkPack = async (named: string): Promise<Checked> => {
  const opened = await openPack(await packFolder(named));
  if (!opened.ok) return { pack: null, problems: opened.error };
  return { pack: summarize(opened.value), problems: tooComplex(opened.value) };
};

const summarize = (opened: OpenedPack): Summary => {
  if (opened.kind === "plan") {
    const { header, sections, series } = opened.plan;
    const clauses = sections.flatMap((section) => [
      ...section.clauses,
      ...section.tasks.flatMap((task) => task.clauses),
    ]);
    const { id, version } = header;
    return {
      id,
      version,
      kind: "plan",
      counts: { clauses: clauses.length, series: series.length },
    };
  }
  if (opened.kind === "calendar") {
    const { header, holidays } = opened.calendar;
    const worked = holidays.flatMap((holiday) => holiday.worked);
    const counts = { holidays: holidays.length, "worked-weekend-days": worked.length };
    return { id: header.id, version: header.version, kind: "calendar", counts };
  }
  if (opened.kind === "techniques") {
    const { header, tactics, techniques, mappings } = opened.techniques;
    const rows = mappings.reduce((sum, mapping) => sum + mapping.rows.length, 0);
    const counts = { tactics: tactics.length, techniques: techniques.length, mapped: rows };
    return { id: header.id, version: header.version, kind: "techniques", counts };
  }
  const { header, grading, requirements, crosswalks, cases } = opened.pack;
  const counts = {
    facts: grading.facts.length,
    rules: grading.nodes.length,
    types: grading.types.length,
    requirements: requirements.length,
    crosswalks: crosswalks.length,
    cases: cases.length,
  };
  return { id: header.id, version: header.version, kind: "regime", counts };
};

/** Rules can be sound one by one and yet be too many together for the kernel. */
const tooComplex = (opened: OpenedPack): readonly PackProblem[] => {
  if (opened.kind !== "regime") return [];
  try {
    compileKernel({ grading: opened.pack.grading, sources: [] });
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const message = { zh: error.in("zh"), en: error.in("en") };
    return [{ file: "grading.yaml", line: 1, column: 1, path: "nodes", message }];
  }
};

const print = async (io: Io, named: string, { pack, problems }: Checked): Promise<void> => {
  const lines = problems.map(({ file, line, column, path, message }) => {
    const at = path === "" ? "" : ` ${path}`;
    return `${file}:${line}:${column}${at}\n    ${say(io, message)}`;
  });
  const counts = Object.entries(pack?.counts ?? {}).map(([what, count]) => `${count} ${what}`);
  const name = pack === null ? named : `${pack.id}@${pack.version}`;
  const summary =
    problems.length === 0
      ? say(io, { zh: `${name}：没有问题`, en: `${name}: no problems` })
      : say(io, {
          zh: `${name}：${problems.length} 处问题`,
          en: `${name}: ${problems.length} problem(s)`,
        });
  lines.push(counts.length === 0 ? summary : `${summary} (${counts.join(", ")})`);
  await io.stdout.write(`${lines.join("\n")}\n`);
};

const description = {
  zh: "检查规则包：写法、引用、规则、例子；一次列出全部问题",
  en: "check packs: shape, references, rules, cases; lists every problem at once",
};

const argumentText = { zh: "规则包的文件夹或 id@version", en: "folders of packs, or id@version" };

const afterHelp = {
  zh: `
加 --json 时每个规则包一行：{"path","pack","problems":[{"file","line","column","path","message":{"zh","en"}}]}。
退出码：0 没有问题，2 有问题。`,
  en: `
With --json one line per pack: {"path","pack","problems":[{"file","line","column","path","message":{"zh","en"}}]}.
Exit code: 0 no problems, 2 some.`,
};
