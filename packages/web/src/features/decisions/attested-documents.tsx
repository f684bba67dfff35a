/** What an attestation rests on; where a line holds the hash of a document that an engagement keeps, the way to look at it. */

import { useQuery } from "@tanstack/react-query";
import { decisionsMessages } from "../../i18n/decisions/decisions-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { AttachedDocument } from "../documents/attached-document.tsx";
import { attachedQuery } from "../documents/attached-query.ts";

interface AttestedDocumentsProps {
  readonly enterpriseId: string;
  readonly documents: readonly string[];
}

export const AttestedDocuments = ({ enterpriseId, documents }: AttestedDocumentsProps) => {
  const m = useMessages(decisionsMessages);
  return (
    <div className="small">
      <p>{m.restsOn}</p>
      <ul className="attested">
        {documents.map((line) => (
          <li key={line} className="wrap-anywhere">
            <AttestedLine enterpriseId={enterpriseId} line={line} />
          </li>
        ))}
      </ul>
    </div>
  );
};

interface AttestedLineProps {
  readonly enterpriseId: string;
  readonly line: string;
}

const AttestedLine = ({ enterpriseId, line }: AttestedLineProps) => {
  const found = /(?:sha-?256[:= ]?)?(?<![0-9a-f])([0-9a-f]{64})(?![0-9a-f])/i.exec(line);
  const hash = found?.[1]?.toLowerCase();
  const may = usePermissions(enterpriseId).may("fieldwork:read");
  const { data } = useQuery({
    ...attachedQuery(enterpriseId, hash === undefined ? {} : { sha256: hash }),
    enabled: may && hash !== undefined,
  });
  const [kept] = hash === undefined ? [] : (data?.documents ?? []);
  if (kept === undefined) return line;
  const words = line.replace(found?.[0] ?? "", "").trim();
  return (
    <>
      {words !== kept.name && `${words} `}
      <AttachedDocument enterpriseId={enterpriseId} document={kept} />
    </>
  );
};
