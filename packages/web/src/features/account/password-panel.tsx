/** Changing the password, or setting the first one. */

import { changePassword } from "@fenji/contract";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { accountMessages } from "../../i18n/account/account-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { PasswordField } from "../identity/password-field.tsx";
import type { Account } from "./account-queries.ts";
import { useAccountChange } from "./use-account-change.ts";

const blank = { current: "", password: "" };

export const PasswordPanel = ({ account }: { readonly account: Account }) => {
  const m = useMessages(accountMessages);
  const [draft, setDraft] = useState(blank);
  const change = useAccountChange(
    () =>
      client.call(changePassword, {
        body: {
          current: account.passwordSet ? draft.current : null,
          password: draft.password,
        },
      }),
    () => setDraft(blank),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(undefined);
  };
  const act = account.passwordSet ? m.changePassword : m.setPassword;
  return (
    <section className="panel" aria-label={m.password}>
      <header>
        <h2>{m.password}</h2>
      </header>
      <form className="body stack" onSubmit={submit}>
        <p className="quiet">{account.passwordSet ? m.passwordSet : m.passwordMissing}</p>
        {/* Password stores need the name beside the password. */}
        <input type="text" hidden readOnly autoComplete="username" value={account.email} />
        {account.passwordSet && (
          <PasswordField
            label={m.currentPassword}
            use="current"
            value={draft.current}
            onChange={(current) => setDraft({ ...draft, current })}
          />
        )}
        <PasswordField
          label={m.newPassword}
          use="new"
          value={draft.password}
          onChange={(password) => setDraft({ ...draft, password })}
        />
        {change.error !== null && <Failure error={change.error} />}
        <p className="row">
          <button type="submit" className="btn" disabled={change.isPending}>
            {act}
          </button>
          <span role="status" className="small">
            {change.isSuccess && draft.password === "" && `✓ ${m.passwordChanged}`}
          </span>
        </p>
      </form>
    </section>
  );
};
