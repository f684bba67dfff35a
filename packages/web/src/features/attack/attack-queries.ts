/** Reads of the attack techniques of an enterprise. */

import { getAttack, type ReplyOf } from "@fenji/contract";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";

export type Attack = ReplyOf<typeof getAttack>;
export type AttackTechnique = Attack["techniques"][number];
export type AttackTactic = Attack["tactics"][number];
export type AttackRequirement = Attack["requirements"][number];

export const attackQuery = (enterpriseId: string, of: { readonly type?: string }) =>
  queryOptions({
    queryKey: ["enterprise", enterpriseId, "attack", of],
    queryFn: ({ signal }) => client.call(getAttack, { path: { enterpriseId }, query: of, signal }),
    placeholderData: keepPreviousData,
  });
