/** Passkeys of the account: list, add, remove. */

import { removePasskey, type listPasskeys, type ReplyOf } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { accountMessages } from "../../i18n/account/account-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { isPasskeyCancelled, isPasskeyKnown, registerPasskey } from "../identity/passkeys.ts";
import { passkeysQuery } from "./account-queries.ts";
import { useAccountChange } from "./use-account-change.ts";

type Passkey = ReplyOf<typeof listPasskeys>["passkeys"][number];

/** `available`: the address of the node lets browsers make passkeys. */
export const PasskeysPanel = ({ available }: { readonly available: boolean }) => {
  const m = useMessages(accountMessages);
  const { data, error, refetch } = useQuery(passkeysQuery);
  return (
    <section className="panel" aria-label={m.passkeys}>
      <header>
        <h2>{m.passkeys}</h2>
      </header>
      <div className="body stack">
        <p className="quiet">{m.passkeysText}</p>
        {error !== null && <Failure error={error} retry={() => void refetch()} />}
        {data === undefined && error === null && <Skeleton rows={2} />}
        {data?.passkeys.length === 0 && <p>{m.noPasskeys}</p>}
        {data !== undefined && data.passkeys.length > 0 && (
          <PasskeyTable passkeys={data.passkeys} />
        )}
        {available ? <AddPasskey /> : <p className="notice">{m.passkeyUnavailable}</p>}
      </div>
    </section>
  );
};

const AddPasskey = () => {
  const m = useMessages(accountMessages);
  const [name, setName] = useState("");
  const add = useAccountChange(registerPasskey, () => setName(""));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(name);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <div className="row row-end">
        <label className="field grow">
          <span>{`${m.passkeyName} · ${m.passkeyNameHint}`}</span>
          <input
            className="input"
            required
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <button type="submit" className="btn" disabled={add.isPending || name.trim() === ""}>
          {m.addPasskey}
        </button>
      </div>
      {add.error !== null && <PasskeyFailure error={add.error} />}
    </form>
  );
};

const PasskeyFailure = ({ error }: { readonly error: Error }) => {
  const m = useMessages(accountMessages);
  if (isPasskeyKnown(error)) return <p role="alert">{m.passkeyKnown}</p>;
  if (isPasskeyCancelled(error)) return <p role="alert">{m.passkeyCancelled}</p>;
  return <Failure error={error} />;
};

const PasskeyTable = ({ passkeys }: { readonly passkeys: readonly Passkey[] }) => {
  const m = useMessages(accountMessages);
  const [removing, setRemoving] = useState<Passkey | null>(null);
  const remove = useAccountChange(
    (passkeyId: string) => client.call(removePasskey, { path: { passkeyId } }),
    () => setRemoving(null),
  );
  return (
    <div className="table-scroll">
      <table className="table table-acts">
        <thead>
          <tr>
            <th scope="col">{m.passkeyName}</th>
            <th scope="col">{m.kept}</th>
            <th scope="col">{m.created}</th>
            <th scope="col">{m.lastUsed}</th>
            <th scope="col">
              <span className="sr-only">{m.remove}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {passkeys.map((passkey) => (
            <tr key={passkey.id}>
              <th scope="row" className="wrap-anywhere">
                {passkey.name}
              </th>
              <td>{passkey.backedUp ? m.backedUp : m.thisDevice}</td>
              <td>{formatInstant(passkey.createdAt)}</td>
              <td>{passkey.lastUsedAt === null ? m.never : formatInstant(passkey.lastUsedAt)}</td>
              <td>
                <button
                  type="button"
                  className="btn btn-plain"
                  aria-label={m.removeOf(passkey.name)}
                  onClick={() => setRemoving(passkey)}
                >
                  {m.remove}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {removing !== null && (
        <ConfirmDialog
          title={m.removeOf(removing.name)}
          act={m.remove}
          mutation={remove}
          onConfirm={() => remove.mutate(removing.id)}
          onClose={() => setRemoving(null)}
        >
          <p>{m.removePasskeyText(removing.name)}</p>
        </ConfirmDialog>
      )}
    </div>
  );
};
