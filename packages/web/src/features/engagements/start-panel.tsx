/** The firm's word to begin; active scans need a written authorisation that states the risk in a plant. */

import { confirmEngagementStart, type BodyOf } from "@fenji/contract";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import type { EngagementProps } from "./engagement-props.ts";
import { AreaField, textOf, TextField } from "./form-fields.tsx";
import { useEngagementChange } from "./use-engagement-change.ts";

type Start = BodyOf<typeof confirmEngagementStart>;

export const StartPanel = ({ enterpriseId, engagement }: EngagementProps) => {
  const m = useMessages(engagementsMessages);
  const may = usePermissions(enterpriseId).may("engagement:release");
  const { start, stage } = engagement;
  const open = stage === "prepare" || stage === "plan";
  return (
    <section className="panel" aria-label={m.start}>
      <header>
        <h2>{m.start}</h2>
      </header>
      <div className="body stack">
        {start === null && <p className="quiet">{m.startMissing}</p>}
        {start !== null && (
          <>
            <p>
              {m.startBy(start.confirmedBy.name)}{" "}
              <span className="quiet small">{formatInstant(start.confirmedAt)}</span>
            </p>
            <Authorisation scans={start.activeScans} />
          </>
        )}
        {may && open && <StartForm enterpriseId={enterpriseId} engagement={engagement} />}
      </div>
    </section>
  );
};

const Authorisation = ({ scans }: { readonly scans: Start["activeScans"] }) => {
  const m = useMessages(engagementsMessages);
  if (scans === null) return <p>{m.passiveOnly}</p>;
  return (
    <dl className="pairs">
      <dt>{m.scanAuthorised}</dt>
      <dd>
        {scans.authorisedBy} · {scans.on} · {scans.reference}
      </dd>
      <dt>{m.scanWhat}</dt>
      <dd>{scans.what}</dd>
      <dt>{m.scanRisk}</dt>
      <dd>{scans.risk}</dd>
    </dl>
  );
};

const StartForm = ({ enterpriseId, engagement }: EngagementProps) => {
  const m = useMessages(engagementsMessages);
  const [active, setActive] = useState(false);
  const confirm = useEngagementChange({
    enterpriseId,
    run: (body: Start) =>
      client.call(confirmEngagementStart, {
        path: { enterpriseId, engagementId: engagement.id },
        body,
      }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    confirm.mutate({
      activeScans: active
        ? {
            authorisedBy: textOf(form, "authorisedBy"),
            on: textOf(form, "on"),
            reference: textOf(form, "reference"),
            what: textOf(form, "what"),
            risk: textOf(form, "risk"),
          }
        : null,
    });
  };
  return (
    <form className="stack no-print" onSubmit={submit}>
      <label className="row">
        <input type="checkbox" checked={active} onChange={() => setActive(!active)} />
        {m.activeScans}
      </label>
      {active && (
        <>
          <p className="notice notice-warn small">{m.activeNote}</p>
          <div className="row row-end">
            <TextField label={m.authorisedBy} name="authorisedBy" required maxLength={200} />
            <TextField label={m.authorisedOn} name="on" type="date" required />
            <TextField label={m.reference} name="reference" required maxLength={200} />
          </div>
          <AreaField label={m.scanWhat} name="what" required maxLength={2000} />
          <AreaField label={m.scanRisk} name="risk" required maxLength={2000} />
        </>
      )}
      {confirm.error !== null && <Failure error={confirm.error} />}
      <p>
        <button type="submit" className="btn" disabled={confirm.isPending}>
          {engagement.start === null ? m.confirmStart : m.confirmAgain}
        </button>
      </p>
    </form>
  );
};
