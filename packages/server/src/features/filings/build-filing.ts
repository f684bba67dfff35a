/** Makes what an enterprise would file: facts, grades, verdicts, gaps and commitments, and nothing that the format lacks. */

import { AppError } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
import type { FilingBody, Occasion } from "@fenji/submission";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { getAssessment } from "../assessment/public.ts";
import { findFacts } from "../enterprises/public.ts";
import { findFiledEnterprise } from "../exchange/public.ts";
import { gradeReport } from "../grading/public.ts";
import { packContentHash } from "../packs/public.ts";

export interface FilingOf {
  readonly enterpriseId: string;
  readonly pack: Pack;
  readonly revision: number;
  readonly occasion: Occasion;
  readonly withOpenItems: boolean;
}

type FiledType = FilingBody["types"][number];

const assess = async (
  tx: Ctx,
  { enterpriseId, pack }: FilingOf,
  graded: Pick<FiledType, "type" | "grade" | "possible">,
): Promise<FiledType> => {
  const { type, grade, possible } = graded;
  const assessed = await getAssessment(tx, enterpriseId, { pack, query: { type } });
  return {
    type,
    grade,
    possible: [...possible],
    assessment: {
      grade: assessed.grade,
      gradeBasis: assessed.gradeBasis,
      score: assessed.score,
      verdicts: assessed.requirements.map(({ id, verdict }) => ({ requirement: id, verdict })),
      gaps: assessed.gaps.map(({ requirement, verdict, capabilities, effort }) => ({
        requirement,
        verdict,
        capabilities,
        ...effort,
      })),
    },
  };
};

/** Files by their hash alone, in the order of the hashes, so that not even the order of import is told. */
const commit = async (tx: Ctx, enterpriseId: string): Promise<FilingBody["evidence"]> => {
  const files = await tx.db
    .selectFrom("evidence_files")
    .select("sha256")
    .where("enterprise_id", "=", enterpriseId)
    .where("status", "=", "read")
    .where("withdrawn_at", "is", null)
    .orderBy("sha256")
    .execute();
  const open = await tx.db
    .selectFrom("observations")
    .select([sql<number>`count(*)::int`.as("n"), sql<string | null>`max(holds_at)`.as("newest")])
    .where("enterprise_id", "=", enterpriseId)
    .where("closed_at", "is", null)
    .executeTakeFirstOrThrow();
  return { asOf: open.newest, files: files.map(({ sha256 }) => sha256), observations: open.n };
};

/** Only facts that the pack defines have a place. */
const factsOf = (pack: Pack, held: FilingBody["facts"]): FilingBody["facts"] => {
  const defined = new Set(pack.grading.facts.map(({ id }) => id));
  return Object.fromEntries(Object.entries(held).filter(([id]) => defined.has(id)));
};

/** @throws AppError `request.not-found`, `filing.no-facts`. */
export const buildFiling = async (tx: Ctx, of: FilingOf): Promise<FilingBody> => {
  const { enterpriseId, pack, revision, occasion } = of;
  const enterprise = await findFiledEnterprise(tx, enterpriseId);
  const held = await findFacts(tx, enterpriseId);
  if (held === undefined) throw new AppError("filing.no-facts", {});
  const report = gradeReport(pack, { id: enterpriseId, name: enterprise.name }, held.facts);
  const types: FiledType[] = [];
  for (const { type, grade, possible } of report.results)
    types.push(await assess(tx, of, { type, grade, possible: [...possible] }));
  const known = Object.entries(held.facts).flatMap(([id, value]) =>
    value === null ? [] : [[id, typeof value === "object" ? [...value] : value] as const],
  );
  return {
    revision,
    // Left out of a first filing, so that older nodes read it.
    ...(occasion === "initial" ? {} : { occasion }),
    ...(of.withOpenItems ? { withOpenItems: true as const } : {}),
    enterprise,
    pack: {
      id: pack.header.id,
      version: pack.header.version,
      contentHash: await packContentHash(pack.header),
    },
    facts: factsOf(pack, Object.fromEntries(known)),
    factsRecordedAt: held.recordedAt,
    types,
    evidence: await commit(tx, enterpriseId),
    // There is no report with three signatures yet to commit to.
    report: null,
  };
};
