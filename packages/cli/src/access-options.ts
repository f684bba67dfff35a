/** The options that the commands on access share. */

import { resolve } from "node:path";
import { Option } from "commander";
import { say, type Io } from "./io.ts";
import { executors } from "@fenji/intake";

const examples = resolve(import.meta.dirname, "../../../examples/access");

/** What is served and checked where no folder is named. */
export const exampleAccess = {
  policies: resolve(examples, "policies"),
  entities: resolve(examples, "entities.json"),
} as const;

export const executorOption = (io: Io): Option =>
  new Option(
    "--executor <executor>",
    say(io, {
      zh: "由谁决策：both 两者并且必须一致，compiled 编译后的规则，reference Cedar 的参考实现",
      en: "who decides: both, which must agree; compiled, the compiled rules; reference, Cedar's own engine",
    }),
  )
    .choices(executors)
    .default("both");
