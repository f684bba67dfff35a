/** The document that a field record names, from the node or from this device. */

import { useQuery } from "@tanstack/react-query";
import { fromDevice, useFromNode } from "../documents/document-sources.ts";
import { OpenDocument } from "../documents/open-document.tsx";
import { documentsQuery, type EngagementPath } from "./engagement-queries.ts";
import { useWaiting } from "./field-work.ts";

interface NamedDocumentProps {
  readonly path: EngagementPath;
  readonly sha256: string;
}

export const NamedDocument = ({ path, sha256 }: NamedDocumentProps) => {
  const fromNode = useFromNode(path);
  const kept = useQuery(documentsQuery(path)).data?.documents.find((one) => one.sha256 === sha256);
  const waits = useWaiting(path).data?.documents.find((one) => one.sha256 === sha256);
  if (waits !== undefined) return <OpenDocument source={fromDevice(waits)} />;
  return kept === undefined ? null : <OpenDocument source={fromNode(kept)} />;
};
