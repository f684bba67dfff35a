/** Saves facts: shown at once, taken back if the node refuses. */

import { saveFacts, type getEnterprise, type ReplyOf } from "@fenji/contract";
import type { Facts } from "@fenji/regime";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";
import { enterpriseQuery } from "../enterprises/enterprise-queries.ts";

type Enterprise = ReplyOf<typeof getEnterprise>;

export interface FactsToSave {
  readonly facts: Facts;
  readonly basedOn: string | null;
}

export const useSaveFacts = (
  enterprise: Enterprise,
  onSaved: (factsId: string, facts: Facts) => void,
) => {
  const queries = useQueryClient();
  const { queryKey } = enterpriseQuery(enterprise.id);
  return useMutation({
    mutationFn: ({ facts, basedOn }: FactsToSave) =>
      client.call(saveFacts, {
        path: { enterpriseId: enterprise.id },
        body: { facts: { ...facts }, basedOn },
      }),
    onMutate: async ({ facts }) => {
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueryData(queryKey);
      queries.setQueryData(queryKey, (now) => now && { ...now, facts: { ...facts } });
      return { before };
    },
    onError: (_error, _facts, context) => {
      if (context?.before !== undefined) queries.setQueryData(queryKey, context.before);
    },
    onSuccess: ({ factsId, recordedAt }, { facts }) => {
      queries.setQueryData(
        queryKey,
        (now) => now && { ...now, factsId, factsRecordedAt: recordedAt },
      );
      onSaved(factsId, facts);
    },
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ["enterprise", enterprise.id] });
      await queries.invalidateQueries({ queryKey: ["registry"], refetchType: "none" });
      await queries.invalidateQueries({ queryKey: ["plan"], refetchType: "none" });
      await queries.invalidateQueries({ queryKey: ["province"], refetchType: "none" });
    },
  });
};
