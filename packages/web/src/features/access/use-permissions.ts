/** What the person may do here and why not; in single-user mode everything, without asking. */

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { sessionQuery } from "../node/session-query.ts";
import {
  enterprisePermissionsQuery,
  organisationPermissionsQuery,
  permissionsQuery,
} from "./permission-queries.ts";
import { everything, readPermissions, type Permissions } from "./permissions.ts";

/** With an enterprise: what one may do with it; without: what one may do on the node. */
export const usePermissions = (enterpriseId?: string): Permissions => {
  const session = useQuery(sessionQuery).data;
  const asks = session !== undefined && session.mode !== "local";
  const onNode = useQuery({ ...permissionsQuery, enabled: asks && enterpriseId === undefined });
  const onEnterprise = useQuery({
    ...enterprisePermissionsQuery(enterpriseId ?? ""),
    enabled: asks && enterpriseId !== undefined,
  });
  const answer = (enterpriseId === undefined ? onNode : onEnterprise).data?.permissions;
  return useMemo(
    () => (session?.mode === "local" ? everything : readPermissions(answer)),
    [session?.mode, answer],
  );
};

/** What one may do with an organisation: its members, invitations and tokens. */
export const useOrganisationPermissions = (organisationId: string): Permissions => {
  const session = useQuery(sessionQuery).data;
  const asks = session !== undefined && session.mode !== "local";
  const answer = useQuery({ ...organisationPermissionsQuery(organisationId), enabled: asks }).data
    ?.permissions;
  return useMemo(
    () => (session?.mode === "local" ? everything : readPermissions(answer)),
    [session?.mode, answer],
  );
};
