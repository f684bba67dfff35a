/** What the administrator can do with an account: reset link, unlocking, disabling, erasing. */

import { disableUser, eraseUser, issueResetLink, unlockUser } from "@fenji/contract";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { organisationsMessages } from "../../i18n/organisations/organisations-messages.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { ShownOnce } from "../../ui/shown-once.tsx";
import { useChange } from "../../use-change.ts";
import type { User } from "./organisation-queries.ts";

interface UserProps {
  readonly user: User;
}

type Act = "reset" | "unlock" | "disable" | "erase";

const stale = [["users"]];

export const UserActs = ({ user }: UserProps) => {
  const m = useMessages(organisationsMessages);
  const [act, setAct] = useState<Act | null>(null);
  const close = () => setAct(null);
  const acts: readonly (readonly [Act, string])[] = [
    ["reset", m.resetLink],
    ...(user.lockedUntil === null ? [] : [["unlock", m.unlock] as const]),
    ["disable", user.disabledAt === null ? m.disable : m.enable],
    ["erase", m.erase],
  ];
  return (
    <>
      <div className="row" role="group" aria-label={m.acts(user.name)}>
        {acts.map(([value, label]) => (
          <button key={value} type="button" className="btn btn-plain" onClick={() => setAct(value)}>
            {label}
          </button>
        ))}
      </div>
      {act === "reset" && <ResetDialog user={user} onClose={close} />}
      {act === "unlock" && <UnlockDialog user={user} onClose={close} />}
      {act === "disable" && <DisableDialog user={user} onClose={close} />}
      {act === "erase" && <EraseDialog user={user} onClose={close} />}
    </>
  );
};

interface DialogProps extends UserProps {
  readonly onClose: () => void;
}

const ResetDialog = ({ user, onClose }: DialogProps) => {
  const m = useMessages(organisationsMessages);
  const [removeSecondFactor, setRemove] = useState(false);
  const issue = useChange({
    run: () =>
      client.call(issueResetLink, { path: { userId: user.id }, body: { removeSecondFactor } }),
    stale,
  });
  if (issue.data !== undefined) {
    const { url, expiresAt } = issue.data;
    return (
      <Dialog title={m.resetLink} onClose={onClose}>
        <ShownOnce
          label={m.resetLink}
          value={url}
          warning={m.resetWarning(formatInstant(expiresAt))}
        />
      </Dialog>
    );
  }
  return (
    <ConfirmDialog
      title={m.resetLink}
      act={m.issue}
      mutation={issue}
      onConfirm={() => issue.mutate(undefined)}
      onClose={onClose}
    >
      <p>{m.resetText(user.name)}</p>
      {user.secondFactor && (
        <label className="check">
          <input
            type="checkbox"
            checked={removeSecondFactor}
            onChange={(event) => setRemove(event.target.checked)}
          />
          <span>{m.removeSecondFactor}</span>
        </label>
      )}
    </ConfirmDialog>
  );
};

const UnlockDialog = ({ user, onClose }: DialogProps) => {
  const m = useMessages(organisationsMessages);
  const unlock = useChange({
    run: () => client.call(unlockUser, { path: { userId: user.id }, body: {} }),
    stale,
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      title={m.unlock}
      act={m.unlock}
      mutation={unlock}
      onConfirm={() => unlock.mutate(undefined)}
      onClose={onClose}
    >
      <p>{user.name}</p>
    </ConfirmDialog>
  );
};

const DisableDialog = ({ user, onClose }: DialogProps) => {
  const m = useMessages(organisationsMessages);
  const disabling = user.disabledAt === null;
  const change = useChange({
    run: () =>
      client.call(disableUser, { path: { userId: user.id }, body: { disabled: disabling } }),
    stale,
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      title={disabling ? m.disable : m.enable}
      act={disabling ? m.disable : m.enable}
      mutation={change}
      onConfirm={() => change.mutate(undefined)}
      onClose={onClose}
    >
      <p>{disabling ? m.disableText(user.name) : m.enableText(user.name)}</p>
    </ConfirmDialog>
  );
};

const EraseDialog = ({ user, onClose }: DialogProps) => {
  const m = useMessages(organisationsMessages);
  const [email, setEmail] = useState("");
  const erase = useChange({
    run: () => client.call(eraseUser, { path: { userId: user.id }, body: { email } }),
    stale,
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    erase.mutate(undefined);
  };
  return (
    <Dialog title={m.erase} onClose={onClose}>
      <form className="stack dialog-form" onSubmit={submit}>
        <p>{m.eraseText(user.name)}</p>
        <label className="field">
          <span>{m.eraseEmail}</span>
          <input
            className="input"
            required
            autoComplete="off"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </label>
        {erase.error !== null && <Failure error={erase.error} />}
        <p className="row">
          <button
            type="submit"
            className="btn btn-danger"
            disabled={erase.isPending || email.trim().toLowerCase() !== user.email}
          >
            {m.erase}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {m.cancel}
          </button>
        </p>
      </form>
    </Dialog>
  );
};
