/** Reads Bandit's JSON: weaknesses in Python code. */

import type { FindingKind } from "../finding-kinds.ts";
import { identifierRefs, ownRef, severityOf } from "../finding-refs.ts";
import { listReader, type ListedFinding, type ListedWarning } from "../list-report.ts";
import type { JsonValue } from "../json-select.ts";
import { numberAt, objectIn, textAt, valueAt } from "../json-value.ts";
import { codePlace, codeRun, placed } from "./code-run.ts";

/** Hard-coded passwords; Bandit quotes the password itself in its words. */
const secretChecks: ReadonlySet<string> = new Set(["B105", "B106", "B107"]);

const findingOf = (found: JsonValue): ListedFinding | ListedWarning => {
  const id = textAt(found, "test_id");
  if (id === undefined) return { warning: "id-missing", detail: "test_id" };
  const secret = secretChecks.has(id);
  const kinds: FindingKind[] = secret ? ["code-weakness", "exposed-secret"] : ["code-weakness"];
  const confidence = textAt(found, "issue_confidence");
  const cwe = numberAt(found, "issue_cwe", "id");
  return {
    check: ownRef("bandit", id),
    title: textAt(found, "test_name") ?? id,
    refs: cwe === undefined ? [] : identifierRefs([`CWE-${cwe}`]),
    kinds,
    result: "fail",
    severity: severityOf(textAt(found, "issue_severity")),
    message: placed(
      codePlace(textAt(found, "filename"), numberAt(found, "line_number")),
      secret ? undefined : textAt(found, "issue_text"),
      confidence === undefined ? undefined : `confidence ${confidence.toLowerCase()}`,
    ),
  };
};

export const banditReader = listReader({
  format: "bandit",
  name: { zh: "Bandit（Python 代码检查）", en: "Bandit (Python code)" },
  versions: ["1"],
  detect: (root) =>
    textAt(root, "generated_at") !== undefined &&
    (objectIn(valueAt(root, "metrics", "_totals")) !== undefined ||
      textAt(root, "results", 0, "test_id") !== undefined),
  heads: ["/generated_at"],
  lists: [
    { at: "/results/*", take: (found) => [findingOf(found)] },
    {
      at: "/errors/*",
      take: (error) => [
        {
          check: "bandit:error",
          title: "not checked",
          kinds: [],
          result: "error",
          message: placed(textAt(error, "filename"), textAt(error, "reason")),
        },
      ],
    },
  ],
  left: ["/results/*/code"],
  run: (around, { errors }) =>
    codeRun(
      { tool: "bandit", kinds: ["code-weakness"] },
      { observedAt: textAt(around("/generated_at")) ?? null, complete: errors === 0 },
    ),
});
