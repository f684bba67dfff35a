/** The plan that this node runs, with its live values. */

import { getPlan, getSession } from "@fenji/contract";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";

export const planQuery = queryOptions({
  queryKey: ["plan"],
  queryFn: async ({ signal }) => {
    const { plan } = await client.call(getSession, { signal });
    return client.call(getPlan, { path: { planId: plan.id, version: plan.version }, signal });
  },
});
