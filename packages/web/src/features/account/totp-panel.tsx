/** The authenticator: setting it up by QR code, its recovery codes once, removing it. */

import { beginTotp, confirmTotp, removeTotp, type ReplyOf } from "@fenji/contract";
import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent, type ReactNode } from "react";
import { client } from "../../contract-client.ts";
import { accountMessages } from "../../i18n/account/account-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { CodeField } from "../identity/code-field.tsx";
import type { Account } from "./account-queries.ts";
import { QrCode } from "./qr-code.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { useAccountChange } from "./use-account-change.ts";

type Begun = ReplyOf<typeof beginTotp>;

const fewCodes = 3;

export const TotpPanel = ({ account }: { readonly account: Account }) => {
  const m = useMessages(accountMessages);
  const [codes, setCodes] = useState<readonly string[]>([]);
  return (
    <section className="panel" aria-label={m.totp}>
      <header>
        <h2>{m.totp}</h2>
      </header>
      <div className="body stack">
        <p className="quiet">{m.secondFactorWhy}</p>
        {account.totp ? (
          <TotpInUse left={account.recoveryCodesLeft} />
        ) : (
          <TotpSetUp onCodes={setCodes} />
        )}
      </div>
      {codes.length > 0 && <RecoveryCodes codes={codes} onClose={() => setCodes([])} />}
    </section>
  );
};

const TotpSetUp = ({ onCodes }: { readonly onCodes: (codes: readonly string[]) => void }) => {
  const m = useMessages(accountMessages);
  const begin = useMutation({ mutationFn: () => client.call(beginTotp, { body: {} }) });
  if (begin.data !== undefined)
    return <TotpConfirm begun={begin.data} onCodes={onCodes} onCancel={begin.reset} />;
  return (
    <>
      <p>{m.totpOff}</p>
      {begin.error !== null && <Failure error={begin.error} />}
      <p>
        <button
          type="button"
          className="btn"
          disabled={begin.isPending}
          onClick={() => begin.mutate()}
        >
          {m.totpBegin}
        </button>
      </p>
    </>
  );
};

interface TotpConfirmProps {
  readonly begun: Begun;
  readonly onCodes: (codes: readonly string[]) => void;
  readonly onCancel: () => void;
}

const TotpConfirm = ({ begun, onCodes, onCancel }: TotpConfirmProps) => {
  const m = useMessages(accountMessages);
  const confirm = useAccountChange(
    (code: string) => client.call(confirmTotp, { body: { code } }),
    ({ recoveryCodes }) => onCodes(recoveryCodes),
  );
  return (
    <>
      <p>{m.totpScan}</p>
      <div className="row totp-scan">
        <QrCode text={begun.url} label={m.totpQr} />
        <p>
          <span className="quiet small">{m.totpSecret}</span>
          <br />
          <code className="wrap-anywhere totp-secret">
            {begun.secret.match(/.{1,4}/g)?.join(" ")}
          </code>
        </p>
      </div>
      <p>{m.totpConfirm}</p>
      <CodeForm act={m.confirm} recovery={false} busy={confirm.isPending} onSubmit={confirm.mutate}>
        {confirm.error !== null && <Failure error={confirm.error} />}
        <button type="button" className="btn" onClick={onCancel}>
          {m.cancel}
        </button>
      </CodeForm>
    </>
  );
};

const TotpInUse = ({ left }: { readonly left: number }) => {
  const m = useMessages(accountMessages);
  const [removing, setRemoving] = useState(false);
  const remove = useAccountChange(
    (code: string) => client.call(removeTotp, { body: { code } }),
    () => setRemoving(false),
  );
  return (
    <>
      <p>✓ {m.totpOn(left)}</p>
      {left <= fewCodes && <p className="notice notice-warn">{m.totpFew}</p>}
      <p>
        <button type="button" className="btn" onClick={() => setRemoving(true)}>
          {m.totpRemove}
        </button>
      </p>
      {removing && (
        <Dialog title={m.totpRemove} onClose={() => setRemoving(false)}>
          <div className="stack">
            <p>{m.totpRemoveText}</p>
            <CodeForm act={m.totpRemove} busy={remove.isPending} onSubmit={remove.mutate}>
              {remove.error !== null && <Failure error={remove.error} />}
              <button type="button" className="btn" onClick={() => setRemoving(false)}>
                {m.cancel}
              </button>
            </CodeForm>
          </div>
        </Dialog>
      )}
    </>
  );
};

interface CodeFormProps {
  readonly act: string;
  readonly recovery?: boolean;
  readonly busy: boolean;
  readonly onSubmit: (code: string) => void;
  readonly children: ReactNode;
}

const CodeForm = ({ act, recovery = true, busy, onSubmit, children }: CodeFormProps) => {
  const [code, setCode] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(code);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <CodeField focus recovery={recovery} value={code} onChange={setCode} />
      <div className="row">
        <button type="submit" className="btn btn-primary" disabled={busy}>
          {act}
        </button>
        {children}
      </div>
    </form>
  );
};
