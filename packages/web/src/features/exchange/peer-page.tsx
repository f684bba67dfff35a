/** One linked node: its keys, its enterprises, what may be done about the link, and every message with it. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { exchangeMessages } from "../../i18n/exchange/exchange-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { peersQuery, type Peer } from "./exchange-queries.ts";
import { Fingerprint } from "./fingerprint.tsx";
import { MessagesPanel } from "./messages-panel.tsx";
import { PeerActions } from "./peer-actions.tsx";
import { LastContact, PeerState } from "./peer-list.tsx";
import "./exchange.css";

const route = getRouteApi("/nodes/$peerId");

export const PeerPage = () => {
  const m = useMessages(exchangeMessages).peers;
  const { peerId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch } = useQuery(peersQuery);
  const peer = data?.peers.find(({ id }) => id === peerId);
  if (data !== undefined && peer === undefined) return <NotFoundPage />;
  return (
    <div className="page stack">
      <p>
        <Link to="/nodes">← {m.back}</Link>
      </p>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {peer === undefined && error === null && <Skeleton rows={8} />}
      {peer !== undefined && (
        <>
          <div className="row">
            <PageTitle title={peer.name} />
            <PeerState peer={peer} />
            <span className="quiet">{m.relations[peer.relation]}</span>
          </div>
          <PeerActions peer={peer} />
          <PeerFacts peer={peer} />
          <MessagesPanel
            of={{ peerId }}
            search={search}
            onSearch={(next) => void navigate({ search: next, replace: true })}
          />
        </>
      )}
    </div>
  );
};

const PeerFacts = ({ peer }: { readonly peer: Peer }) => {
  const m = useMessages(exchangeMessages);
  return (
    <div className="nodes-grid">
      <section className="panel" aria-label={m.peers.state}>
        <dl className="body pairs">
          <dt>{m.self.id}</dt>
          <dd>
            <code className="wrap-anywhere">{peer.id}</code> · {m.self.kinds[peer.kind]}
          </dd>
          <dt>{m.peers.address}</dt>
          <dd className="wrap-anywhere">{peer.address ?? m.peers.byHand}</dd>
          <dt>{m.peers.contact}</dt>
          <dd>
            <LastContact peer={peer} />
          </dd>
          <dt>{m.peers.waiting}</dt>
          <dd>{peer.waiting === 0 ? m.peers.waitingNone : peer.waiting}</dd>
          {peer.jurisdiction !== null && (
            <>
              <dt>{m.peers.jurisdiction}</dt>
              <dd>
                <code>{peer.jurisdiction}</code>
              </dd>
            </>
          )}
        </dl>
      </section>
      <section className="panel" aria-label={m.peers.keys}>
        <header>
          <h2>{m.peers.keys}</h2>
        </header>
        <ul className="body keys">
          {peer.keys.map((key) => (
            <li key={key.keyId} className="row">
              <span className="key-algorithm">{key.algorithm}</span>
              <Fingerprint value={key.keyId} />
              <span className={`key-${key.state}`}>{m.peers.keyStates[key.state]}</span>
              <span className="quiet small">{m.peers.pinned(formatInstant(key.pinnedAt))}</span>
            </li>
          ))}
        </ul>
      </section>
      {peer.enterprises.length > 0 && <PeerEnterprises peer={peer} />}
    </div>
  );
};

const PeerEnterprises = ({ peer }: { readonly peer: Peer }) => {
  const m = useMessages(exchangeMessages).peers;
  return (
    <section className="panel" aria-label={m.enterprises}>
      <header>
        <h2>{m.enterprises}</h2>
        <span className="quiet small">{peer.enterprises.length}</span>
      </header>
      <ul className="body">
        {peer.enterprises.map((enterprise) => (
          <li key={enterprise.enterpriseId}>
            <Link
              to="/enterprises/$enterpriseId/filing"
              params={{ enterpriseId: enterprise.enterpriseId }}
            >
              {enterprise.name}
            </Link>{" "}
            <code className="quiet small">{enterprise.creditCode}</code>{" "}
            <span className="quiet small">{m.linkedAt(formatInstant(enterprise.linkedAt))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};
