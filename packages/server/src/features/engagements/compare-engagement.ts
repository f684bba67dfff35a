/** Compares an engagement with the last one of the same pack and type whose report bears three signatures. */

import {
  compareResults,
  countCompared,
  type AssessmentResult,
  type ComparedRequirement,
  type ReportComparison,
  type ReportContent,
  countVerdicts,
  score,
} from "@fenji/assessment";
import type { compareEngagement as operation, ReplyOf } from "@fenji/contract";
import type { LocalizedText } from "@fenji/kernel";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { findEngagement, type Engagement, type EngagementPath } from "./engagement-row.ts";
import type { FindingRow } from "./finding-row.ts";
import { findWork, resultOf, type Work } from "./work.ts";

type Reply = ReplyOf<typeof operation>;

interface Earlier {
  readonly id: string;
  readonly content: ReportContent;
}

/** Whatever the version of the pack. */
const findEarlier = async (tx: Ctx, engagement: Engagement): Promise<Earlier | null> => {
  const { enterpriseId, id, pack, type } = engagement;
  const { rows } = await sql<{ id: string; frozen: string }>`
    select e.id, e.frozen from engagements e
    where e.enterprise_id = ${enterpriseId} and e.id < ${id} and e.pack_id = ${pack.id} and e.object_type = ${type}
      and e.frozen is not null and e.stage in ('report', 'closed')
      and (select count(*) from engagement_signatures s
            where s.enterprise_id = e.enterprise_id and s.engagement_id = e.id and s.version = e.version
              and s.withdrawn is null) = 3
    order by e.cut_off desc, e.id desc limit 1`.execute(tx.db);
  const [row] = rows;
  if (row === undefined) return null;
  // It is the canonical text that this program froze.
  return { id: row.id, content: JSON.parse(row.frozen) as ReportContent };
};

interface Compared {
  readonly earlier: Earlier | null;
  readonly requirements: readonly ComparedRequirement[];
  readonly titles: ReadonlyMap<string, LocalizedText>;
}

const compare = async (tx: Ctx, engagement: Engagement, work: Work): Promise<Compared> => {
  const earlier = await findEarlier(tx, engagement);
  const asked = work.judgements.filter(({ standing }) => standing.inScope);
  const now = new Map<string, AssessmentResult | null>(
    asked.map((one) => [one.standing.requirement.id, resultOf(one)]),
  );
  const before = earlier?.content.requirements ?? [];
  const titles = new Map([
    ...before.map(({ id, title }) => [id, title] as const),
    ...asked.map(({ standing }) => [standing.requirement.id, standing.requirement.title] as const),
  ]);
  const results = new Map(before.map(({ id, result }) => [id, result]));
  return { earlier, titles, requirements: earlier === null ? [] : compareResults(results, now) };
};

const titleOf = ({ titles }: Compared, id: string): LocalizedText =>
  titles.get(id) ?? { zh: id, en: id };

/** null where there is no earlier one. */
export const reportComparison = async (
  tx: Ctx,
  engagement: Engagement,
  work: Work,
): Promise<ReportComparison | null> => {
  const compared = await compare(tx, engagement, work);
  if (compared.earlier === null) return null;
  const { content } = compared.earlier;
  return {
    with: { number: content.number ?? "", cutOff: content.dates.cutOff, score: content.score },
    counts: countCompared(compared.requirements),
    requirements: compared.requirements.flatMap(({ as, ...one }) =>
      as === "same" ? [] : [{ ...one, as, title: titleOf(compared, one.requirement) }],
    ),
  };
};

/** What became of the findings that were open when the earlier report was frozen. */
const compareFindings = (
  findings: readonly FindingRow[],
  { engagement, earlier }: { readonly engagement: Engagement; readonly earlier: Earlier | null },
): Reply["findings"] => {
  const open = new Set(
    (earlier?.content.findings ?? [])
      .filter(({ state }) => state === "open")
      .map(({ number }) => number),
  );
  const stillOpen = findings.filter(({ state, number }) => state === "open" && open.has(number));
  const still = new Set(stillOpen.map(({ number }) => number));
  const raised = findings.filter((one) => one.engagement.id === engagement.id);
  return {
    closed: [...open].filter((number) => !still.has(number)),
    stillOpen: [...still],
    repeated: raised.flatMap(({ number, repeats }) =>
      repeats === null ? [] : [{ number, repeats }],
    ),
    raised: raised.map(({ number }) => number),
  };
};

/** @throws AppError `request.not-found`, `pack.not-found`. */
export const compareEngagement = async (tx: Ctx, path: EngagementPath): Promise<Reply> => {
  const engagement = await findEngagement(tx, path);
  const work = await findWork(tx, engagement);
  const compared = await compare(tx, engagement, work);
  const { earlier } = compared;
  const asked = work.judgements.filter(({ standing }) => standing.inScope);
  const counts = countVerdicts(asked.map((one) => one.conclusion?.result ?? one.standing.verdict));
  return {
    with:
      earlier === null
        ? null
        : {
            id: earlier.id,
            number: earlier.content.number ?? "",
            cutOff: earlier.content.dates.cutOff,
            score: earlier.content.score,
          },
    score: score(counts),
    counts: countCompared(compared.requirements),
    requirements: compared.requirements.map((one) => ({
      ...one,
      title: titleOf(compared, one.requirement),
    })),
    findings: compareFindings(work.findings, { engagement, earlier }),
  };
};
