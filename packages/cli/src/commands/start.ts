/** `fenji start` in the help: the program's entry starts the node itself, so only a wrong use of it comes here. */

import { AppError } from "@fenji/kernel";
import type { Command } from "commander";
import { say, type Io } from "../io.ts";

export const registerStart = (program: Command, io: Io): void => {
  program
    .command("start")
    .description(say(io, description))
    .addHelpText("after", say(io, afterHelp))
    .action(() => {
      throw new AppError("input.start-alone", {});
    });
};

const description = {
  zh: "启动节点：数据库、接口和网页（同 npm start）；按 Ctrl-C 停止",
  en: "start a node: database, API and page (as npm start does); Ctrl-C stops it",
};

const afterHelp = {
  zh: `
用环境变量设置：FENJI_PORT 端口（8420），FENJI_DATA 数据目录（./data），DATABASE_URL 已有的 PostgreSQL，
FENJI_DEMO=alone 不带演示省主管节点，=0 不带演示数据。其余设置和退出码见 docs/operations/start.md。`,
  en: `
Set by environment variables: FENJI_PORT port (8420), FENJI_DATA data folder (./data), DATABASE_URL a PostgreSQL of
your own, FENJI_DEMO=alone without its supervisor, =0 without the demonstration. More settings and the exit codes: docs/operations/start.md.`,
};
