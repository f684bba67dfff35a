/** One's own account: who one is, how one signs in, where one is signed in, and what is kept. */

import { useQuery } from "@tanstack/react-query";
import { accountMessages } from "../../i18n/account/account-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { sessionQuery } from "../node/session-query.ts";
import { accountQuery, type Account } from "./account-queries.ts";
import { NamePanel } from "./name-panel.tsx";
import { OwnDataPanel } from "./own-data-panel.tsx";
import { PasskeysPanel } from "./passkeys-panel.tsx";
import { PasswordPanel } from "./password-panel.tsx";
import { SessionsPanel } from "./sessions-panel.tsx";
import { SsoPanel } from "./sso-panel.tsx";
import { TotpPanel } from "./totp-panel.tsx";
import "./account.css";

export const AccountPage = () => {
  const m = useMessages(accountMessages);
  const local = useQuery(sessionQuery).data?.mode === "local";
  return (
    <div className="page stack account">
      <PageTitle title={m.title} />
      {local ? <p className="notice">{m.local}</p> : <AccountPanels />}
    </div>
  );
};

const AccountPanels = () => {
  const { data, error, refetch } = useQuery(accountQuery);
  const session = useQuery(sessionQuery).data;
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined || session === undefined) return <Skeleton rows={12} height={36} />;
  return (
    <>
      <SecondFactorWanted account={data} role={session.standing?.role} />
      <div className="account-grid">
        <div className="stack">
          <NamePanel account={data} />
          <PasswordPanel account={data} />
          {session.signInWays.oidc !== null && (
            <SsoPanel account={data} name={session.signInWays.oidc} />
          )}
        </div>
        <div className="stack">
          <TotpPanel account={data} />
          <PasskeysPanel available={session.signInWays.passkey} />
        </div>
      </div>
      <SessionsPanel />
      <OwnDataPanel account={data} />
    </>
  );
};

interface SecondFactorWantedProps {
  readonly account: Account;
  readonly role: string | undefined;
}

/** The policies refuse every change of these roles without one; better known before than met. */
const SecondFactorWanted = ({ account, role }: SecondFactorWantedProps) => {
  const m = useMessages(accountMessages);
  const must = role === "administrator" || role === "supervisor";
  if (!must || account.totp || account.passkeys > 0) return null;
  return (
    <p className="notice notice-warn" role="status">
      {m.secondFactorNow}
    </p>
  );
};
