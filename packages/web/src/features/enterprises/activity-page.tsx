/** What was done to one enterprise's records: when, by whom, chained by hashes. */

import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { enterprisesMessages } from "../../i18n/enterprises/enterprises-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { OlderButton } from "../../ui/older-button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { EnterpriseDecisions } from "../access/enterprise-decisions.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { WebhooksPanel } from "../watching/webhooks-panel.tsx";
import { eventsQuery } from "./enterprise-queries.ts";

const route = getRouteApi("/enterprises/$enterpriseId/activity");

export const ActivityPage = () => {
  const { enterpriseId } = route.useParams();
  const permissions = usePermissions(enterpriseId);
  return (
    <div className="stack">
      <Events enterpriseId={enterpriseId} />
      {permissions.may("webhook:read") && <WebhooksPanel enterpriseId={enterpriseId} />}
      {permissions.may("decision:read") && <EnterpriseDecisions enterpriseId={enterpriseId} />}
    </div>
  );
};

const Events = ({ enterpriseId }: { readonly enterpriseId: string }) => {
  const m = useMessages(enterprisesMessages);
  const pages = useInfiniteQuery(eventsQuery(enterpriseId));
  if (pages.error !== null)
    return <Failure error={pages.error} retry={() => void pages.refetch()} />;
  if (pages.data === undefined) return <Skeleton rows={8} height={26} />;
  const events = pages.data.pages.flatMap((page) => page.events);
  return (
    <section className="panel" aria-label={m.tabs.activity}>
      <header>
        <h2>{m.tabs.activity}</h2>
        <span className="quiet small">{m.eventsNote}</span>
      </header>
      {events.length === 0 && <p className="body quiet">{m.noEvents}</p>}
      {events.length > 0 && <EventTable events={events} />}
      <OlderButton pages={pages} label={m.older} />
    </section>
  );
};

interface EventTableProps {
  readonly events: readonly {
    readonly id: string;
    readonly at: string;
    readonly actor: string;
    readonly action: string;
    readonly subject: string;
    readonly hash: string;
  }[];
}

/** A file is named by its hash; twelve digits are enough to recognise it. */
const shortened = (subject: string): string =>
  /^[0-9a-f]{64}$/.test(subject) ? subject.slice(0, 12) : subject;

const EventTable = ({ events }: EventTableProps) => {
  const m = useMessages(enterprisesMessages);
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{m.events.at}</th>
            <th scope="col">{m.events.actor}</th>
            <th scope="col">{m.events.action}</th>
            <th scope="col">{m.events.subject}</th>
            <th scope="col">{m.events.hash}</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.id}>
              <td>
                <time dateTime={event.at}>{formatInstant(event.at)}</time>
              </td>
              <td>{m.actors[event.actor] ?? event.actor}</td>
              <td>{m.actions[event.action] ?? <code>{event.action}</code>}</td>
              <td className="nowrap">
                <code title={event.subject}>{shortened(event.subject)}</code>
              </td>
              <td>
                <code className="hash" title={event.hash}>
                  {event.hash.slice(0, 12)}
                </code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
