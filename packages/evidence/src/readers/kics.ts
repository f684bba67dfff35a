/** Reads the JSON results of KICS: queries over infrastructure code and the places where each was answered. */

import { identifierRefs, ownRef, severityOf } from "../finding-refs.ts";
import type { FindingKind } from "../finding-kinds.ts";
import { listReader } from "../list-report.ts";
import { numberAt, objectIn, textAt, valueAt } from "../json-value.ts";
import { codePlace, codeRun, placed } from "./code-run.ts";

const query = "/queries/*";
const words = [
  "query_id",
  "query_name",
  "severity",
  "platform",
  "cwe",
  "category",
  "description",
] as const;

/** Found by its category, or, in results that tell that too late, by the name of the query. */
const isSecret = (category: string | undefined, name: string | undefined): boolean =>
  category === "Secret Management" || (name ?? "").startsWith("Passwords And Secrets");

export const kicsReader = listReader({
  format: "kics",
  name: { zh: "KICS（基础设施代码检查）", en: "KICS (infrastructure code)" },
  versions: ["1", "2"],
  detect: (root) =>
    numberAt(root, "queries_total") !== undefined &&
    (objectIn(valueAt(root, "severity_counters")) !== undefined ||
      numberAt(root, "files_scanned") !== undefined),
  heads: [
    ...words.map((word) => `${query}/${word}`),
    "/kics_version",
    "/end",
    "/total_counter",
    "/files_failed_to_scan",
    "/queries_failed_to_execute",
  ],
  lists: [
    {
      at: `${query}/files/*`,
      after: query,
      take: (file, around) => {
        const said = (word: (typeof words)[number]): string | undefined =>
          textAt(around(`${query}/${word}`));
        const id = said("query_id");
        if (id === undefined) return [{ warning: "id-missing", detail: "query_id" }];
        const secret = isSecret(said("category"), said("query_name"));
        const kinds: FindingKind[] = [secret ? "exposed-secret" : "misconfiguration"];
        const resource = [textAt(file, "resource_type"), textAt(file, "resource_name")];
        const cwe = said("cwe");
        return [
          {
            check: ownRef("kics", id),
            title: said("query_name") ?? id,
            refs: cwe === undefined ? [] : identifierRefs([`CWE-${cwe.replace(/^CWE-/i, "")}`]),
            kinds,
            result: "fail",
            severity: severityOf(said("severity")),
            message: placed(
              codePlace(textAt(file, "file_name"), numberAt(file, "line")),
              resource.filter((part) => part !== undefined && part !== "n/a").join(" "),
              // What was found where a secret lies may be the secret.
              secret ? undefined : textAt(file, "actual_value"),
            ),
          },
        ];
      },
    },
  ],
  run: (around) => {
    const failed = ["/files_failed_to_scan", "/queries_failed_to_execute"].reduce(
      (sum, at) => sum + (numberAt(around(at)) ?? 0),
      0,
    );
    return codeRun(
      { tool: "kics", version: textAt(around("/kics_version")), kinds: ["misconfiguration"] },
      {
        observedAt: textAt(around("/end")) ?? null,
        declared: numberAt(around("/total_counter")),
        complete: failed === 0,
        warnings:
          failed === 0
            ? []
            : [
                {
                  warning: "skipped",
                  at: "/files_failed_to_scan",
                  detail: `not scanned: ${failed}`,
                },
              ],
      },
    );
  },
});
