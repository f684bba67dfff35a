/** Puts the report of an engagement together: all that is printed and signed, from the same numbers as every page. */

import { createHash } from "node:crypto";
import {
  reportGrade,
  reportNumbers,
  reportPack,
  reportStatements,
  requirementSource,
  type ReportContent,
  type ReportRequirement,
} from "@fenji/assessment";
import { canonicalJson, type Json } from "@fenji/kernel";
import type { Ctx } from "../../platform/ctx.ts";
import type { Judgement } from "./blockers.ts";
import { reportComparison } from "./compare-engagement.ts";
import type { Engagement } from "./engagement-row.ts";
import { organisationNames } from "./organisation-names.ts";
import { namePeople, type Named } from "./people.ts";
import { findEvidenceFiles, reportFieldRecords } from "./report-evidence.ts";
import { reportFindings } from "./report-findings.ts";
import type { Work } from "./work.ts";

export const contentHashOf = (content: ReportContent): string =>
  createHash("sha256").update(canonicalContent(content)).digest("hex");

/** The text that is hashed, signed and kept. */
export const canonicalContent = (content: ReportContent): string =>
  // Made of texts, numbers, lists and nulls alone.
  canonicalJson(JSON.parse(JSON.stringify(content)) as Json);

const peopleIn = (engagement: Engagement, work: Work): string[] => [
  ...engagement.team.map(({ person }) => person),
  ...work.judgements.flatMap(({ conclusion }) => conclusion?.person ?? []),
  ...work.records.flatMap(({ heads }) => heads.map(({ person }) => person)),
  ...work.findings.flatMap(({ rectification }) => rectification?.steps.map(({ by }) => by) ?? []),
];

const inScope = (work: Work): readonly Judgement[] =>
  work.judgements.filter(({ standing }) => standing.inScope);

/** What counts: the conclusion, else the verdict; so an unsigned draft shows what is still open. */
const countedOf = ({ conclusion, standing }: Judgement) => ({
  domain: standing.requirement.domain,
  verdict: conclusion?.result ?? standing.verdict,
});

interface Parts {
  readonly engagement: Engagement;
  readonly work: Work;
  readonly named: Named;
}

const requirementIn = (
  { standing, conclusion }: Judgement,
  { work, named }: Parts,
): ReportRequirement => {
  const { requirement, verdict } = standing;
  const states = new Map(standing.elements.map((one) => [one.id, one]));
  return {
    id: requirement.id,
    domain: requirement.domain,
    fromGrade: requirement.fromGrade,
    title: requirement.title,
    text: requirement.text,
    methods: requirement.methods,
    source: requirementSource(work.machine.pack, requirement),
    result: conclusion?.result ?? null,
    machineVerdict: verdict,
    overridden:
      conclusion === undefined || conclusion.result === conclusion.machineVerdict
        ? null
        : { by: named(conclusion.person).name, at: conclusion.at, reason: conclusion.reason ?? "" },
    note: conclusion?.note ?? null,
    elements: requirement.elements.map(({ id, text }) => ({
      id,
      text,
      state: states.get(id)?.state ?? "missing",
      observations: states.get(id)?.observations ?? 0,
    })),
    findings: work.findings
      .filter((one) => one.requirement === requirement.id)
      .map(({ number }) => number),
  };
};

const enterpriseOf = async (
  tx: Ctx,
  enterpriseId: string,
): Promise<ReportContent["enterprise"]> => {
  const row = await tx.db
    .selectFrom("enterprises as e")
    .leftJoin("jurisdictions as j", "j.code", "e.jurisdiction_code")
    .where("e.enterprise_id", "=", enterpriseId)
    .select([
      "e.name",
      "e.name_en",
      "e.credit_code",
      "e.synthetic",
      "j.name_zh",
      "j.name_en as j_en",
    ])
    .executeTakeFirstOrThrow();
  return {
    name: row.name,
    nameEn: row.name_en,
    creditCode: row.credit_code,
    jurisdiction: row.name_zh === null ? null : { zh: row.name_zh, en: row.j_en ?? row.name_zh },
    synthetic: row.synthetic,
  };
};

const scopeOf = ({ plan }: Engagement, work: Work): ReportContent["scope"] => {
  const titles = new Map(
    work.judgements.map(({ standing }) => [standing.requirement.id, standing.requirement.title]),
  );
  return {
    statement: plan.statement,
    included: inScope(work).length,
    excluded: plan.excluded.map(({ requirement, reason }) => ({
      requirement,
      title: titles.get(requirement) ?? { zh: requirement, en: requirement },
      reason,
    })),
  };
};

const plannedOf = ({ engagement, work, named }: Parts) => ({
  dates: {
    begun: engagement.createdAt,
    fieldFrom: engagement.fieldFrom,
    fieldUntil: engagement.fieldUntil,
    cutOff: work.machine.asOf,
  },
  team: engagement.team.map(({ person, role }) => ({ name: named(person).name, role })),
  scope: scopeOf(engagement, work),
  activeScans: engagement.start?.activeScans ?? null,
  samples: engagement.plan.samples.map(({ drawnBy: _drawnBy, chosen, ...one }) => ({
    ...one,
    chosen: chosen.map(({ id, name }) => name ?? id),
  })),
});

/** The same for the same rows: it is hashed when it is read, and again when it is signed. */
export const buildContent = async (
  tx: Ctx,
  engagement: Engagement,
  work: Work,
): Promise<ReportContent> => {
  const { organisationId, enterpriseId } = engagement;
  const named = await namePeople(tx, peopleIn(engagement, work));
  const assessors = await organisationNames(tx, organisationId === null ? [] : [organisationId]);
  const { pack, asOf } = work.machine;
  const parts = { engagement, work, named };
  const enterprise = await enterpriseOf(tx, enterpriseId);
  return {
    number: engagement.number,
    version: engagement.version,
    title: engagement.title,
    kind: engagement.kind,
    enterprise,
    assessor: organisationId === null ? null : (assessors.get(organisationId) ?? ""),
    pack: reportPack(pack),
    ...reportGrade(pack, engagement),
    gradeBasis: engagement.gradeBasis,
    ...plannedOf(parts),
    ...reportNumbers(pack, inScope(work).map(countedOf)),
    requirements: inScope(work).map((one) => requirementIn(one, parts)),
    findings: reportFindings(work.findings, pack, named),
    fieldRecords: await reportFieldRecords(tx, engagement, { work, named }),
    evidence: await findEvidenceFiles(tx, enterpriseId, asOf),
    comparison: await reportComparison(tx, engagement, work),
    statements: reportStatements(reportPack(pack), enterprise),
  };
};
