/** Where a document of an engagement is read from: the node, which records who opened it, or this device, where it waits. */

import { openFieldDocument } from "@fenji/contract";
import { useQueryClient } from "@tanstack/react-query";
import { AppError } from "@fenji/kernel";
import { client } from "../../contract-client.ts";
import type { WaitingDocument } from "../../offline/field-store.ts";
import { findContent, keepContent } from "../../offline/kept-contents.ts";
import {
  engagementKey,
  type EngagementPath,
  type FieldDocument,
} from "../engagements/engagement-queries.ts";
import type { DocumentSource, ReadContent } from "./document-source.ts";

export const fromDevice = ({ name, sha256, content }: WaitingDocument): DocumentSource => ({
  name,
  sha256,
  sizeBytes: content.size,
  read: async () => ({ bytes: new Uint8Array(await content.arrayBuffer()), from: "device" }),
});

type Kept = Pick<FieldDocument, "name" | "sha256" | "sizeBytes">;

/** Where the node cannot be reached: what was opened on this device before. @throws what the asking threw, where there is none */
const readNode = async (path: EngagementPath, sha256: string): Promise<ReadContent> => {
  const of = { engagementId: path.engagementId, sha256 };
  try {
    const bytes = await client.call(openFieldDocument, { path: { ...path, sha256 }, body: {} });
    // What cannot be kept, on a full device say, can still be looked at now.
    await keepContent(of, bytes).catch(() => undefined);
    return { bytes, from: "node" };
  } catch (error) {
    if (error instanceof AppError) throw error;
    const bytes = await findContent(of).catch(() => undefined);
    if (bytes === undefined) throw error;
    return { bytes, from: "kept" };
  }
};

export const useFromNode = (path: EngagementPath): ((document: Kept) => DocumentSource) => {
  const queries = useQueryClient();
  return ({ name, sha256, sizeBytes }) => ({
    name,
    sha256,
    sizeBytes,
    read: async () => {
      const content = await readNode(path, sha256);
      if (content.from === "node")
        void queries.invalidateQueries({ queryKey: engagementKey(path.enterpriseId) });
      return content;
    },
  });
};
