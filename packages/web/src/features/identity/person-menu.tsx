/** Who is signed in and for whom: switching organisation, the account, signing out. */

import { signOut, switchOrganisation } from "@fenji/contract";
import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { client } from "../../contract-client.ts";
import { identityMessages } from "../../i18n/identity/identity-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { hasTakenAlong } from "../../offline/device-marks.ts";
import { roleWords } from "../../i18n/role-words.ts";
import { useFailureText } from "../../ui/failure.tsx";
import { Menu } from "../../ui/menu.tsx";
import { useSessionChange, type Session } from "./session-change.ts";

interface SessionProps {
  readonly session: Session;
}

export const PersonMenu = ({ session }: SessionProps) => {
  const m = useMessages(identityMessages);
  const words = useMessages(roleWords);
  const leave = useMutation({
    mutationFn: async () => {
      if (hasTakenAlong())
        await (await import("../../offline/take-along.ts")).removeAllFromDevice();
      await client.call(signOut);
    },
    // A new page, so that nothing of what this person saw stays in memory.
    onSuccess: () => window.location.assign("/sign-in?note=out"),
  });
  const { user, standing } = session;
  return (
    <>
      {session.organisations.length > 1 && <OrganisationSwitcher session={session} />}
      <Menu label={user?.name ?? m.account} name={m.personMenu}>
        <p className="small">
          {user?.email}
          {standing !== null && (
            <>
              <br />
              <span className="quiet">
                {standing.organisation.name} · {words.roles[standing.role]}
              </span>
            </>
          )}
        </p>
        <hr />
        <Link to="/account">{m.account}</Link>
        {standing !== null && <Link to="/organisation">{m.myOrganisation}</Link>}
        <button type="button" onClick={() => leave.mutate()}>
          {m.signOut}
        </button>
      </Menu>
    </>
  );
};

const OrganisationSwitcher = ({ session }: SessionProps) => {
  const m = useMessages(identityMessages);
  const words = useMessages(roleWords);
  const failureText = useFailureText();
  const navigate = useNavigate();
  const change = useSessionChange();
  const current = session.standing?.organisation;
  const choose = useMutation({
    mutationFn: async (organisationId: string) => {
      await client.call(switchOrganisation, { body: { organisationId } });
      await change.refresh();
      // What was open may be another's business.
      await navigate({ to: "/" });
      await change.forget();
    },
  });
  return (
    <>
      {choose.error !== null && (
        <span role="alert" className="field-problem small" title={failureText(choose.error)}>
          {m.switchFailed}
        </span>
      )}
      <Menu label={current?.name ?? m.switchTo} name={m.switchTo}>
        {session.organisations.map(({ organisation, role }) => (
          <button
            key={organisation.id}
            type="button"
            aria-current={organisation.id === current?.id}
            disabled={choose.isPending}
            onClick={() => organisation.id !== current?.id && choose.mutate(organisation.id)}
          >
            {organisation.name}
            <br />
            <span className="quiet small">{words.roles[role]}</span>
          </button>
        ))}
      </Menu>
    </>
  );
};
