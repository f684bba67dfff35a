/** What one is called, and the organisations that one belongs to. */

import { updateAccount } from "@fenji/contract";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { accountMessages } from "../../i18n/account/account-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { roleWords } from "../../i18n/role-words.ts";
import { Failure } from "../../ui/failure.tsx";
import type { Account } from "./account-queries.ts";
import { useAccountChange } from "./use-account-change.ts";

export const NamePanel = ({ account }: { readonly account: Account }) => {
  const m = useMessages(accountMessages);
  const words = useMessages(roleWords);
  const [name, setName] = useState(account.name);
  const save = useAccountChange(() => client.call(updateAccount, { body: { name } }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined);
  };
  return (
    <section className="panel" aria-label={m.about}>
      <header>
        <h2>{m.about}</h2>
        <span className="quiet small">{m.since(formatInstant(account.createdAt))}</span>
      </header>
      <form className="body stack" onSubmit={submit}>
        <label className="field">
          <span>{m.email}</span>
          <input className="input" readOnly value={account.email} />
        </label>
        <label className="field">
          <span>{m.name}</span>
          <input
            className="input"
            required
            maxLength={100}
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        {save.error !== null && <Failure error={save.error} />}
        <p className="row">
          <button
            type="submit"
            className="btn"
            disabled={name.trim() === "" || name === account.name || save.isPending}
          >
            {m.save}
          </button>
          <span role="status" className="small">
            {save.isSuccess && name === account.name && `✓ ${m.saved}`}
          </span>
        </p>
        <div>
          <h3>{m.memberships}</h3>
          {account.memberships.length === 0 && <p className="quiet">{m.noMemberships}</p>}
          <ul>
            {account.memberships.map(({ organisation, role }) => (
              <li key={organisation.id}>
                {organisation.name} <span className="quiet">· {words.roles[role]}</span>
              </li>
            ))}
          </ul>
        </div>
      </form>
    </section>
  );
};
