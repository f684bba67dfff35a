/** Linking the account with the single sign-on. */

import { accountMessages } from "../../i18n/account/account-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { OidcButton } from "../identity/oidc-button.tsx";
import type { Account } from "./account-queries.ts";

interface SsoPanelProps {
  readonly account: Account;
  /** Of the service. */
  readonly name: string;
}

export const SsoPanel = ({ account, name }: SsoPanelProps) => {
  const m = useMessages(accountMessages);
  return (
    <section className="panel" aria-label={m.sso}>
      <header>
        <h2>{m.sso}</h2>
      </header>
      <div className="body stack">
        <p>{account.oidc ? m.ssoLinked(name) : m.ssoOff(name)}</p>
        {!account.oidc && (
          <p>
            <OidcButton label={m.ssoLink(name)} comeBackTo="/account" />
          </p>
        )}
      </div>
    </section>
  );
};
