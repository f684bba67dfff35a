/** The documents that an attestation rests on, one a line: written by hand, or taken from those that engagements keep. */

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { decisionsMessages } from "../../i18n/decisions/decisions-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { attachedQuery, type AttachedDocument } from "../documents/attached-query.ts";

/** A line holds 300 characters, 64 of them the hash. */
const longestName = 200;

const lineOf = ({ name, sha256 }: AttachedDocument): string =>
  `${name.slice(0, longestName)} sha256:${sha256}`;

export const DocumentLines = ({ enterpriseId }: { readonly enterpriseId: string }) => {
  const m = useMessages(decisionsMessages);
  const id = useId();
  const [lines, setLines] = useState("");
  const enabled = usePermissions(enterpriseId).may("fieldwork:read");
  const kept = useQuery({ ...attachedQuery(enterpriseId, {}), enabled }).data?.documents ?? [];
  // One that several engagements keep is offered once.
  const each = [...new Map(kept.map((one) => [one.sha256, one])).values()];
  const others = each.filter(({ sha256 }) => !lines.includes(sha256));
  const take = (sha256: string) => {
    const document = others.find((one) => one.sha256 === sha256);
    if (document !== undefined)
      setLines([lines.trimEnd(), lineOf(document)].filter((line) => line !== "").join("\n"));
  };
  return (
    <>
      <label className="field wide">
        <span>{m.documents}</span>
        <textarea
          className="input area"
          name="documents"
          rows={2}
          required
          maxLength={4000}
          placeholder={m.documentsHint}
          value={lines}
          onChange={(event) => setLines(event.target.value)}
        />
      </label>
      {others.length > 0 && (
        <div className="field">
          <label htmlFor={id}>{m.takeKept}</label>
          <select
            id={id}
            className="select"
            value=""
            onChange={(event) => take(event.target.value)}
          >
            <option value="">{m.takeNone}</option>
            {others.map((document) => (
              <option key={document.sha256} value={document.sha256}>
                {document.name} · {document.engagement}
              </option>
            ))}
          </select>
        </div>
      )}
    </>
  );
};
