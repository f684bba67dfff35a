/** Reads Checkov's JSON: checks of infrastructure code, passed, failed and skipped, one report per framework. */

import type { FindingKind } from "../finding-kinds.ts";
import { identifierRef, ownRef, severityOf } from "../finding-refs.ts";
import {
  listReader,
  type FindingList,
  type ListedFinding,
  type ListedRun,
} from "../list-report.ts";
import type { JsonValue } from "../json-select.ts";
import { numberAt, objectIn, textAt, valueAt } from "../json-value.ts";
import type { ObservationResult } from "../observation.ts";
import { folderSubject } from "../subjects.ts";
import { codePlace, codeRun, placed } from "./code-run.ts";

const lists = {
  passed_checks: "pass",
  failed_checks: "fail",
  skipped_checks: "info",
} as const satisfies Record<string, ObservationResult>;

const kindOf = (checkType: string): FindingKind => {
  if (checkType === "secrets") return "exposed-secret";
  if (checkType.startsWith("sca_")) return "vulnerable-component";
  return checkType.startsWith("sast") ? "code-weakness" : "misconfiguration";
};

/** The folder that was scanned: the absolute path of a file without its path inside. */
const folderOf = (check: JsonValue): string | undefined => {
  const whole = textAt(check, "file_abs_path");
  const inside = textAt(check, "repo_file_path") ?? textAt(check, "file_path");
  if (whole === undefined || inside === undefined || !whole.endsWith(inside)) return undefined;
  const folder = whole.slice(0, whole.length - inside.length);
  return folder === "" ? undefined : folder;
};

/** Of a secret only its place is told: for Checkov's scanner of secrets, `resource` is a hash and the code is left out. */
const findingOf = (check: JsonValue, list: keyof typeof lists): ListedFinding | undefined => {
  const id = textAt(check, "check_id");
  if (id === undefined) return undefined;
  const own = textAt(check, "bc_check_id");
  const vulnerability = textAt(check, "vulnerability_details", "id");
  const skipped = textAt(check, "check_result", "suppress_comment");
  const where = codePlace(textAt(check, "file_path"), numberAt(check, "file_line_range", 0));
  const folder = folderOf(check);
  return {
    ...(folder === undefined ? {} : { subject: folderSubject("checkov", folder) }),
    check: identifierRef(vulnerability ?? id) ?? ownRef("checkov", id),
    title: textAt(check, "check_name") ?? id,
    refs: own === undefined ? [] : [ownRef("prisma", own)],
    result: lists[list],
    severity: severityOf(textAt(check, "severity")),
    message: placed(
      list === "skipped_checks" ? `skipped: ${skipped ?? ""}`.trim() : undefined,
      where,
      textAt(check, "resource"),
    ),
  };
};

const listUnder = (base: string, list: keyof typeof lists): FindingList => ({
  at: `${base}/results/${list}/*`,
  take: (check) => {
    const finding = findingOf(check, list);
    return [finding ?? { warning: "id-missing", detail: "check_id" }];
  },
});

const under = (base: string): FindingList[] => [
  listUnder(base, "passed_checks"),
  listUnder(base, "failed_checks"),
  listUnder(base, "skipped_checks"),
  {
    at: `${base}/results/parsing_errors/*`,
    take: (file) => [{ warning: "skipped", detail: `not parsed: ${textAt(file) ?? "?"}` }],
  },
];

const heads = (base: string): string[] => [
  `${base}/check_type`,
  `${base}/summary`,
  `${base}/checkov_version`,
];

/** Where nothing was there to check, Checkov writes the summary alone. */
const isReport = (root: JsonValue | undefined): boolean =>
  (textAt(root, "check_type") !== undefined && objectIn(valueAt(root, "results")) !== undefined) ||
  (textAt(root, "checkov_version") !== undefined && numberAt(root, "failed") !== undefined);

export const checkovReader = listReader({
  format: "checkov",
  name: { zh: "Checkov（基础设施代码检查）", en: "Checkov (infrastructure code)" },
  versions: ["1", "2", "3"],
  detect: (root) => isReport(root) || isReport(valueAt(root, 0)),
  heads: [...heads(""), ...heads("/#")],
  lists: [...under(""), ...under("/#")],
  left: ["", "/#"].flatMap((base) =>
    Object.keys(lists).flatMap((list) => [
      `${base}/results/${list}/*/code_block`,
      `${base}/results/${list}/*/fixed_definition`,
      `${base}/results/${list}/*/evaluations`,
      `${base}/results/${list}/*/connected_node`,
      `${base}/results/${list}/*/breadcrumbs`,
    ]),
  ),
  groups: ["", "/#"],
  run: (around, { path }): ListedRun | undefined => {
    const base = path.length === 0 ? "" : "/#";
    const summary = around(`${base}/summary`);
    const checkType = textAt(around(`${base}/check_type`));
    const version = textAt(summary, "checkov_version") ?? textAt(around(`${base}/checkov_version`));
    if (checkType === undefined && version === undefined) return undefined;
    if (checkType === undefined)
      return codeRun(
        { tool: "checkov", version, kinds: [], scope: null },
        { warnings: [{ warning: "no-results", at: "1:1", detail: "check_type" }] },
      );
    const broken = (numberAt(summary, "parsing_errors") ?? 0) > 0;
    return codeRun(
      {
        tool: "checkov",
        version,
        kinds: [kindOf(checkType)],
        scope: `checkov:${checkType.replaceAll(/\s+/g, "-")}`,
      },
      { declared: numberAt(summary, "failed"), complete: !broken },
    );
  },
});
