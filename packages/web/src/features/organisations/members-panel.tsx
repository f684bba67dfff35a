/** The members of an organisation: who, as what, since when; changing and removing them. */

import { changeMember, removeMember, rolesOf, type Role } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../contract-client.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { organisationsMessages } from "../../i18n/organisations/organisations-messages.ts";
import { roleWords } from "../../i18n/role-words.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useChange } from "../../use-change.ts";
import { sessionQuery } from "../node/session-query.ts";
import { membersQuery, type Member, type Organisation } from "./organisation-queries.ts";

interface MembersPanelProps {
  readonly organisation: Organisation;
  readonly mayChange: boolean;
}

export const MembersPanel = ({ organisation, mayChange }: MembersPanelProps) => {
  const m = useMessages(organisationsMessages);
  const { data, error, refetch } = useQuery(membersQuery(organisation.id));
  const [removing, setRemoving] = useState<Member | null>(null);
  return (
    <section className="panel" aria-label={m.members}>
      <header>
        <h2>{m.members}</h2>
        {!mayChange && <span className="quiet small">{m.readOnly}</span>}
      </header>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={4} />}
      {data !== undefined && (
        <div className="table-scroll">
          <table className="table table-acts">
            <thead>
              <tr>
                <th scope="col">{m.person}</th>
                <th scope="col">{m.email}</th>
                <th scope="col">{m.role}</th>
                <th scope="col" title={m.managesHint}>
                  {m.manages}
                </th>
                <th scope="col">{m.since}</th>
                {mayChange && (
                  <th scope="col">
                    <span className="sr-only">{m.remove}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {data.members.map((member) => (
                <MemberRow
                  key={member.userId}
                  organisation={organisation}
                  member={member}
                  onRemove={mayChange ? setRemoving : null}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {removing !== null && (
        <RemoveMember
          organisation={organisation}
          member={removing}
          onClose={() => setRemoving(null)}
        />
      )}
    </section>
  );
};

/** A changed membership may be one's own: the session and what it allows are read again. */
const staleAfter = (organisationId: string) => [
  ["organisation", organisationId],
  ["organisations"],
  sessionQuery.queryKey,
  ["permissions"],
];

interface MemberRowProps {
  readonly organisation: Organisation;
  readonly member: Member;
  /** null: members can be looked at only. */
  readonly onRemove: ((member: Member) => void) | null;
}

const MemberRow = ({ organisation, member, onRemove }: MemberRowProps) => {
  const m = useMessages(organisationsMessages);
  const me = useQuery(sessionQuery).data?.user?.id;
  const path = { organisationId: organisation.id, userId: member.userId };
  const change = useChange({
    run: (body: Standing) => client.call(changeMember, { path, body }),
    stale: staleAfter(organisation.id),
  });
  return (
    <>
      <tr>
        <th scope="row" className="wrap-anywhere">
          {member.name}
          {member.userId === me && <span className="quiet"> · {m.you}</span>}
          {member.disabled && <span className="stamp">{m.disabled}</span>}
        </th>
        <td className="wrap-anywhere">{member.email}</td>
        <StandingCells
          kind={organisation.kind}
          member={member}
          // What was chosen stands until the node has answered.
          shown={change.isPending ? change.variables : member}
          onChange={onRemove === null ? null : change.mutate}
        />
        <td>{formatInstant(member.since)}</td>
        {onRemove !== null && (
          <td>
            <button
              type="button"
              className="btn btn-plain"
              aria-label={m.removeOf(member.name)}
              onClick={() => onRemove(member)}
            >
              {m.remove}
            </button>
          </td>
        )}
      </tr>
      {change.error !== null && (
        <tr>
          <td colSpan={6}>
            <Failure error={change.error} />
          </td>
        </tr>
      )}
    </>
  );
};

interface Standing {
  readonly role: Role;
  readonly manager: boolean;
}

interface StandingCellsProps {
  readonly kind: Organisation["kind"];
  readonly member: Member;
  readonly shown: Standing;
  readonly onChange: ((standing: Standing) => void) | null;
}

const alwaysManages = (role: Role): boolean =>
  role === "enterprise-owner" || role === "administrator";

const StandingCells = ({ kind, member, shown, onChange }: StandingCellsProps) => {
  const m = useMessages(organisationsMessages);
  const words = useMessages(roleWords);
  const choices = rolesOf[kind];
  return (
    <>
      <td>
        {onChange === null || choices.length < 2 ? (
          words.roles[shown.role]
        ) : (
          <select
            className="select"
            aria-label={m.roleOf(member.name)}
            value={shown.role}
            onChange={(event) => {
              const chosen = choices.find((role) => role === event.target.value);
              if (chosen !== undefined) onChange({ ...pick(shown), role: chosen });
            }}
          >
            {choices.map((role) => (
              <option key={role} value={role}>
                {words.roles[role]}
              </option>
            ))}
          </select>
        )}
      </td>
      <td>
        {onChange === null ? (
          shown.manager && "✓"
        ) : (
          <input
            type="checkbox"
            aria-label={m.managesOf(member.name)}
            checked={shown.manager || alwaysManages(shown.role)}
            disabled={alwaysManages(shown.role)}
            onChange={(event) => onChange({ ...pick(shown), manager: event.target.checked })}
          />
        )}
      </td>
    </>
  );
};

const pick = ({ role, manager }: Standing): Standing => ({ role, manager });

interface RemoveMemberProps {
  readonly organisation: Organisation;
  readonly member: Member;
  readonly onClose: () => void;
}

const RemoveMember = ({ organisation, member, onClose }: RemoveMemberProps) => {
  const m = useMessages(organisationsMessages);
  const me = useQuery(sessionQuery).data?.user?.id;
  const remove = useChange({
    run: () =>
      client.call(removeMember, {
        path: { organisationId: organisation.id, userId: member.userId },
      }),
    stale: staleAfter(organisation.id),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      title={m.removeOf(member.name)}
      act={m.remove}
      mutation={remove}
      onConfirm={() => remove.mutate(undefined)}
      onClose={onClose}
    >
      <p>{member.userId === me ? m.leaveText : m.removeText(member.name)}</p>
    </ConfirmDialog>
  );
};
