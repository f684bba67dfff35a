/** Inviting by a link that is shown once, and the invitations that wait to be accepted. */

import { inviteMember, rolesOf, withdrawInvitation } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { organisationsMessages } from "../../i18n/organisations/organisations-messages.ts";
import { roleWords } from "../../i18n/role-words.ts";
import { Choice } from "../../ui/choice.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { ShownOnce } from "../../ui/shown-once.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useChange } from "../../use-change.ts";
import { invitationsQuery, type Organisation } from "./organisation-queries.ts";

interface InvitationsPanelProps {
  readonly organisation: Organisation;
}

export const InvitationsPanel = ({ organisation }: InvitationsPanelProps) => {
  const m = useMessages(organisationsMessages);
  const [inviting, setInviting] = useState(false);
  return (
    <section className="panel" aria-label={m.invitations}>
      <header>
        <h2>{m.invitations}</h2>
        <span className="grow" />
        <button type="button" className="btn btn-primary" onClick={() => setInviting(true)}>
          {m.invite}
        </button>
      </header>
      <InvitationTable organisationId={organisation.id} />
      {inviting && <InviteDialog organisation={organisation} onClose={() => setInviting(false)} />}
    </section>
  );
};

const InvitationTable = ({ organisationId }: { readonly organisationId: string }) => {
  const m = useMessages(organisationsMessages);
  const words = useMessages(roleWords);
  const query = invitationsQuery(organisationId);
  const { data, error, refetch } = useQuery(query);
  const withdraw = useChange({
    run: (invitationId: string) =>
      client.call(withdrawInvitation, { path: { organisationId, invitationId } }),
    stale: [query.queryKey],
  });
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={2} />;
  if (data.invitations.length === 0) return <p className="body quiet">{m.noInvitations}</p>;
  return (
    <div className="table-scroll">
      {withdraw.error !== null && <Failure error={withdraw.error} />}
      <table className="table table-acts">
        <thead>
          <tr>
            <th scope="col">{m.email}</th>
            <th scope="col">{m.role}</th>
            <th scope="col">{m.expires}</th>
            <th scope="col">
              <span className="sr-only">{m.withdraw}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {data.invitations.map(({ id, email, role, manager, expiresAt }) => (
            <tr key={id}>
              <th scope="row" className="wrap-anywhere">
                {email ?? m.anybody}
              </th>
              <td>
                {words.roles[role]}
                {manager && <span className="quiet"> · {words.manager}</span>}
              </td>
              <td>{formatInstant(expiresAt)}</td>
              <td>
                <button
                  type="button"
                  className="btn btn-plain"
                  aria-label={m.withdrawOf(email ?? m.anybody)}
                  disabled={withdraw.isPending}
                  onClick={() => withdraw.mutate(id)}
                >
                  {m.withdraw}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

interface InviteDialogProps extends InvitationsPanelProps {
  readonly onClose: () => void;
}

/** The least that a member can be stands first; more is chosen on purpose. */
const leastRole = (kind: Organisation["kind"]) => rolesOf[kind].at(-1) ?? "enterprise-viewer";

const useInvite = (organisation: Organisation) => {
  const [draft, setDraft] = useState({
    role: leastRole(organisation.kind),
    manager: false,
    email: "",
  });
  const invite = useChange({
    run: () =>
      client.call(inviteMember, {
        path: { organisationId: organisation.id },
        body: { ...draft, email: draft.email.trim() === "" ? null : draft.email.trim() },
      }),
    stale: [invitationsQuery(organisation.id).queryKey],
  });
  return { draft, setDraft, invite };
};

const InviteDialog = ({ organisation, onClose }: InviteDialogProps) => {
  const m = useMessages(organisationsMessages);
  const { draft, setDraft, invite } = useInvite(organisation);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate(undefined);
  };
  if (invite.data !== undefined) {
    const { url, expiresAt } = invite.data.link;
    return (
      <Dialog title={m.inviteDone} onClose={onClose}>
        <ShownOnce
          label={m.inviteDone}
          value={url}
          warning={m.inviteWarning(formatInstant(expiresAt))}
        />
      </Dialog>
    );
  }
  return (
    <Dialog title={m.invite} onClose={onClose}>
      <form className="stack dialog-form" onSubmit={submit}>
        <p className="quiet">{m.inviteText}</p>
        <InviteFields kind={organisation.kind} draft={draft} onChange={setDraft} />
        {invite.error !== null && <Failure error={invite.error} />}
        <p className="row">
          <button type="submit" className="btn btn-primary" disabled={invite.isPending}>
            {m.inviteSubmit}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {m.cancel}
          </button>
        </p>
      </form>
    </Dialog>
  );
};

type Draft = ReturnType<typeof useInvite>["draft"];

interface InviteFieldsProps {
  readonly kind: Organisation["kind"];
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

const InviteFields = ({ kind, draft, onChange }: InviteFieldsProps) => {
  const m = useMessages(organisationsMessages);
  const words = useMessages(roleWords);
  const choices = rolesOf[kind];
  return (
    <>
      <Choice
        label={m.role}
        value={draft.role}
        options={choices.map((role) => ({ value: role, label: words.roles[role] }))}
        onChange={(value) =>
          onChange({ ...draft, role: choices.find((role) => role === value) ?? draft.role })
        }
      />
      <label className="check">
        <input
          type="checkbox"
          checked={draft.manager}
          onChange={(event) => onChange({ ...draft, manager: event.target.checked })}
        />
        <span>
          {m.manages} <span className="quiet small">{m.managesHint}</span>
        </span>
      </label>
      <label className="field">
        <span>{m.inviteEmail}</span>
        <input
          className="input"
          type="email"
          maxLength={254}
          value={draft.email}
          onChange={(event) => onChange({ ...draft, email: event.target.value })}
        />
        <small className="quiet">{m.inviteEmailHint}</small>
      </label>
    </>
  );
};
