/** The dialog that registers an address to be told, and shows its secret once. */

import { createWebhook, type Webhook } from "@fenji/contract";
import { useId, useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { useMessages } from "../../i18n/language.tsx";
import { watchingMessages } from "../../i18n/watching/watching-messages.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { ShownOnce } from "../../ui/shown-once.tsx";
import { useChange } from "../../use-change.ts";
import { webhooksQuery } from "./webhook-queries.ts";

type Event = Webhook["events"][number];

const all: readonly Event[] = [
  "verdicts.changed",
  "evidence.imported",
  "evidence.withdrawn",
  "evidence.refused",
];

interface AddWebhookProps {
  readonly enterpriseId: string;
  readonly onClose: () => void;
}

export const AddWebhook = ({ enterpriseId, onClose }: AddWebhookProps) => {
  const m = useMessages(watchingMessages);
  const id = useId();
  const [url, setUrl] = useState("");
  const [events, setEvents] = useState<readonly Event[]>(["verdicts.changed"]);
  const create = useChange({
    run: () =>
      client.call(createWebhook, { path: { enterpriseId }, body: { url, events: [...events] } }),
    stale: [webhooksQuery(enterpriseId).queryKey],
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(undefined);
  };
  if (create.data !== undefined)
    return (
      <Dialog title={create.data.webhook.url} onClose={onClose}>
        <ShownOnce label={m.secret} value={create.data.secret} warning={m.secretWarning} />
      </Dialog>
    );
  return (
    <Dialog title={m.add} onClose={onClose}>
      <form className="stack dialog-form" onSubmit={submit}>
        <div className="field">
          <label htmlFor={id}>{m.url}</label>
          <input
            id={id}
            className="input"
            type="url"
            required
            maxLength={2000}
            value={url}
            aria-describedby={`${id}-hint`}
            onChange={(event) => setUrl(event.target.value)}
          />
          <span id={`${id}-hint`} className="quiet small">
            {m.urlHint}
          </span>
        </div>
        <EventChoice events={events} onChange={setEvents} />
        {create.error !== null && <Failure error={create.error} />}
        <p className="row">
          <button
            type="submit"
            className="btn btn-primary"
            disabled={create.isPending || events.length === 0}
          >
            {m.add}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {m.cancel}
          </button>
        </p>
      </form>
    </Dialog>
  );
};

interface EventChoiceProps {
  readonly events: readonly Event[];
  readonly onChange: (events: readonly Event[]) => void;
}

const EventChoice = ({ events, onChange }: EventChoiceProps) => {
  const m = useMessages(watchingMessages);
  return (
    <fieldset className="field">
      <legend>{m.events}</legend>
      {all.map((event) => (
        <label key={event}>
          <input
            type="checkbox"
            checked={events.includes(event)}
            onChange={({ target }) =>
              onChange(all.filter((one) => (one === event ? target.checked : events.includes(one))))
            }
          />{" "}
          {m.eventNames[event]}
        </label>
      ))}
    </fieldset>
  );
};
