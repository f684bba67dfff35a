/** What is kept about oneself: a copy of it, and erasing it. */

import { eraseAccount, exportAccount } from "@fenji/contract";
import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { accountMessages } from "../../i18n/account/account-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { saveText } from "../../ui/save-text.ts";
import { PasswordField } from "../identity/password-field.tsx";
import type { Account } from "./account-queries.ts";

interface AccountProps {
  readonly account: Account;
}

export const OwnDataPanel = ({ account }: AccountProps) => {
  const m = useMessages(accountMessages);
  const [erasing, setErasing] = useState(false);
  const take = useMutation({
    mutationFn: () => client.call(exportAccount),
    onSuccess: (copy) =>
      saveText(m.exportFile, `${JSON.stringify(copy, null, 2)}\n`, "application/json"),
  });
  return (
    <section className="panel" aria-label={m.ownData}>
      <header>
        <h2>{m.ownData}</h2>
      </header>
      <div className="body stack">
        <p className="quiet">{m.ownDataText}</p>
        {take.error !== null && <Failure error={take.error} />}
        <p className="row">
          <button
            type="button"
            className="btn"
            disabled={take.isPending}
            onClick={() => take.mutate()}
          >
            {m.export}
          </button>
          <button type="button" className="btn" onClick={() => setErasing(true)}>
            {m.erase}
          </button>
        </p>
      </div>
      {erasing && <EraseDialog account={account} onClose={() => setErasing(false)} />}
    </section>
  );
};

interface EraseDialogProps extends AccountProps {
  readonly onClose: () => void;
}

const EraseDialog = ({ account, onClose }: EraseDialogProps) => {
  const m = useMessages(accountMessages);
  const [password, setPassword] = useState("");
  const erase = useMutation({
    mutationFn: () =>
      client.call(eraseAccount, { body: { password: account.passwordSet ? password : null } }),
    onSuccess: () => window.location.assign("/sign-in"),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    erase.mutate();
  };
  return (
    <Dialog title={m.erase} onClose={onClose}>
      <form className="stack identity-form" onSubmit={submit}>
        <p>{m.eraseText}</p>
        {account.passwordSet && (
          <PasswordField
            label={m.currentPassword}
            use="current"
            value={password}
            onChange={setPassword}
          />
        )}
        {erase.error !== null && <Failure error={erase.error} />}
        <p className="row">
          <button type="submit" className="btn btn-danger" disabled={erase.isPending}>
            {m.eraseConfirm}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {m.cancel}
          </button>
        </p>
      </form>
    </Dialog>
  );
};
