/** The documents that an attestation rests on, one a line: written by hand, or taken from those that engagements keep. */

import { useState } from "react";
import { decisionsMessages } from "../../i18n/decisions/decisions-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import type { AttachedDocument } from "../documents/attached-query.ts";
import { ChooseDocuments } from "../documents/choose-documents.tsx";

/** A line holds 300 characters, 64 of them the hash. */
const longestName = 200;

const lineOf = ({ name, sha256 }: AttachedDocument): string =>
  `${name.slice(0, longestName)} sha256:${sha256}`;

export const DocumentLines = ({ enterpriseId }: { readonly enterpriseId: string }) => {
  const m = useMessages(decisionsMessages);
  const [lines, setLines] = useState("");
  const [chosen, setChosen] = useState<readonly AttachedDocument[]>([]);
  /** Taken ones are lines among the others, so that one reads what will be said. */
  const choose = (next: readonly AttachedDocument[]) => {
    const dropped = new Set(chosen.filter((one) => !next.includes(one)).map(lineOf));
    const kept = lines.split("\n").filter((line) => line.trim() !== "" && !dropped.has(line));
    const added = next.filter((one) => !chosen.includes(one)).map(lineOf);
    setLines([...kept, ...added].join("\n"));
    setChosen(next);
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
      <ChooseDocuments enterpriseId={enterpriseId} chosen={chosen} onChange={choose} />
    </>
  );
};
