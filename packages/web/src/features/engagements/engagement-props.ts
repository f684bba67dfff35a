/** What the pieces of an assessment's pages are given. */

import type { Engagement, Finding, ResultDetail } from "./engagement-queries.ts";

export interface EngagementProps {
  readonly enterpriseId: string;
  readonly engagement: Engagement;
}

export interface RequirementProps extends EngagementProps {
  readonly result: ResultDetail;
}

export interface OneFindingProps {
  readonly enterpriseId: string;
  readonly finding: Finding;
}
