/** Reads TruffleHog's JSON lines (versions 2 and 3): secrets told by detector and place, never by what they are. */

import { ownRef } from "../finding-refs.ts";
import { listReader, type ListedFinding, type ListedWarning } from "../list-report.ts";
import type { JsonObject, JsonValue } from "../json-select.ts";
import { numberAt, objectIn, textAt, valueAt } from "../json-value.ts";
import type { Subject } from "../observation.ts";
import { imageSubject, repositorySubject } from "../subjects.ts";
import { codePlace, codeRun, placed } from "./code-run.ts";

/** Version 3 names the source by one member, e.g. `{"Git": {…}}` or `{"Docker": {…}}`. */
const sourceOf = (found: JsonValue): JsonObject | undefined => {
  const data = objectIn(valueAt(found, "SourceMetadata", "Data"));
  return objectIn(Object.values(data ?? {})[0]);
};

const subjectOf = (source: JsonObject | undefined): Subject | undefined => {
  const repository = textAt(source, "repository");
  if (repository !== undefined) return repositorySubject(repository);
  const image = textAt(source, "image");
  if (image === undefined) return undefined;
  const tag = textAt(source, "tag");
  return imageSubject({
    name: tag === undefined ? image : `${image}:${tag}`,
    digest: tag?.startsWith("sha256:") ? tag : undefined,
  });
};

const third = (found: JsonValue, detector: string): ListedFinding => {
  const source = sourceOf(found);
  const subject = subjectOf(source);
  const commit = textAt(source, "commit");
  const verified = valueAt(found, "Verified") === true;
  return {
    ...(subject === undefined ? {} : { subject }),
    check: ownRef("trufflehog", detector),
    title: detector,
    result: "fail",
    message: placed(
      codePlace(textAt(source, "file"), numberAt(source, "line")),
      commit === undefined ? undefined : `commit ${commit.slice(0, 64)}`,
      verified ? "verified: it works" : "not verified",
    ),
  };
};

const second = (found: JsonValue, reason: string): ListedFinding => {
  const commit = textAt(found, "commitHash");
  return {
    check: ownRef("trufflehog", reason),
    title: reason,
    result: "fail",
    message: placed(
      textAt(found, "path"),
      commit === undefined ? undefined : `commit ${commit.slice(0, 64)}`,
      textAt(found, "branch"),
    ),
  };
};

/** Its log, which some write into the same file, is no finding. */
const isLog = (found: JsonValue): boolean =>
  textAt(found, "level") !== undefined && textAt(found, "logger") === "trufflehog";

const findingOf = (found: JsonValue): readonly (ListedFinding | ListedWarning)[] => {
  if (isLog(found)) return [];
  const detector = textAt(found, "DetectorName");
  if (detector !== undefined) return [third(found, detector)];
  const reason = textAt(found, "reason");
  if (reason !== undefined) return [second(found, reason)];
  return [{ warning: "id-missing", detail: "DetectorName" }];
};

const isSecond = (first: JsonValue): boolean =>
  textAt(first, "reason") !== undefined &&
  (textAt(first, "commitHash") !== undefined || valueAt(first, "stringsFound") !== undefined) &&
  valueAt(first, "branch") !== undefined;

export const trufflehogReader = listReader({
  format: "trufflehog",
  name: { zh: "TruffleHog（泄密检查）", en: "TruffleHog (secrets)" },
  versions: ["2", "3"],
  sequence: true,
  detect: (root) =>
    (textAt(root, "DetectorName") !== undefined && valueAt(root, "SourceMetadata") !== undefined) ||
    isSecond(root) ||
    isLog(root),
  heads: [],
  lists: [{ at: "/#", take: findingOf }],
  left: [
    "/#/Raw",
    "/#/RawV2",
    "/#/Redacted",
    "/#/ExtraData",
    "/#/StructuredData",
    "/#/diff",
    "/#/printDiff",
    "/#/stringsFound",
    "/#/commit",
  ],
  run: () => codeRun({ tool: "trufflehog", kinds: ["exposed-secret"] }),
});
