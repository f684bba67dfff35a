/** The plan that this node runs, with its live values. */

import { getPlan } from "@fenji/contract";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";
import { sessionQuery } from "../node/session-query.ts";

export const planQuery = queryOptions({
  queryKey: ["plan"],
  queryFn: async ({ client: queries, signal }) => {
    const { plan } = await queries.ensureQueryData(sessionQuery);
    return client.call(getPlan, { path: { planId: plan.id, version: plan.version }, signal });
  },
});
