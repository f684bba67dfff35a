/** One message, byte for byte: the page of its own, and the one inside an enterprise's pages. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { exchangeMessages } from "../../i18n/exchange/exchange-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { messageQuery } from "./exchange-queries.ts";
import { MessageView } from "./message-view.tsx";
import "./exchange.css";

const route = getRouteApi("/messages/$messageId");
const enterpriseRoute = getRouteApi("/enterprises/$enterpriseId/messages/$messageId");

export const MessagePage = () => {
  const m = useMessages(exchangeMessages);
  const { messageId } = route.useParams();
  const { data, error, refetch } = useQuery(messageQuery(messageId));
  return (
    <div className="page stack">
      {data !== undefined && (
        <p className="no-print">
          <Link to="/nodes/$peerId" params={{ peerId: data.summary.peer.id }}>
            ← {m.message.backToPeer(data.summary.peer.name)}
          </Link>
        </p>
      )}
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={12} />}
      {data !== undefined && (
        <>
          <PageTitle title={m.message.title(m.messages.kinds[data.summary.kind])} />
          <MessageView message={data} enterpriseId={undefined} />
        </>
      )}
    </div>
  );
};

export const EnterpriseMessagePage = () => {
  const m = useMessages(exchangeMessages);
  const { enterpriseId, messageId } = enterpriseRoute.useParams();
  const { data, error, refetch } = useQuery(messageQuery(messageId, enterpriseId));
  return (
    <div className="stack">
      <p className="no-print">
        <Link to="/enterprises/$enterpriseId/filing" params={{ enterpriseId }}>
          ← {m.message.backToFiling}
        </Link>
      </p>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={12} />}
      {data !== undefined && (
        <>
          <h2>{m.message.title(m.messages.kinds[data.summary.kind])}</h2>
          <MessageView message={data} enterpriseId={enterpriseId} />
        </>
      )}
    </div>
  );
};
