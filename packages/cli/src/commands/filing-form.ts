/** `fenji filing form`: a filing as a Word document, field by field in the order of entry. */

import { writeFile } from "node:fs/promises";
import { downloadFilingForm, getFilingForm } from "@fenji/contract";
import { fileError } from "@fenji/intake";
import type { Command } from "commander";
import { commandGroup } from "../command-group.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";
import { nodeClient, nodeText } from "../node-client.ts";

interface Options {
  readonly enterprise: string;
  readonly out: string | undefined;
  readonly node: string;
}

export const registerFilingForm = (program: Command, io: Io): void => {
  commandGroup(program, "filing", io)
    .command("form")
    .description(say(io, description))
    .argument("<filing>", say(io, { zh: "报送编号", en: "id of the filing" }))
    .requiredOption("--enterprise <id>", say(io, { zh: "企业编号", en: "id of the enterprise" }))
    .option(
      "--out <file>",
      say(io, {
        zh: "写成 DOCX；不写则在终端显示",
        en: "write a DOCX; without it the form is shown",
      }),
    )
    .option("--node <url>", say(io, nodeText), io.nodeUrl)
    .action(async (filingId: string, options: Options, command: Command) => {
      const client = nodeClient(io, options.node);
      const path = { enterpriseId: options.enterprise, filingId };
      const { out } = options;
      if (out !== undefined) {
        const query = { language: io.lang };
        const bytes = await client.call(downloadFilingForm, { path, query });
        await writeFile(out, bytes).catch((error: unknown) => {
          throw fileError(error, out);
        });
        return io.stdout.write(`${out}\n`);
      }
      const form = await client.call(getFilingForm, { path });
      if (wantsJson(command)) return writeJson(io, form);
      const lines = form.sections.flatMap(({ title, fields }) => [
        "",
        say(io, title),
        ...fields.map(({ n, label, value }) => `${n}\t${say(io, label)}\t${say(io, value)}`),
      ]);
      await io.stdout.write(
        `${[say(io, form.title), say(io, form.status), ...lines].join("\n")}\n`,
      );
    });
};

const description = {
  zh: "一次报送的转录表：逐字段、按录入顺序，可存为 DOCX",
  en: "a filing field by field in the order of entry; as DOCX with --out",
};
