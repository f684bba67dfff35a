/** A message with its proof: hash, signatures, receipt, the exact bytes, and what each part of them means. */

import { downloadEnterpriseMessage, downloadMessage, urlOf } from "@fenji/contract";
import { useState } from "react";
import { exchangeMessages } from "../../i18n/exchange/exchange-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { CopyButton } from "../../ui/shown-once.tsx";
import { BytesText } from "./bytes-text.tsx";
import type { MessageRead } from "./exchange-queries.ts";
import { MessageFacts, SignatureList } from "./message-facts.tsx";
import { partsOf, type MessagePart } from "./message-parts.ts";
import { MessageLink } from "./messages-panel.tsx";
import { PartTable } from "./part-table.tsx";

interface MessageViewProps {
  readonly message: MessageRead;
  readonly enterpriseId: string | undefined;
}

export const MessageView = ({ message, enterpriseId }: MessageViewProps) => {
  const m = useMessages(exchangeMessages).message;
  return (
    <>
      <div className="nodes-grid">
        <MessageFacts message={message} />
        {message.bytes !== null && <SignatureList signatures={message.signatures} />}
      </div>
      <Related message={message} enterpriseId={enterpriseId} />
      {message.bytes === null ? (
        <p className="notice">{m.keptApart}</p>
      ) : (
        <Reading id={message.summary.id} bytes={message.bytes} enterpriseId={enterpriseId} />
      )}
      {message.receipt !== null && <Receipt message={message} receipt={message.receipt} />}
    </>
  );
};

interface ReadingProps {
  readonly id: string;
  readonly bytes: string;
  readonly enterpriseId: string | undefined;
}

/** The bytes, and beside them what each part of them is. */
const Reading = ({ id, bytes, enterpriseId }: ReadingProps) => {
  const m = useMessages(exchangeMessages).message;
  const [marked, setMarked] = useState<MessagePart>();
  const href =
    enterpriseId === undefined
      ? urlOf(downloadMessage, { path: { messageId: id } })
      : urlOf(downloadEnterpriseMessage, { path: { enterpriseId, messageId: id } });
  const parts = partsOf(bytes);
  return (
    <div className="reading">
      <section className="panel" aria-label={m.bytes}>
        <header>
          <h2>{m.bytes}</h2>
          <span className="grow" />
          <span className="row no-print">
            <CopyButton value={bytes} />
            <a className="btn" href={href} download={`${id}.json`}>
              {m.download}
            </a>
          </span>
        </header>
        <p className="body quiet small">{m.bytesNote}</p>
        <BytesText label={m.bytes} text={bytes} mark={marked?.range ?? null} />
      </section>
      {parts === undefined ? (
        <p className="notice notice-bad">{m.unreadable}</p>
      ) : (
        <PartTable parts={parts} marked={marked?.path} onMark={setMarked} />
      )}
    </div>
  );
};

interface ReceiptProps {
  readonly message: MessageRead;
  readonly receipt: string;
}

const Receipt = ({ message, receipt }: ReceiptProps) => {
  const m = useMessages(exchangeMessages).message;
  const label = message.summary.direction === "out" ? m.receipt : m.ownReceipt;
  return (
    <details className="panel receipt">
      <summary>
        {label}
        {message.summary.receiptAt !== null && (
          <span className="quiet small"> {formatInstant(message.summary.receiptAt)}</span>
        )}
      </summary>
      <div className="body">
        <CopyButton value={receipt} />
      </div>
      <BytesText label={label} text={receipt} mark={null} />
    </details>
  );
};

const Related = ({ message, enterpriseId }: MessageViewProps) => {
  const m = useMessages(exchangeMessages).message;
  if (message.inReplyTo === null && message.replies.length === 0) return null;
  return (
    <ul className="row" aria-label={m.related}>
      {message.inReplyTo !== null && (
        <li>
          {m.inReplyTo}{" "}
          <MessageLink id={message.inReplyTo} enterpriseId={enterpriseId}>
            {message.inReplyTo}
          </MessageLink>
        </li>
      )}
      {message.replies.map((id) => (
        <li key={id}>
          {m.reply}{" "}
          <MessageLink id={id} enterpriseId={enterpriseId}>
            {id}
          </MessageLink>
        </li>
      ))}
    </ul>
  );
};
