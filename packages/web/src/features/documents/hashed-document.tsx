/** What a hash stands for: a document that an engagement keeps can be looked at, of anything else the hash itself is shown. */

import { useQuery } from "@tanstack/react-query";
import { usePermissions } from "../access/use-permissions.ts";
import { AttachedDocument } from "./attached-document.tsx";
import { attachedQuery } from "./attached-query.ts";

interface HashedDocumentProps {
  readonly enterpriseId: string;
  readonly sha256: string;
}

export const HashedDocument = ({ enterpriseId, sha256 }: HashedDocumentProps) => {
  const enabled = usePermissions(enterpriseId).may("fieldwork:read");
  const { data } = useQuery({ ...attachedQuery(enterpriseId, { sha256 }), enabled });
  const [kept] = data?.documents ?? [];
  return kept === undefined ? (
    <code title={sha256}>{sha256.slice(0, 12)}…</code>
  ) : (
    <AttachedDocument enterpriseId={enterpriseId} document={kept} />
  );
};
