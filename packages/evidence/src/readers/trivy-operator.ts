/** Reads the reports that Trivy Operator keeps in a cluster: one object, a List of them, or an array. */

import { componentFinding } from "../component-finding.ts";
import { ownRef, severityOf } from "../finding-refs.ts";
import {
  listReader,
  type Around,
  type FindingList,
  type Listed,
  type ListedRun,
} from "../list-report.ts";
import type { JsonValue } from "../json-select.ts";
import { numberAt, textAt, textsAt, valueAt } from "../json-value.ts";
import type { Subject } from "../observation.ts";
import { clusterSubject, imageSubject } from "../subjects.ts";
import { placed } from "./code-run.ts";
import { trivyParts, type TrivyPart } from "./trivy-finding.ts";
import { wordTable } from "../word-table.ts";

const partsByKind = wordTable<TrivyPart>({
  VulnerabilityReport: "vuln",
  ClusterVulnerabilityReport: "vuln",
  ConfigAuditReport: "misconfig",
  ClusterConfigAuditReport: "misconfig",
  InfraAssessmentReport: "misconfig",
  ClusterInfraAssessmentReport: "misconfig",
  RbacAssessmentReport: "misconfig",
  ClusterRbacAssessmentReport: "misconfig",
  ExposedSecretReport: "secret",
});

const vulnerabilityOf = (found: JsonValue): Listed => {
  const id = textAt(found, "vulnerabilityID");
  if (id === undefined) return { warning: "id-missing", detail: "vulnerabilityID" };
  const fixed = textAt(found, "fixedVersion");
  return componentFinding({
    scheme: "trivy",
    id,
    component: textAt(found, "resource") ?? "?",
    version: textAt(found, "installedVersion"),
    purl: textAt(found, "packagePURL"),
    severity: textAt(found, "severity"),
    score: numberAt(found, "score"),
    title: textAt(found, "title"),
    fixed: fixed === undefined ? [] : [fixed],
    description: textAt(found, "target"),
  });
};

const checkOf = (found: JsonValue): Listed => {
  const id = textAt(found, "checkID");
  if (id === undefined) return { warning: "id-missing", detail: "checkID" };
  const success = valueAt(found, "success");
  if (typeof success !== "boolean") return { warning: "result-unknown", detail: "success" };
  return {
    check: ownRef("trivy", id),
    title: textAt(found, "title") ?? id,
    result: success ? "pass" : "fail",
    severity: severityOf(textAt(found, "severity")),
    message: textsAt(found, "messages").join("; "),
  };
};

/** Only rule and place: what was found is the secret. */
const secretOf = (found: JsonValue): Listed => {
  const rule = textAt(found, "ruleID");
  if (rule === undefined) return { warning: "id-missing", detail: "ruleID" };
  return {
    check: ownRef("trivy-secret", rule),
    title: textAt(found, "title") ?? rule,
    result: "fail",
    severity: severityOf(textAt(found, "severity")),
    message: placed(textAt(found, "target")),
  };
};

const bases = ["", "/items/#", "/#"] as const;

const under = (base: string): FindingList[] => [
  { at: `${base}/report/vulnerabilities/#`, take: (found) => [vulnerabilityOf(found)] },
  { at: `${base}/report/checks/#`, take: (found) => [checkOf(found)] },
  { at: `${base}/report/secrets/#`, take: (found) => [secretOf(found)] },
];

const heads = (base: string): string[] => [
  `${base}/kind`,
  `${base}/metadata/labels`,
  `${base}/metadata/name`,
  `${base}/metadata/namespace`,
  `${base}/metadata/creationTimestamp`,
  `${base}/report/artifact`,
  `${base}/report/registry`,
  `${base}/report/scanner`,
  `${base}/report/updateTimestamp`,
];

const imageOf = (around: Around, base: string): Subject | undefined => {
  const artifact = around(`${base}/report/artifact`);
  const repository = textAt(artifact, "repository");
  if (repository === undefined) return undefined;
  const server = textAt(around(`${base}/report/registry`), "server");
  const tag = textAt(artifact, "tag");
  const path = server === undefined ? repository : `${server}/${repository}`;
  return imageSubject({
    name: tag === undefined ? path : `${path}:${tag}`,
    digest: textAt(artifact, "digest"),
  });
};

/** The object in its cluster; which cluster, no report of the operator says. */
const workloadOf = (around: Around, base: string): Subject => {
  const labels = around(`${base}/metadata/labels`);
  const said = (name: string): string | undefined =>
    textAt(labels, `trivy-operator.resource.${name}`);
  const namespace = said("namespace") ?? textAt(around(`${base}/metadata/namespace`));
  const object = said("name") ?? textAt(around(`${base}/metadata/name`)) ?? "?";
  const kind = said("kind") ?? "?";
  return {
    ...clusterSubject(["unnamed", namespace ?? "", kind, object].join("/")),
    identifiers: { object, kind, ...(namespace === undefined ? {} : { namespace }) },
  };
};

const runOf = (around: Around, base: string): ListedRun | undefined => {
  const kind = textAt(around(`${base}/kind`)) ?? "";
  const part = partsByKind[kind];
  if (part === undefined) return undefined;
  const image = part === "misconfig" ? undefined : imageOf(around, base);
  const { scope, kinds } = trivyParts[part];
  return {
    head: {
      tool: {
        name: "trivy",
        version: textAt(around(`${base}/report/scanner`), "version") ?? null,
      },
      family: "trivy",
      scope: kind.includes("Rbac") ? "trivy:rbac" : scope,
      kinds,
    },
    subject: image ?? workloadOf(around, base),
    unclear: image === undefined ? "the report does not name the cluster" : null,
    observedAt:
      textAt(around(`${base}/report/updateTimestamp`)) ??
      textAt(around(`${base}/metadata/creationTimestamp`)) ??
      null,
  };
};

const isReport = (root: JsonValue | undefined): boolean =>
  (textAt(root, "apiVersion") ?? "").startsWith("aquasecurity.github.io/") &&
  partsByKind[textAt(root, "kind") ?? ""] !== undefined;

export const trivyOperatorReader = listReader({
  format: "trivy-operator",
  name: { zh: "Trivy Operator（集群内报告）", en: "Trivy Operator (reports in a cluster)" },
  versions: ["v1alpha1"],
  detect: (root) =>
    isReport(root) || isReport(valueAt(root, 0)) || isReport(valueAt(root, "items", 0)),
  heads: bases.flatMap(heads),
  lists: bases.flatMap(under),
  left: bases.flatMap((base) => [
    `${base}/report/vulnerabilities/#/links`,
    `${base}/report/secrets/#/match`,
  ]),
  groups: bases,
  run: (around, { path }) =>
    runOf(around, path.length === 0 ? "" : path.length === 1 ? "/#" : "/items/#"),
});
