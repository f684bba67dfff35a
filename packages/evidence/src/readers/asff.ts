/** Reads findings in AWS' format ASFF, as Security Hub exports them: a list, a list under `Findings`, or line by line. */

import { cisRef, nistRef } from "../compliance-refs.ts";
import type { FindingKind } from "../finding-kinds.ts";
import { identifierRefs, ownRef, severityOf } from "../finding-refs.ts";
import { hostSubject } from "../host-subject.ts";
import { jsonItems, type JsonItem, type JsonItems } from "../json-items.ts";
import { jsonReader } from "../json-report.ts";
import type { JsonValue } from "../json-select.ts";
import { listAt, numberAt, textAt, valueAt } from "../json-value.ts";
import type { CheckRef, ObservationResult, Severity, Subject } from "../observation.ts";
import type { ReadEvent } from "../reader.ts";
import { reportWriters, type ReportWriters } from "../report-writers.ts";
import { accountSubject, imageSubject } from "../subjects.ts";
import { slug } from "../tool-words.ts";

interface AsffState {
  readonly writers: ReportWriters;
  readonly items: JsonItems;
}

/** An instance is a host, an image in the registry an image; all else is the account's. */
const subjectOf = (finding: JsonValue, account: string): Subject => {
  const [resource] = listAt(finding, "Resources");
  const id = textAt(resource, "Id") ?? "";
  const type = textAt(resource, "Type");
  if (type === "AwsEc2Instance" && id !== "") {
    const details = valueAt(resource, "Details", "AwsEc2Instance");
    const addresses = ["IpV4Addresses", "IpV6Addresses"].flatMap((key) =>
      listAt(details, key).flatMap((one) => textAt(one) ?? []),
    );
    return hostSubject({ machineIds: [id], macs: [], names: [], addresses }).subject;
  }
  const digest = /sha256:[0-9a-f]{64}/i.exec(id)?.[0];
  if (type === "AwsEcrContainerImage" && digest !== undefined)
    return imageSubject({ name: id, digest });
  return accountSubject("aws", account);
};

/** What someone suppressed or resolved, and what is no longer current, is a fact without judgement. */
const judged = (
  finding: JsonValue,
): readonly [ObservationResult, string | undefined] | undefined => {
  if (textAt(finding, "RecordState") === "ARCHIVED") return ["info", "archived"];
  const workflow = textAt(finding, "Workflow", "Status");
  if (workflow === "SUPPRESSED") return ["info", "suppressed by decision"];
  const status = textAt(finding, "Compliance", "Status");
  if (status === "PASSED") return ["pass", undefined];
  if (status === "FAILED") return ["fail", undefined];
  if (status === "WARNING" || status === "NOT_AVAILABLE") return ["error", status];
  if (status !== undefined) return undefined;
  return workflow === "RESOLVED" ? ["info", "resolved by decision"] : ["fail", undefined];
};

const severityIn = (finding: JsonValue): Severity | null => {
  const word = severityOf(textAt(finding, "Severity", "Label"));
  const normal = numberAt(finding, "Severity", "Normalized");
  if (word !== null || normal === undefined) return word;
  if (normal < 1) return "none";
  if (normal < 40) return "low";
  if (normal < 70) return "medium";
  return normal < 90 ? "high" : "critical";
};

const kindsOf = (finding: JsonValue, subject: Subject): FindingKind[] => {
  if (listAt(finding, "Vulnerabilities").length > 0)
    return [subject.kind === "host" ? "host-vulnerability" : "vulnerable-component"];
  if (textAt(finding, "Compliance", "Status") !== undefined) return ["misconfiguration"];
  return listAt(finding, "Malware").length > 0 ? ["malware"] : [];
};

/** `NIST.800-53.r5 AC-3(7)`, `CIS AWS Foundations Benchmark v1.4.0/1.20`. */
const requirementRef = (text: string): CheckRef | undefined => {
  const slash = text.lastIndexOf("/");
  if (text.startsWith("CIS ") && slash > 0)
    return cisRef(text.slice(0, slash).replace(/ v(?=\d)/, " "), text.slice(slash + 1));
  return nistRef(text);
};

const refsOf = (finding: JsonValue): CheckRef[] => {
  const control = textAt(finding, "Compliance", "SecurityControlId");
  const prowler = /^prowler-(.{1,150})$/.exec(textAt(finding, "GeneratorId") ?? "")?.[1];
  return [
    ...identifierRefs(listAt(finding, "Vulnerabilities").flatMap((one) => textAt(one, "Id") ?? [])),
    ...(control === undefined ? [] : [ownRef("asff-control", control)]),
    ...(prowler === undefined ? [] : [ownRef("prowler", prowler)]),
    ...listAt(finding, "Compliance", "RelatedRequirements")
      .slice(0, 60)
      .flatMap((one) => requirementRef(textAt(one) ?? "") ?? []),
  ];
};

/** `…:product/aws/securityhub` is `securityhub`. */
const productOf = (finding: JsonValue): string =>
  textAt(finding, "ProductName") ??
  textAt(finding, "ProductFields", "aws/securityhub/ProductName") ??
  textAt(finding, "ProductArn")?.split("/").at(-1) ??
  "unnamed";

function* tellFinding(state: AsffState, { at, value }: JsonItem): Generator<ReadEvent> {
  const product = productOf(value);
  const writer = state.writers.of(
    {
      tool: { name: product, version: textAt(value, "ProductFields", "ProviderVersion") ?? null },
      family: slug(product),
      scope: null,
      kinds: [],
    },
    at,
  );
  const generator = textAt(value, "GeneratorId");
  const account = textAt(value, "AwsAccountId");
  if (generator === undefined) {
    yield writer.warning("id-missing", at, "GeneratorId");
    return;
  }
  const said = judged(value);
  if (said === undefined) {
    yield writer.warning("result-unknown", at, textAt(value, "Compliance", "Status") ?? "");
    return;
  }
  if (account === undefined) yield writer.warning("subject-unclear", at, "AwsAccountId");
  const subject = subjectOf(value, account ?? "unnamed");
  const [result, note] = said;
  const resources = listAt(value, "Resources")
    .slice(0, 5)
    .flatMap((one) => textAt(one, "Id") ?? []);
  yield* writer.finding({
    subject,
    check: ownRef("asff", generator),
    title: textAt(value, "Title") ?? null,
    refs: refsOf(value),
    kinds: kindsOf(value, subject),
    result,
    severity: severityIn(value),
    observedAt: textAt(value, "LastObservedAt") ?? textAt(value, "UpdatedAt") ?? null,
    at,
    message: [note, ...resources, textAt(value, "Description")]
      .flatMap((part) => part ?? [])
      .join("\n"),
  });
}

const lists = [["Findings"]];
const { select } = jsonItems(lists);

export const asffReader = jsonReader<AsffState>({
  format: "asff",
  name: { zh: "AWS 安全发现格式（ASFF）", en: "AWS Security Finding Format (ASFF)" },
  versions: ["2018-10-08"],
  media: ["application/json", "application/x-ndjson"],
  sequence: true,
  detect: (root) => {
    const first = valueAt(root, "Findings", 0) ?? (Array.isArray(root) ? root[0] : root);
    return (
      textAt(first, "ProductArn") !== undefined &&
      (textAt(first, "GeneratorId") !== undefined ||
        textAt(first, "SchemaVersion") === "2018-10-08")
    );
  },
  select,
  start: (context) => ({ writers: reportWriters(context), items: jsonItems(lists) }),
  *take(state, event) {
    const item = state.items.take(event);
    if (item !== undefined) yield* tellFinding(state, item);
  },
  // Findings claim nothing about what they do not list.
  end: () => [],
});
