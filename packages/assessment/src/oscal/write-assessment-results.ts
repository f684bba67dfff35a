/** A report as OSCAL assessment results: the same numbers, results and findings as every other form of it. */

import type { Language } from "@fenji/kernel";
import { fenjiNamespace, fenjiProp, tokenOf, type OscalProp } from "@fenji/regime";
import type { AssessmentReport, ReportSignature } from "../report/assessment-report.ts";
import { stepWords } from "../report/report-words.ts";
import { verdicts } from "../verdict.ts";
import { metadataOf } from "./describe-report.ts";
import type {
  AssessedControls,
  OscalAssessmentResults,
  OscalReportResource,
  OscalResult,
} from "./oscal-result-model.ts";
import { instantOf, lineOf, listed, proseOf, reportSource } from "./report-source.ts";
import type { NameUuid, ReportSource } from "./report-source.ts";
import { findingsOf } from "./write-findings.ts";
import { componentsOf, observationsOf } from "./write-observations.ts";
import { risksOf } from "./write-risks.ts";

const numbersOf = ({ content }: ReportSource): readonly OscalProp[] => [
  ...fenjiProp("score-low", content.score.low),
  ...fenjiProp("score-high", content.score.high),
  ...fenjiProp("coverage", content.score.coverage),
  ...fenjiProp("formula", content.score.formula),
  ...verdicts.flatMap((verdict) => fenjiProp(`count-${verdict}`, content.counts[verdict])),
];

const selectionOf = ({ content, say }: ReportSource): AssessedControls => {
  const { excluded } = content.scope;
  const left = excluded.map(({ requirement, reason }) => `- ${requirement}: ${reason}`);
  const counted = say(
    `范围内要求 ${content.scope.included} 条，排除 ${excluded.length} 条。`,
    `${content.scope.included} requirements in scope, ${excluded.length} left out.`,
  );
  const description = [counted, ...left].join("\n");
  const included = content.requirements.map(({ id }) => ({ "control-id": tokenOf(id) }));
  if (included.length > 0) return { description, "include-controls": included };
  // OSCAL cannot say "none": it is all of them, without those that were left out.
  const without = excluded.map(({ requirement }) => ({ "control-id": tokenOf(requirement) }));
  return { description, "include-all": {}, ...listed("exclude-controls", without) };
};

const attestationOf = (source: ReportSource, signature: ReportSignature) => {
  const { seal, say, uuids } = source;
  const { step, name, at, attestation } = signature;
  return {
    "responsible-parties": [{ "role-id": step, "party-uuids": [uuids.party(`person/${name}`)] }],
    parts: [
      {
        name: "signature",
        ns: fenjiNamespace,
        title: lineOf(`${say.text(stepWords[step])} ${name} ${at}`),
        props: [
          ...fenjiProp("step", step),
          ...fenjiProp("at", at),
          ...fenjiProp("content-sha256", seal.contentHash),
          ...fenjiProp("key-id", attestation?.keyId),
          ...fenjiProp("algorithm", attestation?.algorithm),
          ...fenjiProp("attestation", attestation?.signature),
        ],
        prose: say(
          "对报告内容哈希的存证，不是法律意义上的电子签名。",
          "Proof of existence over the hash of the report's content, no electronic signature in law.",
        ),
      },
    ],
  };
};

const resultOf = (source: ReportSource): OscalResult => {
  const { content, seal, say, uuids } = source;
  const all = (): boolean => true;
  const components = componentsOf(source);
  return {
    uuid: uuids.own("result"),
    title: lineOf(content.title),
    description: proseOf(content.scope.statement),
    start: instantOf(content.dates.begun),
    end: instantOf(content.dates.cutOff),
    props: numbersOf(source),
    ...(components.length === 0 ? {} : { "local-definitions": { components } }),
    "reviewed-controls": { "control-selections": [selectionOf(source)] },
    ...listed(
      "attestations",
      seal.signatures.map((one) => attestationOf(source, one)),
    ),
    ...listed("observations", observationsOf(source, all)),
    ...listed("risks", risksOf(source)),
    ...listed("findings", findingsOf(source, all)),
    remarks: say(
      "符合与否见每条 finding 的 result 属性；未取证、有争议与未下结论的一律不记为 satisfied。",
      "The property `result` of each finding says what was concluded; what is not evidenced, contested or open is never `satisfied`.",
    ),
  };
};

const planResource = ({ content, say, uuids }: ReportSource): OscalReportResource => {
  const samples = content.samples.map(
    ({ kind, rule, known, seed, chosen }) =>
      `- ${kind}: ${rule}, ${known} → ${chosen.join(", ")} (${seed})`,
  );
  return {
    uuid: uuids.own("plan"),
    title: say("评测方案", "Assessment plan"),
    description: proseOf([content.scope.statement, ...samples].join("\n")),
  };
};

/** Names and hashes alone: the files stay on the firm's node. */
const evidenceResources = ({ content, uuids }: ReportSource): OscalReportResource[] =>
  content.evidence.map(({ sha256, name, format, tool, receivedAt }) => ({
    uuid: uuids.own(`file/${sha256}`),
    title: lineOf(name),
    props: [
      ...fenjiProp("format", format),
      ...fenjiProp("tool", tool),
      ...fenjiProp("received-at", receivedAt),
    ],
    rlinks: [{ href: `urn:sha256:${sha256}`, hashes: [{ algorithm: "SHA-256", value: sha256 }] }],
  }));

/** The same report gives the same document to the letter. */
export const writeAssessmentResults = (
  report: AssessmentReport,
  lang: Language,
  tools: NameUuid,
): OscalAssessmentResults => {
  const source = reportSource(report, lang, tools);
  const { say, uuids } = source;
  return {
    "assessment-results": {
      uuid: uuids.own("assessment-results"),
      metadata: metadataOf(source, say("评测结果", "assessment results")),
      "import-ap": {
        href: `#${uuids.own("plan")}`,
        remarks: say("评测方案记在本文件之内。", "The plan is recorded in this document."),
      },
      results: [resultOf(source)],
      "back-matter": { resources: [planResource(source), ...evidenceResources(source)] },
    },
  };
};
