/** Reads Conftest's JSON: what policies say of configuration files; rules have names only as far as the policies give them. */

import { ownRef, severityOf } from "../finding-refs.ts";
import { listReader, type FindingList } from "../list-report.ts";
import type { JsonValue } from "../json-select.ts";
import { numberAt, textAt, valueAt } from "../json-value.ts";
import { codeRun, placed } from "./code-run.ts";

/** The policy's own id where its metadata give one, else the rule that answered. */
const checkOf = (said: JsonValue, namespace: string): string => {
  const id =
    textAt(said, "metadata", "id") ??
    textAt(said, "metadata", "code") ??
    textAt(said, "metadata", "details", "id");
  const query = textAt(said, "metadata", "query")?.replace(/^data\./, "");
  return ownRef("conftest", id ?? query ?? namespace);
};

const listOf = (name: string, severity: string | undefined): FindingList => ({
  at: `/#/${name}/*`,
  take: (said, around) => [
    {
      check: checkOf(said, textAt(around("/#/namespace")) ?? "main"),
      title: textAt(said, "msg") ?? null,
      result: name === "exceptions" ? "info" : "fail",
      severity: severityOf(textAt(said, "metadata", "severity") ?? severity),
      message: placed(
        name === "exceptions" ? "exception" : undefined,
        textAt(around("/#/filename")),
        textAt(said, "msg"),
      ),
    },
  ],
});

const looksRight = (first: JsonValue | undefined): boolean =>
  textAt(first, "filename") !== undefined &&
  valueAt(first, "filePath") === undefined &&
  (numberAt(first, "successes") !== undefined ||
    Array.isArray(valueAt(first, "failures")) ||
    Array.isArray(valueAt(first, "warnings"))) &&
  valueAt(first, "messages") === undefined;

export const conftestReader = listReader({
  format: "conftest",
  name: { zh: "Conftest（配置策略检查）", en: "Conftest (policies over configuration)" },
  versions: ["0"],
  detect: (root) => looksRight(valueAt(root, 0)),
  heads: ["/#/filename", "/#/namespace"],
  lists: [
    listOf("failures", undefined),
    listOf("warnings", "warning"),
    listOf("exceptions", undefined),
    {
      // Rules that passed are only counted: they have no names.
      at: "/#/successes",
      take: (count, around) =>
        typeof count === "number" && count > 0
          ? [
              {
                check: ownRef("conftest", textAt(around("/#/namespace")) ?? "main"),
                result: "info",
                message: placed(textAt(around("/#/filename")), `passed, without names: ${count}`),
              },
            ]
          : [],
    },
    {
      at: "/#/skipped/*",
      take: () => [{ warning: "skipped", detail: "skipped" }],
    },
  ],
  run: () => codeRun({ tool: "conftest", kinds: ["misconfiguration"] }),
});
