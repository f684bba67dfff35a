/** Reads Semgrep's JSON: weaknesses, secrets and vulnerable dependencies that its rules found in source code. */

import type { FindingKind } from "../finding-kinds.ts";
import { identifierRefs, ownRef, severityOf } from "../finding-refs.ts";
import { listReader, type ListedFinding, type ListedWarning } from "../list-report.ts";
import type { JsonValue } from "../json-select.ts";
import { numberAt, objectIn, textAt, textsAt, valueAt } from "../json-value.ts";
import { codePlace, codeRun, placed } from "./code-run.ts";

const kindOf = (id: string, extra: JsonValue | undefined): FindingKind => {
  if (objectIn(valueAt(extra, "sca_info")) !== undefined) return "vulnerable-component";
  const secret =
    /(?:^|[.-])(?:secrets?|gitleaks)(?:[.-]|$)/.test(id.slice(0, 300)) ||
    textAt(extra, "validation_state") === "CONFIRMED_VALID" ||
    objectIn(valueAt(extra, "historical_info")) !== undefined;
  return secret ? "exposed-secret" : "code-weakness";
};

/** `CWE-78: Improper Neutralization…`, one or a list of them. */
const cweOf = (metadata: JsonValue | undefined): string[] =>
  [...textsAt(metadata, "cwe"), textAt(metadata, "cwe") ?? ""].map(
    (text) => text.split(":")[0] ?? "",
  );

const findingOf = (result: JsonValue): ListedFinding | ListedWarning => {
  const id = textAt(result, "check_id");
  if (id === undefined) return { warning: "id-missing", detail: "check_id" };
  const extra = valueAt(result, "extra");
  const metadata = valueAt(extra, "metadata");
  const kind = kindOf(id, extra);
  const ignored = valueAt(extra, "is_ignored") === true;
  return {
    check: ownRef("semgrep", id),
    title: id.split(".").at(-1) ?? id,
    refs: identifierRefs([
      ...cweOf(metadata),
      textAt(metadata, "sca-vuln-database-identifier") ?? "",
    ]),
    kinds: [kind],
    result: ignored ? "info" : "fail",
    severity: severityOf(textAt(extra, "severity")),
    message: placed(
      ignored ? "ignored" : undefined,
      codePlace(textAt(result, "path"), numberAt(result, "start", "line")),
      // A rule for secrets may put what it found into its words.
      kind === "exposed-secret" ? undefined : textAt(extra, "message"),
    ),
  };
};

const errorOf = (error: JsonValue): ListedFinding | ListedWarning => {
  const type = textAt(error, "type") ?? textAt(error, "type", 0) ?? "unknown";
  const where = placed(textAt(error, "path"), textAt(error, "message"));
  if (textAt(error, "level") !== "error")
    return { warning: "skipped", detail: `${type}: ${where}` };
  return {
    check: ownRef("semgrep-error", type),
    title: type,
    kinds: [],
    result: "error",
    message: where,
  };
};

export const semgrepReader = listReader({
  format: "semgrep",
  name: { zh: "Semgrep（源代码检查）", en: "Semgrep (source code)" },
  versions: ["0", "1"],
  detect: (root) =>
    Array.isArray(valueAt(root, "results")) &&
    (textAt(root, "results", 0, "check_id") !== undefined ||
      (Array.isArray(valueAt(root, "paths", "scanned")) && Array.isArray(valueAt(root, "errors")))),
  heads: ["/version"],
  lists: [
    { at: "/results/*", take: (result) => [findingOf(result)] },
    { at: "/errors/*", take: (error) => [errorOf(error)] },
  ],
  left: [
    "/results/*/extra/dataflow_trace",
    "/results/*/extra/metavars",
    "/results/*/extra/lines",
    "/results/*/extra/fix",
    "/errors/*/spans",
  ],
  run: (around, { errors }) =>
    codeRun(
      { tool: "semgrep", version: textAt(around("/version")), kinds: ["code-weakness"] },
      { complete: errors === 0 },
    ),
});
