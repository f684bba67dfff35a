/** Whether this person may change the plan or the work at this stage; the node decides again. */

import { usePermissions } from "../access/use-permissions.ts";
import type { Engagement, Stage, TeamRole } from "./engagement-queries.ts";

/** Planning is open to whoever may write, until a team has a lead; then to the lead. */
export const useMayPlan = (
  enterpriseId: string,
  engagement: Engagement,
  stages: readonly Stage[],
): boolean => {
  const may = usePermissions(enterpriseId).may("engagement:write");
  const { stage, signed, myRoles, team } = engagement;
  const leads = myRoles.includes("lead") || !team.some(({ role }) => role === "lead");
  return may && leads && stages.includes(stage) && signed.length === 0;
};

/** Field work and conclusions are for those of the team who assess. */
export const mayWork = (engagement: Engagement, stages: readonly Stage[]): boolean => {
  const roles: readonly TeamRole[] = ["lead", "assessor"];
  return (
    stages.includes(engagement.stage) &&
    engagement.signed.length === 0 &&
    engagement.myRoles.some((role) => roles.includes(role))
  );
};
