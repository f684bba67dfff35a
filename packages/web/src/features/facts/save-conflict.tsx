/** What to do when saving failed; where newer facts exist, both ways to go on. */

import { getEnterprise } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { Facts } from "@fenji/regime";
import { useMutation } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";
import { factsMessages } from "../../i18n/facts/facts-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { rebase } from "./facts-draft.ts";

export interface StoredFacts {
  readonly factsId: string | null;
  readonly facts: Facts;
}

interface SaveConflictProps {
  readonly error: unknown;
  readonly enterpriseId: string;
  readonly mine: Facts;
  readonly base: Facts;
  readonly onResolve: (newest: StoredFacts, draft: Facts) => void;
}

export const SaveConflict = ({ error, enterpriseId, mine, base, onResolve }: SaveConflictProps) => {
  const m = useMessages(factsMessages);
  const load = useMutation({
    mutationFn: (_keep: boolean) => client.call(getEnterprise, { path: { enterpriseId } }),
    onSuccess: ({ factsId, facts }, keep) =>
      onResolve({ factsId, facts }, keep ? rebase(mine, base, facts) : facts),
  });
  if (error === null) return null;
  if (!(error instanceof AppError) || error.code !== "fact.conflict") {
    return <Failure error={error} />;
  }
  return (
    <div className="notice notice-warn" role="alert">
      <strong>{m.conflictTitle}</strong>
      <p>{m.conflictText}</p>
      <p className="row">
        <button type="button" className="btn" onClick={() => load.mutate(true)}>
          {m.keepMine}
        </button>
        <button type="button" className="btn" onClick={() => load.mutate(false)}>
          {m.loadNewest}
        </button>
      </p>
    </div>
  );
};
