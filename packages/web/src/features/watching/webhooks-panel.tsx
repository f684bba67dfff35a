/** Who is told when verdicts of an enterprise change, and the address of the feed. */

import {
  changeWebhook,
  removeWebhook,
  rotateWebhookSecret,
  testWebhook,
  type Webhook,
} from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../contract-client.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useLanguage, useMessages } from "../../i18n/language.tsx";
import { watchingMessages } from "../../i18n/watching/watching-messages.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { ShownOnce } from "../../ui/shown-once.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useChange } from "../../use-change.ts";
import { usePermissions } from "../access/use-permissions.ts";
import { AddWebhook } from "./add-webhook.tsx";
import { DeliveryLog } from "./delivery-log.tsx";
import { webhooksQuery } from "./webhook-queries.ts";

export const WebhooksPanel = ({ enterpriseId }: { readonly enterpriseId: string }) => {
  const m = useMessages(watchingMessages);
  const { language } = useLanguage();
  const may = usePermissions(enterpriseId).may("webhook:write");
  const { data, error, refetch } = useQuery(webhooksQuery(enterpriseId));
  const [adding, setAdding] = useState(false);
  return (
    <section className="panel no-print" aria-label={m.title}>
      <header>
        <h2>{m.title}</h2>
        <a href={`/api/enterprises/${enterpriseId}/feed?language=${language}`}>{m.feed}</a>
        <span className="grow" />
        {may && (
          <button type="button" className="btn" onClick={() => setAdding(true)}>
            {m.add}
          </button>
        )}
      </header>
      <p className="body quiet small">{m.note}</p>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={2} />}
      {data?.webhooks.length === 0 && <p className="body quiet">{m.none}</p>}
      {data !== undefined && data.webhooks.length > 0 && (
        <WebhookTable enterpriseId={enterpriseId} webhooks={data.webhooks} may={may} />
      )}
      {adding && <AddWebhook enterpriseId={enterpriseId} onClose={() => setAdding(false)} />}
    </section>
  );
};

interface WebhookTableProps {
  readonly enterpriseId: string;
  readonly webhooks: readonly Webhook[];
  readonly may: boolean;
}

const WebhookTable = ({ enterpriseId, webhooks, may }: WebhookTableProps) => {
  const m = useMessages(watchingMessages);
  return (
    <div className="table-scroll">
      <table className="table table-acts">
        <thead>
          <tr>
            {[m.url, m.events, m.state, m.lastDelivered].map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
            <th scope="col">
              <span className="sr-only">{m.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {webhooks.map((webhook) => (
            <WebhookLine key={webhook.id} enterpriseId={enterpriseId} webhook={webhook} may={may} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

interface WebhookLineProps {
  readonly enterpriseId: string;
  readonly webhook: Webhook;
  readonly may: boolean;
}

const WebhookLine = ({ enterpriseId, webhook, may }: WebhookLineProps) => {
  const m = useMessages(watchingMessages);
  const { url, events, state, waiting, dead, lastDeliveredAt } = webhook;
  return (
    <tr>
      <th scope="row" className="wrap-anywhere">
        {url}
      </th>
      <td>{events.map((event) => m.eventNames[event]).join(m.listMark)}</td>
      <td>
        {m.states[state]}
        {waiting > 0 && <div className="quiet small">{m.waiting(waiting)}</div>}
        {dead > 0 && <div className="small">{m.dead(dead)}</div>}
      </td>
      <td>{lastDeliveredAt === null ? m.never : formatInstant(lastDeliveredAt)}</td>
      <td>
        <WebhookActs enterpriseId={enterpriseId} webhook={webhook} may={may} />
      </td>
    </tr>
  );
};

type Open = "log" | "remove" | null;

const WebhookActs = ({ enterpriseId, webhook, may }: WebhookLineProps) => {
  const m = useMessages(watchingMessages);
  const [open, setOpen] = useState<Open>(null);
  const { url, events, state } = webhook;
  const path = { enterpriseId, webhookId: webhook.id };
  const stale = [webhooksQuery(enterpriseId).queryKey];
  const test = useChange({ run: () => client.call(testWebhook, { path, body: {} }), stale });
  const rotate = useChange({
    run: () => client.call(rotateWebhookSecret, { path, body: {} }),
    stale,
  });
  const toggle = useChange({
    run: (to: "active" | "stopped") =>
      client.call(changeWebhook, { path, body: { url, events, state: to } }),
    stale,
  });
  const toggling = state === "active" ? m.stop : m.start;
  const failure = test.error ?? rotate.error ?? toggle.error;
  return (
    <>
      <div className="row">
        <Act label={m.log} of={m.logOf(url)} onAct={() => setOpen("log")} />
        {may && <Act label={m.test} of={m.testOf(url)} onAct={() => test.mutate(undefined)} />}
        {may && (
          <Act
            label={toggling}
            of={m.toggleOf(toggling, url)}
            onAct={() => toggle.mutate(state === "active" ? "stopped" : "active")}
          />
        )}
        {may && (
          <Act label={m.rotate} of={m.rotateOf(url)} onAct={() => rotate.mutate(undefined)} />
        )}
        {may && <Act label={m.remove} of={m.removeOf(url)} onAct={() => setOpen("remove")} />}
      </div>
      {test.isSuccess && (
        <p className="small" role="status">
          {m.tested}
        </p>
      )}
      {failure !== null && <Failure error={failure} />}
      {rotate.data !== undefined && (
        <Dialog title={url} onClose={() => rotate.reset()}>
          <ShownOnce label={m.secret} value={rotate.data.secret} warning={m.secretWarning} />
        </Dialog>
      )}
      {open === "log" && (
        <DeliveryLog at={path} url={url} may={may} onClose={() => setOpen(null)} />
      )}
      {open === "remove" && (
        <RemoveDialog enterpriseId={enterpriseId} webhook={webhook} onClose={() => setOpen(null)} />
      )}
    </>
  );
};

interface ActProps {
  readonly label: string;
  readonly of: string;
  readonly onAct: () => void;
}

const Act = ({ label, of, onAct }: ActProps) => (
  <button type="button" className="btn btn-plain" aria-label={of} onClick={onAct}>
    {label}
  </button>
);

interface RemoveDialogProps {
  readonly enterpriseId: string;
  readonly webhook: Webhook;
  readonly onClose: () => void;
}

const RemoveDialog = ({ enterpriseId, webhook, onClose }: RemoveDialogProps) => {
  const m = useMessages(watchingMessages);
  const remove = useChange({
    run: () => client.call(removeWebhook, { path: { enterpriseId, webhookId: webhook.id } }),
    stale: [webhooksQuery(enterpriseId).queryKey],
    onDone: onClose,
  });
  return (
    <Dialog title={m.removeTitle} onClose={onClose}>
      <div className="stack">
        <p className="wrap-anywhere">
          <b>{webhook.url}</b>
        </p>
        <p>{m.removeText}</p>
        {remove.error !== null && <Failure error={remove.error} />}
        <p className="row">
          <button
            type="button"
            className="btn btn-primary"
            disabled={remove.isPending}
            onClick={() => remove.mutate(undefined)}
          >
            {m.remove}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {m.cancel}
          </button>
        </p>
      </div>
    </Dialog>
  );
};
