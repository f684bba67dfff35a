/** Tells what Trivy's scanners find in one result: vulnerabilities, settings, secrets, licences, and what its users ignore. */

import { componentFinding } from "../component-finding.ts";
import { ownRef, severityOf } from "../finding-refs.ts";
import type { FindingKind } from "../finding-kinds.ts";
import type { Listed, ListedFinding } from "../list-report.ts";
import type { JsonValue } from "../json-select.ts";
import { numberAt, objectIn, textAt, textsAt, valueAt } from "../json-value.ts";
import type { ObservationResult } from "../observation.ts";
import { codePlace, placed } from "./code-run.ts";
import { wordTable } from "../word-table.ts";

/** One scope for each of Trivy's scanners, since a report may come from any of them alone. */
export const trivyParts = {
  vuln: { scope: "trivy:vuln", kinds: ["vulnerable-component"] },
  misconfig: { scope: "trivy:misconfig", kinds: ["misconfiguration"] },
  secret: { scope: "trivy:secret", kinds: ["exposed-secret"] },
  license: { scope: "trivy:license", kinds: [] },
} as const satisfies Record<string, { scope: string; kinds: readonly FindingKind[] }>;

export type TrivyPart = keyof typeof trivyParts;

const missing = (detail: string): Listed => ({ warning: "id-missing", detail });

/** The highest base score that any source gives. */
const scoreOf = (vulnerability: JsonValue): number | undefined => {
  const scores = Object.values(objectIn(valueAt(vulnerability, "CVSS")) ?? {}).flatMap(
    (one) => numberAt(one, "V3Score") ?? numberAt(one, "V2Score") ?? [],
  );
  return scores.length === 0 ? undefined : Math.max(...scores);
};

export const trivyVulnerability = (found: JsonValue, target: string | undefined): Listed => {
  const id = textAt(found, "VulnerabilityID");
  if (id === undefined) return missing("VulnerabilityID");
  const fixed = textAt(found, "FixedVersion");
  const where = textAt(found, "PkgPath") ?? target;
  return {
    part: "vuln" satisfies TrivyPart,
    ...componentFinding({
      scheme: "trivy",
      id,
      aliases: [...textsAt(found, "VendorIDs"), ...textsAt(found, "CweIDs")],
      component: textAt(found, "PkgName") ?? "?",
      version: textAt(found, "InstalledVersion"),
      purl: textAt(found, "PkgIdentifier", "PURL"),
      severity: textAt(found, "Severity"),
      score: scoreOf(found),
      title: textAt(found, "Title"),
      fixed: fixed === undefined ? [] : [fixed],
      description: placed(where, textAt(found, "Description")),
    }),
  };
};

const settingResults = wordTable<ObservationResult>({
  FAIL: "fail",
  PASS: "pass",
  EXCEPTION: "info",
});

export const trivySetting = (found: JsonValue, target: string | undefined): Listed => {
  const id = textAt(found, "ID") ?? textAt(found, "AVDID");
  if (id === undefined) return missing("ID");
  const status = textAt(found, "Status") ?? "FAIL";
  const result = settingResults[status];
  if (result === undefined) return { warning: "result-unknown", detail: status };
  const avd = textAt(found, "AVDID");
  return {
    part: "misconfig" satisfies TrivyPart,
    check: ownRef("trivy", id),
    title: textAt(found, "Title") ?? id,
    refs: avd === undefined ? [] : [ownRef("avd", avd)],
    kinds: trivyParts.misconfig.kinds,
    result,
    severity: severityOf(textAt(found, "Severity")),
    message: placed(
      codePlace(target, numberAt(found, "CauseMetadata", "StartLine")),
      result === "info" ? "exception" : undefined,
      textAt(found, "CauseMetadata", "Resource"),
      textAt(found, "Message"),
    ),
  };
};

/** Only rule and place: what was found is the secret. */
export const trivySecret = (found: JsonValue, target: string | undefined): Listed => {
  const rule = textAt(found, "RuleID");
  if (rule === undefined) return missing("RuleID");
  return {
    part: "secret" satisfies TrivyPart,
    check: ownRef("trivy-secret", rule),
    title: textAt(found, "Title") ?? rule,
    kinds: trivyParts.secret.kinds,
    result: "fail",
    severity: severityOf(textAt(found, "Severity")),
    message: codePlace(target, numberAt(found, "StartLine")),
  };
};

/** A licence is a fact; whether it is allowed is the firm's to say. */
export const trivyLicence = (found: JsonValue, target: string | undefined): Listed => {
  const name = textAt(found, "Name");
  if (name === undefined) return missing("Name");
  const component = textAt(found, "PkgName") ?? textAt(found, "FilePath") ?? target;
  return {
    part: "license" satisfies TrivyPart,
    check: ownRef("license", name),
    title: component === undefined ? name : `${name}: ${component}`,
    kinds: [],
    result: "info",
    severity: severityOf(textAt(found, "Severity")),
    message: placed(textAt(found, "Category")),
  };
};

const tellers = wordTable<(found: JsonValue, target: string | undefined) => Listed>({
  vulnerability: trivyVulnerability,
  misconfiguration: trivySetting,
  secret: trivySecret,
  license: trivyLicence,
});

/** What an ignore file or a VEX statement took out of the result. */
export const trivyIgnored = (modified: JsonValue, target: string | undefined): Listed => {
  const type = textAt(modified, "Type") ?? "";
  const tell = tellers[type];
  if (tell === undefined) return { warning: "result-unknown", detail: type };
  const told = tell(valueAt(modified, "Finding") ?? null, target);
  if (!("check" in told)) return told;
  const why = placed(
    textAt(modified, "Status") ?? "ignored",
    textAt(modified, "Statement"),
    textAt(modified, "Source"),
  );
  return { ...told, result: "info", message: placed(why, told.message ?? undefined) };
};

/** Trivy looks up when the maker of the operating system stops mending it. */
export const endOfLife = (os: JsonValue): readonly ListedFinding[] =>
  valueAt(os, "EOSL") === true
    ? [
        {
          part: "vuln" satisfies TrivyPart,
          check: "trivy:os-end-of-life",
          title: placed(textAt(os, "Family"), textAt(os, "Name")),
          kinds: ["unsupported-software"],
          result: "fail",
        },
      ]
    : [];
