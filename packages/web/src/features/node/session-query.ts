/** Who is asking and which node answers; read once per visit. */

import { getSession } from "@fenji/contract";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => client.call(getSession, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
