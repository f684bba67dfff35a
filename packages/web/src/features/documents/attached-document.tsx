/** A document that an engagement keeps, with the number of that engagement. */

import type { AttachedDocument as Attached } from "./attached-query.ts";
import { useFromNode } from "./document-sources.ts";
import { OpenDocument } from "./open-document.tsx";

interface AttachedDocumentProps {
  readonly enterpriseId: string;
  readonly document: Attached;
}

export const AttachedDocument = ({ enterpriseId, document }: AttachedDocumentProps) => {
  const fromNode = useFromNode({ enterpriseId, engagementId: document.engagementId });
  return (
    <>
      <OpenDocument source={fromNode(document)} />{" "}
      <span className="quiet small">{document.engagement}</span>
    </>
  );
};
