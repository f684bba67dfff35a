/** `fenji evidence formats`: which formats are read. */

import { readers } from "@fenji/evidence";
import { archiveFormat, questionnaireWorkbook } from "@fenji/intake";
import type { Command } from "commander";
import { commandGroup } from "../command-group.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";
import { textTable } from "../text-table.ts";

export const registerEvidenceFormats = (program: Command, io: Io): void => {
  commandGroup(program, "evidence", io)
    .command("formats")
    .description(
      say(io, {
        zh: "列出能读取的格式（按内容识别，与文件名无关）",
        en: "list the formats that can be read (known by content, not by name)",
      }),
    )
    .action(async (_options: unknown, command: Command) => {
      const formats = [...readers, questionnaireWorkbook, archiveFormat].map(
        ({ format, name, versions, media }) => ({ id: format, ...name, versions, media }),
      );
      if (wantsJson(command)) {
        await writeJson(io, formats);
        return;
      }
      const columns = [
        { heading: say(io, { zh: "格式", en: "format" }), align: "left" },
        { heading: say(io, { zh: "名称", en: "name" }), align: "left" },
      ] as const;
      await io.stdout.write(
        textTable(
          columns,
          formats.map((format) => [format.id, format[io.lang]]),
        ),
      );
    });
};
