/** Reads Gitleaks' JSON: secrets in a repository and its history, told by rule and place, never by what they are. */

import { ownRef } from "../finding-refs.ts";
import { listReader, type ListedFinding, type ListedWarning } from "../list-report.ts";
import type { JsonValue } from "../json-select.ts";
import { numberAt, textAt, valueAt } from "../json-value.ts";
import { repositorySubject } from "../subjects.ts";
import { codePlace, codeRun, placed } from "./code-run.ts";

/** The repository of a link to a line of it, e.g. `https://git.example/plant/hmi/blob/74d53286/conf/aws.tf#L2`. */
const repositoryOf = (link: string | undefined): string | undefined => {
  const end = link?.search(/\/(?:-\/)?(?:blob|src|tree|commit)\//) ?? -1;
  return link === undefined || end < 0 ? undefined : link.slice(0, end);
};

const findingOf = (leak: JsonValue): ListedFinding | ListedWarning => {
  const rule = textAt(leak, "RuleID");
  if (rule === undefined) return { warning: "id-missing", detail: "RuleID" };
  const repository = repositoryOf(textAt(leak, "Link"));
  const commit = textAt(leak, "Commit");
  return {
    ...(repository === undefined ? {} : { subject: repositorySubject(repository) }),
    check: ownRef("gitleaks", rule),
    title: rule,
    result: "fail",
    message: placed(
      codePlace(textAt(leak, "File"), numberAt(leak, "StartLine")),
      commit === undefined ? undefined : `commit ${commit.slice(0, 64)}`,
    ),
  };
};

export const gitleaksReader = listReader({
  format: "gitleaks",
  name: { zh: "Gitleaks（代码库泄密检查）", en: "Gitleaks (secrets in repositories)" },
  versions: ["8"],
  detect: (root) =>
    textAt(root, 0, "RuleID") !== undefined &&
    textAt(root, 0, "File") !== undefined &&
    typeof valueAt(root, 0, "Secret") === "string",
  heads: [],
  lists: [{ at: "/#", take: (leak) => [findingOf(leak)] }],
  left: ["/#/Secret", "/#/Match", "/#/Line", "/#/Message"],
  run: () => codeRun({ tool: "gitleaks", kinds: ["exposed-secret"] }),
});
