/** Reads hadolint's JSON: rules for container build files, and ShellCheck's for the shell inside them. */

import { ownRef, severityOf } from "../finding-refs.ts";
import { listReader } from "../list-report.ts";
import { numberAt, textAt, valueAt } from "../json-value.ts";
import { codePlace, codeRun, placed } from "./code-run.ts";

export const hadolintReader = listReader({
  format: "hadolint",
  name: { zh: "hadolint（容器构建文件）", en: "hadolint (container build files)" },
  versions: ["1", "2"],
  detect: (root) =>
    /^(?:DL|SC)\d{4}$/.test(textAt(root, 0, "code") ?? "") &&
    textAt(root, 0, "level") !== undefined &&
    valueAt(root, 0, "file") !== undefined,
  heads: [],
  lists: [
    {
      at: "/#",
      take: (found) => {
        const code = textAt(found, "code");
        if (code === undefined) return [{ warning: "id-missing", detail: "code" }];
        return [
          {
            check: ownRef(code.startsWith("SC") ? "shellcheck" : "hadolint", code),
            title: textAt(found, "message") ?? code,
            result: "fail",
            severity: severityOf(textAt(found, "level")),
            message: placed(codePlace(textAt(found, "file"), numberAt(found, "line"))),
          },
        ];
      },
    },
  ],
  run: () => codeRun({ tool: "hadolint", kinds: ["misconfiguration"] }),
});
