/** `fenji simulate`: what an edit of the rules does to the grades of a whole registry, offline. */

import { editablePaths, type RuleEdit } from "@fenji/grading";
import { AppError } from "@fenji/kernel";
import { nearest, type Pack } from "@fenji/regime";
import { InvalidArgumentError, type Command } from "commander";
import { findRegime } from "../find-pack.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";
import { printSimulation } from "../print-simulation.ts";
import {
  askSql,
  packOfRegistry,
  readRegistry,
  simulateRegistry,
  type Simulation,
  type SqlVerdict,
} from "../simulate-registry.ts";
import { simulationReport } from "../simulation-report.ts";
import { textTable } from "../text-table.ts";

interface Options {
  readonly registry?: string;
  readonly pack?: string;
  readonly set: readonly RuleEdit[];
  readonly type?: string;
  readonly sql: boolean;
  readonly paths?: boolean;
}

const addEdit = (text: string, before: readonly RuleEdit[]): readonly RuleEdit[] => {
  const [, path, value] = /^([^=]+)=(-?\d+(?:\.\d+)?(?:e[-+]?\d+)?)$/i.exec(text.trim()) ?? [];
  if (path === undefined || value === undefined) throw new InvalidArgumentError("PATH=NUMBER");
  return [...before, { path: path.trim(), value: Number(value) }];
};

export const registerSimulate = (program: Command, io: Io): void => {
  program
    .command("simulate")
    .description(say(io, description))
    .option("--registry <file>", say(io, registryText))
    .option("--pack <pack>", say(io, packText))
    .option("--set <path=number>", say(io, setText), addEdit, [])
    .option("--type <type>", say(io, typeText))
    .option("--no-sql", say(io, noSqlText))
    .option("--paths", say(io, pathsText))
    .addHelpText("after", say(io, afterHelp))
    .action((options: Options, command: Command) =>
      options.paths === true
        ? listPaths(io, options, wantsJson(command))
        : simulate(io, options, wantsJson(command)),
    );
};

const missing = (option: string): never => {
  throw new AppError("input.option-missing", { option });
};

const simulate = async (io: Io, options: Options, json: boolean): Promise<void> => {
  const bytes = await readRegistry(options.registry ?? missing("--registry"));
  const pack = await findRegime(options.pack ?? packOfRegistry(bytes));
  requireType(pack, options.type);
  const simulation = simulateRegistry(pack, { bytes, edits: options.set });
  const sql = options.sql ? await verdictOf(io, simulation) : null;
  const comparisons = simulation.comparisons.filter(
    ({ type }) => options.type === undefined || type === options.type,
  );
  const set = Object.fromEntries(options.set.map(({ path, value }) => [path, value]));
  const report = simulationReport(pack, { simulation, comparisons, set, sql });
  if (json) await writeJson(io, report);
  else await printSimulation(io, { pack, report, notice: simulation.file.notice });
};

const requireType = ({ grading }: Pack, type: string | undefined): void => {
  const ids = grading.types.map(({ id }) => id);
  if (type === undefined || ids.includes(type)) return;
  const near = nearest(type, ids);
  throw new AppError("rules.unknown-type", { type, expected: near ?? ids.join(", ") });
};

/** Without a database there is no second opinion, and that is said; a simulation stands without it. */
const verdictOf = async (io: Io, simulation: Simulation): Promise<SqlVerdict | null> => {
  try {
    const verdict = await askSql(simulation);
    for (const { type, differing, shown } of verdict.checks)
      if (differing > 0)
        await io.stderr.write(
          `${type}: ${differing} ≠ SQL (#${shown.map((row) => row + 1).join(", #")})\n`,
        );
    return verdict;
  } catch (error) {
    const detail = error instanceof AppError ? error.in(io.lang) : String(error);
    const zh = `没有用 SQL 核对：${detail}`;
    await io.stderr.write(`${say(io, { zh, en: `Not checked with SQL: ${detail}` })}\n`);
    return null;
  }
};

const listPaths = async (io: Io, options: Options, json: boolean): Promise<void> => {
  const named =
    options.pack ??
    (options.registry === undefined
      ? "iiot-protection@2024-illustrative"
      : packOfRegistry(await readRegistry(options.registry)));
  const { grading } = await findRegime(named);
  const paths = editablePaths(grading);
  if (json) {
    for (const { targets: _targets, ...path } of paths) await writeJson(io, path);
    return;
  }
  const columns = [
    { heading: say(io, { zh: "路径", en: "path" }), align: "left" as const },
    { heading: say(io, { zh: "现值", en: "value" }), align: "right" as const },
    { heading: say(io, { zh: "含义", en: "what" }), align: "left" as const },
  ];
  const rows = paths.map(({ path, value, label }) => [path, String(value ?? "≠"), say(io, label)]);
  await io.stdout.write(textTable(columns, rows));
};

const description = {
  zh: "模拟：修改规则中的数，对整个企业登记重新定级，说明哪些企业变动级别",
  en: "what if: edit numbers of the rules, grade a whole registry again and say who moves",
};

const registryText = {
  zh: "登记列文件，见 fenji registry generate",
  en: "file of registry columns: fenji registry generate",
};
const packText = {
  zh: "规则包：编号@版本，或文件夹；缺省为登记文件所注明的",
  en: "the pack: id@version, or a folder; by default the one that the registry names",
};
const setText = { zh: "修改一个数，可重复", en: "edit one number; may be repeated" };
const typeText = { zh: "只看一个类型", en: "one type only" };
const noSqlText = { zh: "不用 SQL 核对", en: "do not check with SQL" };
const pathsText = { zh: "列出可改的各项", en: "list what can be edited" };

const afterHelp = {
  zh: `
路径的写法见 docs/registry-format.md，例如 --set grading.thresholds.3=75。
加 --json 时输出一个对象：{"firms","pack","synthetic","set","before":{"1","2","3","undetermined"},"after","movement":[{"from","to","count"}],
"ms":{"load","grade"},"sqlAgrees","sqlRows","types"}。before、after、movement 按“企业 × 适用类型”计数，一家企业属于几类就计几次；
types 分类型给出；给了 --type 时只计该类型。ms.grade 是修改前后两次定级（含编译）的时间。sqlAgrees：同样的规则由 PostgreSQL 独立
计算（DATABASE_URL，或自带的），一致为 true，不一致为 false，没有数据库为 null；超过 100,000 家时每隔几行取一行，sqlRows 为所核对的行数。`,
  en: `
How paths are written is in docs/registry-format.md, e.g. --set grading.thresholds.3=75.
With --json one object: {"firms","pack","synthetic","set","before":{"1","2","3","undetermined"},"after","movement":[{"from","to","count"}],
"ms":{"load","grade"},"sqlAgrees","sqlRows","types"}. before, after and movement count gradings: a firm once for every type
that applies to it; types has each type on its own; with --type only that one is counted. ms.grade is the time of both gradings,
compiling included. sqlAgrees: PostgreSQL (DATABASE_URL, or the carried one) works the same rules out on its own; true: it
agrees, false: it does not, null: there was no database. Over 100,000 firms it looks at every so many; sqlRows says how many.`,
};
