/** The nodes that this one is linked to, with what stands between them and a delivery. */

import { Link } from "@tanstack/react-router";
import { exchangeMessages } from "../../i18n/exchange/exchange-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import type { Peer } from "./exchange-queries.ts";

interface PeerListProps {
  readonly peers: readonly Peer[];
  /** What to do when there is none. */
  readonly next: string;
}

export const PeerList = ({ peers, next }: PeerListProps) => {
  const m = useMessages(exchangeMessages).peers;
  return (
    <section className="panel" aria-label={m.title}>
      <header>
        <h2>{m.title}</h2>
      </header>
      {peers.length === 0 ? (
        <p className="body">
          {m.none} {next}
        </p>
      ) : (
        <div className="table-scroll">
          <table className="table table-roomy">
            <thead>
              <tr>
                <th scope="col">{m.name}</th>
                <th scope="col">{m.relation}</th>
                <th scope="col">{m.state}</th>
                <th scope="col">{m.contact}</th>
                <th scope="col" className="num">
                  {m.waiting}
                </th>
                <th scope="col" className="num">
                  {m.enterprises}
                </th>
                <th scope="col">{m.address}</th>
              </tr>
            </thead>
            <tbody>
              {peers.map((peer) => (
                <PeerRow key={peer.id} peer={peer} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
};

const PeerRow = ({ peer }: { readonly peer: Peer }) => {
  const m = useMessages(exchangeMessages).peers;
  return (
    <tr>
      <td>
        <Link to="/nodes/$peerId" params={{ peerId: peer.id }}>
          {peer.name}
        </Link>
      </td>
      <td>{m.relations[peer.relation]}</td>
      <td>
        <PeerState peer={peer} />
      </td>
      <td>
        <LastContact peer={peer} />
      </td>
      <td className="num">{peer.waiting === 0 ? m.waitingNone : peer.waiting}</td>
      <td className="num">{peer.enterprises.length}</td>
      <td className="wrap-anywhere">{peer.address ?? <span className="quiet">{m.byHand}</span>}</td>
    </tr>
  );
};

export const PeerState = ({ peer }: { readonly peer: Peer }) => {
  const m = useMessages(exchangeMessages).peers;
  return (
    <>
      <b className={`link-${peer.state}`}>{m.states[peer.state]}</b>
      {peer.paused && <span className="stamp stamp-illustrative">{m.paused}</span>}
    </>
  );
};

export const LastContact = ({ peer }: { readonly peer: Peer }) => {
  const m = useMessages(exchangeMessages).peers;
  const text = useText();
  return (
    <>
      {peer.lastContactAt === null ? (
        <span className="quiet">{m.never}</span>
      ) : (
        <time dateTime={peer.lastContactAt}>{formatInstant(peer.lastContactAt)}</time>
      )}
      {peer.failure !== null && (
        <span className="link-trouble small">
          {" "}
          {m.failing}: {text(peer.failure)}
          {peer.retryAt !== null && ` ${m.retryAt(formatInstant(peer.retryAt))}`}
        </span>
      )}
    </>
  );
};
