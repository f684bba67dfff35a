/** What the person may do, as the node decides it now; on the node, with one enterprise, with one organisation. */

import {
  listEnterprisePermissions,
  listOrganisationPermissions,
  listPermissions,
} from "@fenji/contract";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";

export const permissionsQuery = queryOptions({
  queryKey: ["permissions"],
  queryFn: ({ signal }) => client.call(listPermissions, { signal }),
});

export const enterprisePermissionsQuery = (enterpriseId: string) =>
  queryOptions({
    queryKey: ["enterprise", enterpriseId, "permissions"],
    queryFn: ({ signal }) =>
      client.call(listEnterprisePermissions, { path: { enterpriseId }, signal }),
  });

export const organisationPermissionsQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ["organisation", organisationId, "permissions"],
    queryFn: ({ signal }) =>
      client.call(listOrganisationPermissions, { path: { organisationId }, signal }),
  });
