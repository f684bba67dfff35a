/** Who gets a task: linked enterprises, and supervisors' nodes below. */

import { useState } from "react";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import type { Peer } from "../exchange/exchange-queries.ts";

export interface Recipient {
  readonly kind: "firm" | "node";
  /** Of the enterprise, or of the node. */
  readonly id: string;
  readonly name: string;
  readonly code: string;
}

export const recipientsOf = (peers: readonly Peer[]): readonly Recipient[] =>
  peers
    .filter(({ relation, state }) => relation === "below" && state === "linked")
    .flatMap((peer): Recipient[] =>
      peer.kind === "supervisor"
        ? [{ kind: "node", id: peer.id, name: peer.name, code: peer.jurisdiction ?? "" }]
        : peer.enterprises.map(({ enterpriseId, name, creditCode }) => ({
            kind: "firm",
            id: enterpriseId,
            name,
            code: creditCode,
          })),
    );

interface RecipientChoiceProps {
  readonly recipients: readonly Recipient[];
  readonly firmsOnly: boolean;
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

export const RecipientChoice = (props: RecipientChoiceProps) => {
  const { recipients, firmsOnly, chosen, onChange } = props;
  const m = useMessages(filingsMessages).tasks;
  const [words, setWords] = useState("");
  if (recipients.length === 0) return <p className="notice">{m.noRecipients}</p>;
  const shown = recipients
    .filter(({ kind }) => kind === "firm" || !firmsOnly)
    .filter(({ name, code }) => `${name} ${code}`.toLowerCase().includes(words.toLowerCase()));
  const toggle = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    onChange(next);
  };
  return (
    <fieldset className="recipients">
      <legend>{m.recipients}</legend>
      <p className="row">
        <input
          className="input grow"
          type="search"
          aria-label={m.filter}
          placeholder={m.filter}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <button
          type="button"
          className="btn"
          onClick={() => onChange(new Set([...chosen, ...shown.map(({ id }) => id)]))}
        >
          {m.all}
        </button>
        <button type="button" className="btn" onClick={() => onChange(new Set())}>
          {m.none_}
        </button>
        <span role="status">{m.chosen(chosen.size)}</span>
      </p>
      <ul>
        {shown.map(({ id, name, code, kind }) => (
          <li key={id}>
            <label className="check">
              <input
                type="checkbox"
                checked={chosen.has(id)}
                onChange={(event) => toggle(id, event.target.checked)}
              />
              {name} <code className="quiet small">{code}</code>
              {kind === "node" && <span className="stamp">{m.recipientsNodes}</span>}
            </label>
          </li>
        ))}
      </ul>
      {firmsOnly && recipients.some(({ kind }) => kind === "node") && (
        <p className="quiet small">{m.noticeOnlyFirms}</p>
      )}
    </fieldset>
  );
};
