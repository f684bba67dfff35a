/** What was sent to one webhook, what became of it, and the way to send it again. */

import { redeliverWebhook, type WebhookDelivery } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { watchingMessages } from "../../i18n/watching/watching-messages.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useChange } from "../../use-change.ts";
import { deliveriesQuery } from "./webhook-queries.ts";

interface DeliveryLogProps {
  readonly at: { readonly enterpriseId: string; readonly webhookId: string };
  readonly url: string;
  readonly may: boolean;
  readonly onClose: () => void;
}

export const DeliveryLog = ({ at, url, may, onClose }: DeliveryLogProps) => {
  const m = useMessages(watchingMessages);
  const query = deliveriesQuery(at);
  const { data, error, refetch } = useQuery(query);
  const again = useChange({
    run: (deliveryId: string) =>
      client.call(redeliverWebhook, { path: { ...at, deliveryId }, body: {} }),
    stale: [query.queryKey],
  });
  return (
    <Dialog title={m.logOf(url)} onClose={onClose}>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {again.error !== null && <Failure error={again.error} />}
      {data === undefined && error === null && <Skeleton rows={3} />}
      {data?.deliveries.length === 0 && <p className="quiet">{m.noDeliveries}</p>}
      {data !== undefined && data.deliveries.length > 0 && (
        <div className="table-scroll">
          <table className="table">
            <thead>
              <tr>
                {[m.created, m.event, m.outcome].map((heading) => (
                  <th key={heading} scope="col">
                    {heading}
                  </th>
                ))}
                <th scope="col" className="num">
                  {m.attempts}
                </th>
                {may && (
                  <th scope="col">
                    <span className="sr-only">{m.again}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {data.deliveries.map((delivery) => (
                <DeliveryLine
                  key={delivery.id}
                  delivery={delivery}
                  onAgain={may ? () => again.mutate(delivery.id) : null}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Dialog>
  );
};

interface DeliveryLineProps {
  readonly delivery: WebhookDelivery;
  readonly onAgain: (() => void) | null;
}

const DeliveryLine = ({ delivery, onAgain }: DeliveryLineProps) => {
  const m = useMessages(watchingMessages);
  const { createdAt, event, state, attempts, lastFailure, lastStatus } = delivery;
  return (
    <tr>
      <td className="nowrap">{formatInstant(createdAt)}</td>
      <td>
        <code>{event}</code>
      </td>
      <td>
        {m.deliveryStates[state]}
        {lastFailure !== null && <div className="quiet small">{lastFailure}</div>}
        {lastFailure === null && lastStatus !== null && (
          <div className="quiet small">HTTP {lastStatus}</div>
        )}
      </td>
      <td className="num">{attempts}</td>
      {onAgain !== null && (
        <td>
          <button type="button" className="btn btn-plain" onClick={onAgain}>
            {m.again}
          </button>
        </td>
      )}
    </tr>
  );
};
