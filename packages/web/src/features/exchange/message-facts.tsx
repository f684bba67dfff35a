/** What is known about a message: its way, its hash as the node and as this browser compute it, its signatures. */

import { useEffect, useState } from "react";
import { exchangeMessages } from "../../i18n/exchange/exchange-messages.ts";
import { formatBytes, formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import type { MessageRead } from "./exchange-queries.ts";
import { Fingerprint } from "./fingerprint.tsx";
import { signedTextOf } from "./message-parts.ts";
import { MessageState } from "./messages-panel.tsx";

export const MessageFacts = ({ message }: { readonly message: MessageRead }) => {
  const m = useMessages(exchangeMessages);
  const { summary } = message;
  return (
    <section className="panel" aria-label={m.messages.kinds[summary.kind]}>
      <dl className="body pairs">
        <dt>{m.messages.direction}</dt>
        <dd>
          {m.messages.directions[summary.direction]} · {summary.peer.name}
        </dd>
        <dt>{m.messages.state}</dt>
        <dd>
          <MessageState message={summary} />
        </dd>
        {summary.enterprise !== null && (
          <>
            <dt>{m.message.about}</dt>
            <dd>{summary.enterprise.name}</dd>
          </>
        )}
        <dt>{m.messages.made}</dt>
        <dd>
          {formatInstant(summary.createdAt)} · {formatBytes(summary.sizeBytes)} ·{" "}
          {m.message.sequence} {summary.sequence} · <code>{summary.schema}</code>
        </dd>
        <dt>{m.message.receiptAt}</dt>
        <dd>
          {summary.receiptAt === null ? m.message.noReceipt : formatInstant(summary.receiptAt)}
        </dd>
        <dt>{m.message.hash}</dt>
        <dd>
          <code className="wrap-anywhere">{summary.hash}</code>{" "}
          <span className="quiet small">{m.message.hashNote}</span>
          {message.bytes !== null && <HashHere bytes={message.bytes} hash={summary.hash} />}
        </dd>
      </dl>
    </section>
  );
};

interface HashHereProps {
  readonly bytes: string;
  readonly hash: string;
}

/** The reader's own browser computes the hash of what it shows; without a secure address it cannot. */
const HashHere = ({ bytes, hash }: HashHereProps) => {
  const m = useMessages(exchangeMessages).message;
  const [same, setSame] = useState<boolean>();
  useEffect(() => {
    let current = true;
    const compare = async () => {
      const mine = await hashOf(signedTextOf(bytes));
      if (current && mine !== undefined) setSame(mine === hash);
    };
    void compare();
    return () => {
      current = false;
    };
  }, [bytes, hash]);
  if (same === undefined) return null;
  return same ? (
    <p className="good small">✓ {m.sameHere}</p>
  ) : (
    <p className="bad small">✕ {m.differsHere}</p>
  );
};

const hashOf = async (text: string): Promise<string | undefined> => {
  if (!window.isSecureContext) return undefined;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

type Signatures = MessageRead["signatures"];

export const SignatureList = ({ signatures }: { readonly signatures: Signatures }) => {
  const m = useMessages(exchangeMessages).message;
  return (
    <section className="panel" aria-label={m.signatures}>
      <header>
        <h2>{m.signatures}</h2>
      </header>
      <ul className="body keys">
        {signatures.map((signature) => (
          <li key={signature.keyId} className="row">
            <b className={signature.verified ? "good" : "bad"}>
              {signature.verified ? `✓ ${m.verified}` : `✕ ${m.notVerified}`}
            </b>
            <span className="key-algorithm">{signature.algorithm}</span>
            <Fingerprint value={signature.keyId} />
            <span className="quiet small">
              {m.owners[signature.owner]} · {m.keyStates[signature.keyState]}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
