/** `fenji evidence unmapped`: which checks of the evidence reach no requirement. */

import { compileAssessment, countUnmapped, stillReported, type Unmapped } from "@fenji/assessment";
import type { Pack } from "@fenji/regime";
import type { Command } from "commander";
import { commandGroup } from "../command-group.ts";
import { exitCodes } from "../exit-code.ts";
import { findRegime } from "../find-pack.ts";
import { gatherEvidence } from "../gather-evidence.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";
import { textTable } from "../text-table.ts";

interface Options {
  readonly evidence: readonly string[];
  readonly pack: string;
}

export const registerEvidenceUnmapped = (program: Command, io: Io): void => {
  commandGroup(program, "evidence", io)
    .command("unmapped")
    .description(say(io, description))
    .requiredOption(
      "--evidence <path...>",
      say(io, { zh: "证据文件或文件夹", en: "evidence files or folders" }),
    )
    .option(
      "--pack <pack>",
      say(io, { zh: "规则包：编号@版本，或文件夹", en: "the pack: id@version, or a folder" }),
      "iiot-protection@2024-illustrative",
    )
    .addHelpText("after", say(io, afterHelp))
    .action(async (options: Options, command: Command) => {
      const pack = await findRegime(options.pack);
      const families = await unmappedByFamily(io, pack, options.evidence);
      if (wantsJson(command))
        await writeJson(io, { pack: pack.header.id, ...totals(families), families });
      else await print(io, families);
    });
};

interface FamilyMapping extends Unmapped {
  readonly family: string;
  /** Share of the different checks that reach a requirement, 0 to 1. */
  readonly share: number;
}

const totals = (families: readonly FamilyMapping[]) => {
  const mapped = families.reduce((sum, family) => sum + family.mapped, 0);
  const unmapped = families.flatMap((family) => family.unmapped);
  const all = mapped + unmapped.length;
  return { mapped, share: all === 0 ? null : mapped / all, unmapped };
};

/** Evaluated checks only: what did not apply or could not run says nothing about the mapping. */
const unmappedByFamily = async (
  io: Io,
  pack: Pack,
  paths: readonly string[],
): Promise<readonly FamilyMapping[]> => {
  const { files, gathered } = await gatherEvidence(paths, {
    nowMs: io.now(),
    asOfMs: null,
    keep: () => true,
  });
  for (const { path, error } of files) {
    if (error === null) continue;
    io.exitCode = exitCodes.badInput;
    await io.stderr.write(`${path}: ${error.in(io.lang)} [${error.code}]\n`);
  }
  const index = compileAssessment(pack.requirements, pack.crosswalks);
  const counters = new Map<string, ReturnType<typeof countUnmapped>>();
  for (const item of stillReported(gathered)) {
    if (item.result === "notApplicable" || item.result === "error") continue;
    const counter = counters.get(item.family) ?? countUnmapped(index);
    counters.set(item.family, counter);
    counter.add(item);
  }
  return [...counters].map(([family, counter]) => {
    const { mapped, unmapped } = counter.result();
    return { family, mapped, share: mapped / (mapped + unmapped.length), unmapped };
  });
};

const print = async (io: Io, families: readonly FamilyMapping[]): Promise<void> => {
  const rows = families.map(({ family, mapped, unmapped, share }) => [
    family,
    String(mapped),
    String(unmapped.length),
    `${(share * 100).toFixed(1)} %`,
  ]);
  const headings = [
    { zh: "来源族", en: "family" },
    { zh: "有对应", en: "mapped" },
    { zh: "无对应", en: "unmapped" },
    { zh: "对应率", en: "share" },
  ];
  const columns = headings.map((heading, index) => ({
    heading: say(io, heading),
    align: index === 0 ? ("left" as const) : ("right" as const),
  }));
  await io.stdout.write(textTable(columns, rows));
  for (const { unmapped } of families)
    for (const { check, title, observations } of unmapped)
      await io.stdout.write(`\n${check} (${observations})${title === null ? "" : `  ${title}`}`);
  await io.stdout.write("\n");
};

const description = {
  zh: "列出对应不到任何要求的检查项，及已对应的比例（离线）",
  en: "list the checks that reach no requirement, and the share that does (offline)",
};

const afterHelp = {
  zh: `
退出码：${exitCodes.ok} 已列出；${exitCodes.badInput} 输入有误，或有文件读不出来。`,
  en: `
Exit codes: ${exitCodes.ok} listed; ${exitCodes.badInput} wrong input, or some files could not be read.`,
};
