/** What the person may do with one organisation: its managers and the node's administrators look after members. */

import { useQuery } from "@tanstack/react-query";
import { usePermissions } from "../access/use-permissions.ts";
import { sessionQuery } from "../node/session-query.ts";

export interface Rights {
  readonly manageMembers: boolean;
  readonly rename: boolean;
  readonly seeTokens: boolean;
  /** A token acts in its issuer's own role, so only who leads the own organisation issues and revokes. */
  readonly changeTokens: boolean;
}

/** Only what is offered; the node decides each act itself. */
export const useRights = (organisationId: string): Rights => {
  const standing = useQuery(sessionQuery).data?.standing ?? null;
  const onNode = usePermissions();
  const own = standing?.organisation.id === organisationId;
  const role = standing?.role;
  const leads = own && standing.manager && role !== "auditor";
  // Rights over organisations are named by the node for its own resources only; who creates them looks after them.
  const administers = onNode.may("organisation:manage");
  return {
    manageMembers: leads || administers,
    rename: leads || administers,
    seeTokens: own || role === "administrator" || role === "auditor",
    changeTokens: leads,
  };
};
