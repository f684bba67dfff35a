/** The report of an engagement with its seal: as it was frozen, or as it would be signed now. */

import type { AssessmentReport, ReportContent } from "@fenji/assessment";
import type { Ctx } from "../../platform/ctx.ts";
import { buildContent, contentHashOf } from "./build-report.ts";
import {
  findEngagement,
  signaturesNow,
  type Engagement,
  type EngagementPath,
} from "./engagement-row.ts";
import { namePeople } from "./people.ts";
import { stageRefused } from "./policy.ts";
import { findWork } from "./work.ts";

const contentOf = async (tx: Ctx, engagement: Engagement): Promise<ReportContent> => {
  // It is the canonical text that this program froze.
  if (engagement.frozen !== null) return JSON.parse(engagement.frozen) as ReportContent;
  return buildContent(tx, engagement, await findWork(tx, engagement));
};

/** @throws AppError `request.not-found`, `pack.not-found`, `engagement.stage` before there is a report. */
export const reportOfEngagement = async (
  tx: Ctx,
  path: EngagementPath,
): Promise<AssessmentReport> => {
  const engagement = await findEngagement(tx, path);
  if (!["field", "report", "closed"].includes(engagement.stage)) throw stageRefused(engagement);
  const content = await contentOf(tx, engagement);
  const given = signaturesNow(engagement);
  const named = await namePeople(
    tx,
    given.map(({ person }) => person),
  );
  return {
    schema: "fenji.assessment-report/1",
    content,
    seal: {
      contentHash: engagement.frozenHash ?? contentHashOf(content),
      signatures: given.map(({ step, person, role, at, attestation }) => ({
        step,
        name: named(person).name,
        role,
        at,
        attestation,
      })),
    },
  };
};
