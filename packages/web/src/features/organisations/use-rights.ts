/** What the person may do with one organisation: its managers and the node's administrators look after members. */

import { useQuery } from "@tanstack/react-query";
import { usePermissions } from "../access/use-permissions.ts";
import { sessionQuery } from "../node/session-query.ts";

export interface Rights {
  /** The organisation that the session acts for. */
  readonly own: boolean;
  readonly manageMembers: boolean;
  readonly rename: boolean;
  readonly seeTokens: boolean;
  readonly revokeTokens: boolean;
  /** A token acts in its issuer's own role, so only in the own organisation. */
  readonly issueTokens: boolean;
}

/** Only what is offered; the node decides each act itself. */
export const useRights = (organisationId: string): Rights => {
  const standing = useQuery(sessionQuery).data?.standing ?? null;
  const onNode = usePermissions();
  const own = standing?.organisation.id === organisationId;
  const leads = own && standing.manager && standing.role !== "auditor";
  return {
    own,
    manageMembers: leads || onNode.may("member:write"),
    rename: leads || onNode.may("organisation:write"),
    seeTokens: own || onNode.may("token:read"),
    revokeTokens: leads || onNode.may("token:write"),
    issueTokens: leads,
  };
};
