/** Documents that people looked at for a requirement, in whichever engagement; nothing where there are none. */

import { useQuery } from "@tanstack/react-query";
import { documentsMessages } from "../../i18n/documents/documents-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { AttachedDocument } from "./attached-document.tsx";
import { attachedQuery } from "./attached-query.ts";

interface DocumentsOfRequirementProps {
  readonly enterpriseId: string;
  readonly requirementId: string;
}

export const DocumentsOfRequirement = (props: DocumentsOfRequirementProps) => {
  const { enterpriseId, requirementId } = props;
  const m = useMessages(documentsMessages);
  const enabled = usePermissions(enterpriseId).may("fieldwork:read");
  const { data } = useQuery({
    ...attachedQuery(enterpriseId, { requirement: requirementId }),
    enabled,
  });
  const documents = data?.documents ?? [];
  if (documents.length === 0) return null;
  return (
    <section className="stack">
      <h3>{m.ofRequirement}</h3>
      <ul>
        {documents.map((document) => (
          <li key={`${document.engagementId} ${document.sha256}`}>
            <AttachedDocument enterpriseId={enterpriseId} document={document} />
          </li>
        ))}
      </ul>
    </section>
  );
};
