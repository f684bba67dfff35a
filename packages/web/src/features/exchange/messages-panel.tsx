/** Messages sent and received, filtered by what stands in the address; each leads to its bytes. */

import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { exchangeMessages } from "../../i18n/exchange/exchange-messages.ts";
import { formatBytes, formatInstant } from "../../i18n/format.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import {
  messageDirections,
  messageKinds,
  messageStates,
  type MessagesSearch,
} from "../../routes/search-params.ts";
import { Choice } from "../../ui/choice.tsx";
import { Failure } from "../../ui/failure.tsx";
import { OlderButton } from "../../ui/older-button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { messagesQuery, type MessagesOf, type MessageSummary } from "./exchange-queries.ts";

interface MessagesPanelProps {
  readonly of: MessagesOf;
  readonly search: MessagesSearch;
  readonly onSearch: (search: MessagesSearch) => void;
}

export const MessagesPanel = ({ of, search, onSearch }: MessagesPanelProps) => {
  const m = useMessages(exchangeMessages).messages;
  const pages = useInfiniteQuery(messagesQuery(of, search));
  const messages = pages.data?.pages.flatMap((page) => page.messages);
  const filtered = Object.keys(search).length > 0;
  return (
    <section className="panel" aria-label={m.title}>
      <header>
        <h2>{m.title}</h2>
        <span className="grow" />
        <MessageFilters search={search} onSearch={onSearch} />
      </header>
      {pages.error !== null && (
        <div className="body">
          <Failure error={pages.error} retry={() => void pages.refetch()} />
        </div>
      )}
      {pages.isPending && (
        <div className="body">
          <Skeleton rows={4} />
        </div>
      )}
      {messages?.length === 0 && <p className="body quiet">{filtered ? m.noneFiltered : m.none}</p>}
      {messages !== undefined && messages.length > 0 && (
        <MessageTable messages={messages} of={of} />
      )}
      <OlderButton pages={pages} label={m.older} />
    </section>
  );
};

const MessageFilters = ({ search, onSearch }: Omit<MessagesPanelProps, "of">) => {
  const m = useMessages(exchangeMessages).messages;
  const set = (name: keyof MessagesSearch, value: string) => {
    const { [name]: _old, ...rest } = search;
    onSearch(value === "" ? rest : { ...rest, [name]: value });
  };
  return (
    <search className="row row-end no-print">
      <Choice
        label={m.direction}
        value={search.direction ?? ""}
        any={m.any}
        options={messageDirections.map((value) => ({ value, label: m.directions[value] }))}
        onChange={(value) => set("direction", value)}
      />
      <Choice
        label={m.kind}
        value={search.kind ?? ""}
        any={m.any}
        options={messageKinds.map((value) => ({ value, label: m.kinds[value] }))}
        onChange={(value) => set("kind", value)}
      />
      <Choice
        label={m.state}
        value={search.state ?? ""}
        any={m.any}
        options={messageStates.map((value) => ({ value, label: m.states[value] }))}
        onChange={(value) => set("state", value)}
      />
    </search>
  );
};

interface MessageTableProps {
  readonly messages: readonly MessageSummary[];
  /** What all rows share needs no column. */
  readonly of: MessagesOf;
}

const MessageTable = ({ messages, of }: MessageTableProps) => {
  const m = useMessages(exchangeMessages).messages;
  return (
    <div className="table-scroll">
      <table className="table table-roomy">
        <thead>
          <tr>
            <th scope="col">{m.direction}</th>
            <th scope="col">{m.kind}</th>
            <th scope="col">{m.state}</th>
            {of.peerId === undefined && <th scope="col">{m.peer}</th>}
            {of.enterpriseId === undefined && <th scope="col">{m.about}</th>}
            <th scope="col">{m.made}</th>
            <th scope="col">{m.moved}</th>
            <th scope="col" className="num">
              {m.size}
            </th>
          </tr>
        </thead>
        <tbody>
          {messages.map((message) => (
            <MessageRow key={`${message.direction} ${message.id}`} message={message} of={of} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

interface MessageRowProps {
  readonly message: MessageSummary;
  readonly of: MessagesOf;
}

const MessageRow = ({ message, of }: MessageRowProps) => {
  const m = useMessages(exchangeMessages).messages;
  return (
    <tr>
      <td>
        <span aria-hidden="true">{message.direction === "out" ? "↑" : "↓"}</span>{" "}
        {m.directions[message.direction]}
      </td>
      <td>
        <MessageLink id={message.id} enterpriseId={of.enterpriseId}>
          {m.kinds[message.kind]}
        </MessageLink>
      </td>
      <td>
        <MessageState message={message} />
      </td>
      {of.peerId === undefined && <td>{message.peer.name}</td>}
      {of.enterpriseId === undefined && <td>{message.enterprise?.name ?? "—"}</td>}
      <td>
        <time dateTime={message.createdAt}>{formatInstant(message.createdAt)}</time>
      </td>
      <td>
        {message.movedAt === null ? (
          "—"
        ) : (
          <time dateTime={message.movedAt}>{formatInstant(message.movedAt)}</time>
        )}
      </td>
      <td className="num">{formatBytes(message.sizeBytes)}</td>
    </tr>
  );
};

export const MessageState = ({ message }: { readonly message: MessageSummary }) => {
  const m = useMessages(exchangeMessages).messages;
  const text = useText();
  return (
    <>
      <span className={`message-${message.state}`}>{m.states[message.state]}</span>
      {message.failure !== null && (
        <span className="link-trouble small"> {text(message.failure)}</span>
      )}
    </>
  );
};

interface MessageLinkProps {
  readonly id: string;
  readonly enterpriseId: string | undefined;
  readonly children: string;
}

/** Inside an enterprise's pages a message stays there, under what one may do with that enterprise. */
export const MessageLink = ({ id, enterpriseId, children }: MessageLinkProps) =>
  enterpriseId === undefined ? (
    <Link to="/messages/$messageId" params={{ messageId: id }}>
      {children}
    </Link>
  ) : (
    <Link
      to="/enterprises/$enterpriseId/messages/$messageId"
      params={{ enterpriseId, messageId: id }}
    >
      {children}
    </Link>
  );
