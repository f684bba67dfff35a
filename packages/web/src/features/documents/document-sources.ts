/** Where a document of an engagement is read from: the node, which records who opened it, or this device, where it waits. */

import { openFieldDocument } from "@fenji/contract";
import { useQueryClient } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";
import type { WaitingDocument } from "../../offline/field-store.ts";
import {
  engagementKey,
  type EngagementPath,
  type FieldDocument,
} from "../engagements/engagement-queries.ts";
import type { DocumentSource } from "./document-source.ts";

export const fromDevice = ({ name, sha256, content }: WaitingDocument): DocumentSource => ({
  name,
  sha256,
  sizeBytes: content.size,
  from: "device",
  read: async () => new Uint8Array(await content.arrayBuffer()),
});

type Kept = Pick<FieldDocument, "name" | "sha256" | "sizeBytes">;

export const useFromNode = (path: EngagementPath): ((document: Kept) => DocumentSource) => {
  const queries = useQueryClient();
  return ({ name, sha256, sizeBytes }) => ({
    name,
    sha256,
    sizeBytes,
    from: "node",
    read: async () => {
      const bytes = await client.call(openFieldDocument, { path: { ...path, sha256 }, body: {} });
      void queries.invalidateQueries({ queryKey: engagementKey(path.enterpriseId) });
      return bytes;
    },
  });
};
