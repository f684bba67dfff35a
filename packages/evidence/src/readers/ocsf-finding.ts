/** What one OCSF event of the category Findings says: class, result, severity, subject and identifiers. */

import { nistRef } from "../compliance-refs.ts";
import type { FindingKind } from "../finding-kinds.ts";
import {
  identifierRef,
  identifierRefs,
  ownRef,
  severityOf,
  severityOfScore,
} from "../finding-refs.ts";
import { hostSubject } from "../host-subject.ts";
import type { JsonValue } from "../json-select.ts";
import { listAt, numberAt, objectIn, textAt, valueAt } from "../json-value.ts";
import type { CheckRef, ObservationResult, Severity, Subject } from "../observation.ts";
import type { HeldFinding } from "../report-writer.ts";
import { accountSubject, imageSubject } from "../subjects.ts";
import { epochTime } from "../tool-times.ts";
import { slug } from "../tool-words.ts";
import { frameworkRefs } from "./cloud-refs.ts";
import { prowlerResults } from "./prowler-csv.ts";

/** Security, vulnerability, compliance, detection, incident, data security and application security findings. */
export const isOcsfFinding = (event: JsonValue | undefined): boolean => {
  const uid = numberAt(event, "class_uid");
  return (
    uid !== undefined &&
    uid >= 2001 &&
    uid <= 2007 &&
    objectIn(valueAt(event, "metadata")) !== undefined
  );
};

/** The device, else the image, else the account; undefined where the event names none. */
export const ocsfSubject = (event: JsonValue): Subject | undefined => {
  const device = valueAt(event, "device");
  if (objectIn(device) !== undefined) {
    const { subject } = hostSubject({
      machineIds: [textAt(device, "uid") ?? ""],
      macs: [textAt(device, "mac") ?? ""],
      names: [textAt(device, "hostname") ?? "", textAt(device, "name") ?? ""],
      addresses: [textAt(device, "ip") ?? ""],
    });
    if (subject.id !== "host:unnamed") return subject;
  }
  const [resource] = listAt(event, "resources");
  const name = textAt(resource, "name") ?? textAt(resource, "uid");
  const digest = /sha256:[0-9a-f]{64}/i.exec(textAt(resource, "uid") ?? "")?.[0];
  if (digest !== undefined && name !== undefined) return imageSubject({ name, digest });
  const account = textAt(event, "cloud", "account", "uid");
  const provider = textAt(event, "cloud", "provider") ?? "cloud";
  if (account !== undefined) return accountSubject(provider, account);
  const uid = textAt(resource, "uid") ?? name;
  return uid === undefined ? undefined : accountSubject("resource", uid);
};

/** `status_code` is what compliance tools write; else the verdict of the class, else the life of the finding. */
const judged = (event: JsonValue): readonly [ObservationResult, string | undefined] | undefined => {
  const life = (textAt(event, "status") ?? "").toLowerCase();
  const lifeId = numberAt(event, "status_id");
  if (life === "suppressed" || lifeId === 3) return ["info", "suppressed by decision"];
  if (life === "archived" || lifeId === 5) return ["info", "archived"];
  const code = textAt(event, "status_code");
  const told = code === undefined ? undefined : prowlerResults[code.toUpperCase()];
  if (told !== undefined) return [told, code === "MANUAL" ? "left to a person" : undefined];
  const compliance = valueAt(event, "compliance");
  if (objectIn(compliance) !== undefined && numberAt(event, "class_uid") === 2003) {
    const word = (textAt(compliance, "status") ?? "").toLowerCase();
    const id = numberAt(compliance, "status_id");
    if (word === "pass" || id === 1) return ["pass", undefined];
    if (word === "fail" || id === 3) return ["fail", undefined];
    if (word === "warning" || id === 2) return ["info", "warning"];
    return word === "unknown" || id === 0 ? ["error", "the check gave no result"] : undefined;
  }
  if (life === "resolved" || lifeId === 4 || numberAt(event, "activity_id") === 3)
    return ["pass", "resolved"];
  return ["fail", undefined];
};

const severities: readonly (Severity | null)[] = [
  null,
  "none",
  "low",
  "medium",
  "high",
  "critical",
  "critical",
];

const severityIn = (event: JsonValue): Severity | null =>
  severityOf(textAt(event, "severity")) ?? severities[numberAt(event, "severity_id") ?? 0] ?? null;

const kindsOf = (event: JsonValue, subject: Subject): FindingKind[] => {
  const uid = numberAt(event, "class_uid");
  if (uid === 2002)
    return [subject.kind === "host" ? "host-vulnerability" : "vulnerable-component"];
  if (uid === 2003 || textAt(event, "status_code") !== undefined) return ["misconfiguration"];
  return listAt(event, "malware").length > 0 ? ["malware"] : [];
};

const infoOf = (event: JsonValue): JsonValue =>
  valueAt(event, "finding_info") ?? valueAt(event, "finding") ?? null;

const checkOf = (event: JsonValue, product: string): CheckRef | undefined => {
  const info = infoOf(event);
  const id =
    textAt(event, "metadata", "event_code") ??
    textAt(event, "compliance", "control") ??
    textAt(info, "analytic", "uid") ??
    textAt(info, "analytic", "name") ??
    textAt(info, "title");
  return id === undefined
    ? undefined
    : ownRef(product === "prowler" ? "prowler" : `ocsf:${product}`, id);
};

const refsOf = (event: JsonValue): CheckRef[] => {
  const provider = textAt(event, "cloud", "provider") ?? "cloud";
  const refs: CheckRef[] = [];
  const frameworks = objectIn(valueAt(event, "unmapped", "compliance")) ?? {};
  for (const [framework, clauses] of Object.entries(frameworks))
    refs.push(
      ...frameworkRefs(
        provider,
        framework,
        listAt(clauses).flatMap((one) => textAt(one) ?? []),
      ),
    );
  for (const requirement of listAt(event, "compliance", "requirements")) {
    const text = textAt(requirement) ?? "";
    const ref = identifierRef(text) ?? nistRef(text);
    if (ref !== undefined) refs.push(ref);
  }
  return refs.slice(0, 60);
};

export const ocsfTime = (event: JsonValue): string | null =>
  epochTime(numberAt(event, "time")) ?? textAt(event, "time_dt") ?? null;

/** The findings of one event: a vulnerability finding may name several; or the member that could not be used. */
export const ocsfFindings = (
  at: string,
  event: JsonValue,
  subject: Subject,
): readonly HeldFinding[] | string => {
  const product = slug(textAt(event, "metadata", "product", "name") ?? "unnamed");
  const said = judged(event);
  if (said === undefined) return "compliance.status";
  const [result, note] = said;
  const resources = listAt(event, "resources")
    .slice(0, 5)
    .flatMap((one) => textAt(one, "uid") ?? textAt(one, "name") ?? []);
  const words = [note, ...resources, textAt(event, "status_detail") ?? textAt(event, "message")];
  const base = {
    title: textAt(infoOf(event), "title") ?? textAt(event, "message") ?? null,
    kinds: kindsOf(event, subject),
    result,
    severity: severityIn(event),
    observedAt: ocsfTime(event),
    message: words.flatMap((word) => word ?? []).join("\n"),
  };
  const vulnerabilities = listAt(event, "vulnerabilities").map((one, index) =>
    vulnerabilityOf(one, `${at}/vulnerabilities/${index}`),
  );
  if (vulnerabilities.length > 0)
    return vulnerabilities.flatMap((one) =>
      one === undefined ? [] : [{ ...base, ...one, severity: one.severity ?? base.severity }],
    );
  const check = checkOf(event, product);
  return check === undefined ? "finding_info" : [{ ...base, check, refs: refsOf(event), at }];
};

const vulnerabilityOf = (
  vulnerability: JsonValue,
  at: string,
):
  | { check: CheckRef; refs: CheckRef[]; title: string; severity: Severity | null; at: string }
  | undefined => {
  const cve = textAt(vulnerability, "cve", "uid");
  const id = cve ?? textAt(vulnerability, "advisory", "uid") ?? textAt(vulnerability, "title");
  if (id === undefined) return undefined;
  const packages = listAt(vulnerability, "affected_packages");
  const names = packages
    .slice(0, 5)
    .map((one) => `${textAt(one, "name") ?? "?"} ${textAt(one, "version") ?? ""}`.trim());
  const weaknesses = [
    ...listAt(vulnerability, "cve", "related_cwes").flatMap((one) => textAt(one, "uid") ?? []),
    textAt(vulnerability, "cwe", "uid") ?? textAt(vulnerability, "cve", "cwe_uid") ?? "",
  ];
  const purls = packages.flatMap((one) => textAt(one, "purl") ?? []).slice(0, 5);
  const score = numberAt(listAt(vulnerability, "cve", "cvss")[0], "base_score");
  return {
    check: identifierRef(id) ?? ownRef("ocsf", id),
    refs: [...identifierRefs([id, ...weaknesses]), ...purls.map((purl) => ownRef("purl", purl))],
    title: [id, names.join(", ")].filter((part) => part !== "").join(": "),
    severity: severityOf(textAt(vulnerability, "severity")) ?? severityOfScore(score),
    at,
  };
};
