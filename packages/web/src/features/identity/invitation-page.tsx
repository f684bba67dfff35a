/** An invitation: who invites to what, and how to accept it — with a new account, one's own, or single sign-on. */

import { acceptInvitation, lookAtInvitation, type ReplyOf } from "@fenji/contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent, type ReactNode } from "react";
import { client } from "../../contract-client.ts";
import { formatInstant } from "../../i18n/format.ts";
import { identityMessages } from "../../i18n/identity/identity-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { roleWords } from "../../i18n/role-words.ts";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { sessionQuery } from "../node/session-query.ts";
import { blankAccount, NewAccountFields } from "./new-account-fields.tsx";
import { OidcButton } from "./oidc-button.tsx";
import { useSessionChange } from "./session-change.ts";
import { SignInForm } from "./sign-in-form.tsx";
import { LinkIncomplete, SignInFrame } from "./sign-in-frame.tsx";
import { useLinkSecret } from "./use-link-secret.ts";

export const InvitationPage = () => {
  const m = useMessages(identityMessages);
  const secret = useLinkSecret();
  return (
    <SignInFrame title={m.invitationTitle}>
      {secret === undefined ? <LinkIncomplete /> : <Invitation key={secret} secret={secret} />}
    </SignInFrame>
  );
};

interface SecretProps {
  readonly secret: string;
}

const Invitation = ({ secret }: SecretProps) => {
  const invitation = useQuery({
    queryKey: ["invitation", secret],
    queryFn: () => client.call(lookAtInvitation, { body: { secret } }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (invitation.error !== null)
    return <Failure error={invitation.error} retry={() => void invitation.refetch()} />;
  if (invitation.data === undefined) return <Skeleton rows={5} />;
  return (
    <>
      <InvitationText invitation={invitation.data} />
      <Acceptance secret={secret} email={invitation.data.email} />
    </>
  );
};

interface InvitationTextProps {
  readonly invitation: ReplyOf<typeof lookAtInvitation>;
}

const InvitationText = ({ invitation }: InvitationTextProps) => {
  const m = useMessages(identityMessages);
  const words = useMessages(roleWords);
  const { organisation, role, manager, email, expiresAt } = invitation;
  return (
    <div className="notice">
      <p>
        <strong>{m.invites(organisation.name, words.kinds[organisation.kind])}</strong>
      </p>
      <p>
        {m.asRole(words.roles[role])}
        {manager && ` · ${words.manager}`}
      </p>
      {email !== null && <p>{m.invitedEmail(email)}</p>}
      <p className="quiet small">{m.validUntil(formatInstant(expiresAt))}</p>
    </div>
  );
};

interface AcceptanceProps extends SecretProps {
  readonly email: string | null;
}

type Account = typeof blankAccount;

const Acceptance = ({ secret, email }: AcceptanceProps) => {
  const m = useMessages(identityMessages);
  const navigate = useNavigate();
  const change = useSessionChange();
  const session = useQuery(sessionQuery).data;
  const [asOther, setAsOther] = useState(false);
  const accept = useMutation({
    mutationFn: (account: Account | null) =>
      client.call(acceptInvitation, { body: { secret, account } }),
    onSuccess: async () => {
      await change.refresh();
      await change.forget();
      await navigate({ to: "/" });
    },
  });
  const failure = accept.error !== null && <Failure error={accept.error} />;
  const me = session?.user ?? null;
  const fits = me !== null && (email === null || email === me.email);
  if (!fits || asOther) {
    return (
      <OtherAccount
        secret={secret}
        email={email}
        busy={accept.isPending}
        onSubmit={(account) => accept.mutate(account)}
        onSignedIn={async () => {
          await change.refresh();
          setAsOther(false);
        }}
      >
        {failure}
      </OtherAccount>
    );
  }
  return (
    <>
      {failure}
      <div className="row">
        <button
          type="button"
          className="btn btn-primary grow"
          disabled={accept.isPending}
          onClick={() => accept.mutate(null)}
        >
          {m.acceptAs(me.name)}
        </button>
        <button type="button" className="btn" onClick={() => setAsOther(true)}>
          {m.otherAccount}
        </button>
      </div>
    </>
  );
};

interface NewAccountProps extends AcceptanceProps {
  readonly busy: boolean;
  readonly onSubmit: (account: Account) => void;
  readonly children: ReactNode;
}

interface OtherAccountProps extends NewAccountProps {
  readonly onSignedIn: () => Promise<void>;
}

const OtherAccount = ({ onSignedIn, ...rest }: OtherAccountProps) => {
  const m = useMessages(identityMessages);
  const [isNew, setNew] = useState(true);
  return (
    <>
      <div className="segmented" role="group" aria-label={m.account}>
        <button type="button" aria-pressed={isNew} onClick={() => setNew(true)}>
          {m.newAccount}
        </button>
        <button type="button" aria-pressed={!isNew} onClick={() => setNew(false)}>
          {m.haveAccount}
        </button>
      </div>
      {isNew ? <NewAccount {...rest} /> : <SignInForm onSignedIn={onSignedIn} />}
    </>
  );
};

const NewAccount = ({ secret, email, busy, onSubmit, children }: NewAccountProps) => {
  const m = useMessages(identityMessages);
  const oidc = useQuery(sessionQuery).data?.signInWays.oidc ?? null;
  const [draft, setDraft] = useState({ ...blankAccount, email: email ?? "" });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(draft);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <NewAccountFields draft={draft} emailFixed={email !== null} onChange={setDraft} />
      {children}
      <button type="submit" className="btn btn-primary" disabled={busy}>
        {busy ? m.accepting : m.accept}
      </button>
      {oidc !== null && (
        <div className="stack other-ways">
          <p className="or">{m.otherWay}</p>
          <OidcButton label={m.acceptWithOidc(oidc)} comeBackTo="/" invitation={secret} />
        </div>
      )}
    </form>
  );
};
