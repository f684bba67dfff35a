/** An enterprise's grades with their reasons, as the node stored its facts. */

import { getGrading } from "@fenji/contract";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";

export const gradingQuery = (enterpriseId: string) =>
  queryOptions({
    queryKey: ["enterprise", enterpriseId, "grading"],
    queryFn: ({ signal }) => client.call(getGrading, { path: { enterpriseId }, signal }),
  });
