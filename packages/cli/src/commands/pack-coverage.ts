/** `fenji pack coverage`: what share of a pack's requirements a machine can decide, by type and grade, and which need people. */

import { countDecidable, decidedBy, type Decidable } from "@fenji/assessment";
import type { Command } from "commander";
import { commandGroup } from "../command-group.ts";
import { findRegime } from "../find-pack.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";
import { textTable } from "../text-table.ts";

export const registerPackCoverage = (program: Command, io: Io): void => {
  commandGroup(program, "pack", io)
    .command("coverage")
    .description(say(io, description))
    .argument("<pack>", say(io, { zh: "编号@版本，或文件夹", en: "id@version, or a folder" }))
    .action(async (named: string, _options: unknown, command: Command) => {
      const { header, requirements } = await findRegime(named);
      const coverage = countDecidable(requirements);
      if (wantsJson(command)) {
        const by = requirements.map((one) => ({ id: one.id, decidedBy: decidedBy(one) }));
        await writeJson(io, { id: header.id, version: header.version, coverage, requirements: by });
      } else await io.stdout.write(textTable(columnsIn(io), coverage.map(cellsOf)));
    });
};

const columnsIn = (io: Io) =>
  [
    { heading: say(io, { zh: "类型", en: "type" }), align: "left" },
    { heading: say(io, { zh: "级别", en: "grade" }), align: "right" },
    { heading: say(io, { zh: "要求", en: "requirements" }), align: "right" },
    { heading: say(io, { zh: "机器可定", en: "by machine" }), align: "right" },
    { heading: say(io, { zh: "机器与人", en: "together" }), align: "right" },
    { heading: say(io, { zh: "只能由人", en: "by people" }), align: "right" },
  ] as const;

const shareOf = (count: number, { requirements }: Decidable): string =>
  `${count} (${((100 * count) / Math.max(1, requirements)).toFixed(0)} %)`;

const cellsOf = (row: Decidable): string[] => [
  row.type,
  String(row.grade),
  String(row.requirements),
  shareOf(row.machine, row),
  shareOf(row.together, row),
  shareOf(row.people, row),
];

const description = {
  zh: "规则包的要求中，机器能判定的、须人补充的、只能由人的各占多少",
  en: "what share of a pack's requirements machines can decide, with people, or people alone",
};
