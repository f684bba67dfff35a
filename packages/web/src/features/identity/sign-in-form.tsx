/** Signing in by password and code, by passkey, or through single sign-on; on its own page and over another. */

import { signIn } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { identityMessages } from "../../i18n/identity/identity-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { sessionQuery } from "../node/session-query.ts";
import { CodeField } from "./code-field.tsx";
import { OidcButton } from "./oidc-button.tsx";
import { PasskeyButton } from "./passkey-button.tsx";
import { PasswordField } from "./password-field.tsx";

interface SignInFormProps {
  readonly onSignedIn: () => Promise<void>;
  /** Whose session has ended; nobody else signs in here. */
  readonly email?: string;
  /** Where single sign-on comes back to; left out where the page may not be left. */
  readonly comeBackTo?: string;
}

const blank = { email: "", password: "", code: "" };

const asksCode = (error: unknown): boolean =>
  error instanceof AppError && error.code === "session.second-factor-needed";

/** The draft, whether a code is asked for, and the call. */
const useSignIn = ({ onSignedIn, email }: SignInFormProps) => {
  const [draft, setDraft] = useState({ ...blank, email: email ?? "" });
  const [codeNeeded, setCodeNeeded] = useState(false);
  const sign = useMutation({
    mutationFn: () => {
      const { code, ...named } = draft;
      return client.call(signIn, { body: codeNeeded ? { ...named, code } : named });
    },
    onError: (error) => {
      if (asksCode(error)) setCodeNeeded(true);
    },
    onSuccess: onSignedIn,
  });
  const restart = () => {
    sign.reset();
    setCodeNeeded(false);
    setDraft({ ...draft, code: "" });
  };
  return { draft, setDraft, codeNeeded, sign, restart };
};

export const SignInForm = (props: SignInFormProps) => {
  const m = useMessages(identityMessages);
  const { draft, setDraft, codeNeeded, sign, restart } = useSignIn(props);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    sign.mutate();
  };
  return (
    <div className="stack identity-form">
      <form className="stack" onSubmit={submit}>
        {codeNeeded ? (
          <>
            <p>{m.codeNeeded}</p>
            <CodeField focus value={draft.code} onChange={(code) => setDraft({ ...draft, code })} />
          </>
        ) : (
          <>
            <EmailField
              value={draft.email}
              fixed={props.email !== undefined}
              onChange={(email) => setDraft({ ...draft, email })}
            />
            <PasswordField
              label={m.password}
              use="current"
              value={draft.password}
              onChange={(password) => setDraft({ ...draft, password })}
            />
          </>
        )}
        {sign.error !== null && !asksCode(sign.error) && <Failure error={sign.error} />}
        <div className="row">
          <button type="submit" className="btn btn-primary grow" disabled={sign.isPending}>
            {sign.isPending ? m.signingIn : m.signIn}
          </button>
          {codeNeeded && (
            <button type="button" className="btn" onClick={restart}>
              {m.back}
            </button>
          )}
        </div>
      </form>
      <OtherWays onSignedIn={props.onSignedIn} comeBackTo={props.comeBackTo} />
    </div>
  );
};

interface EmailFieldProps {
  readonly value: string;
  readonly fixed?: boolean;
  readonly onChange: (value: string) => void;
}

export const EmailField = ({ value, fixed = false, onChange }: EmailFieldProps) => {
  const m = useMessages(identityMessages);
  return (
    <label className="field">
      <span>{m.email}</span>
      <input
        className="input"
        type="email"
        autoComplete="username"
        autoCapitalize="off"
        spellCheck={false}
        required
        maxLength={254}
        readOnly={fixed}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
};

interface OtherWaysProps {
  readonly onSignedIn: () => Promise<void>;
  readonly comeBackTo: string | undefined;
}

const OtherWays = ({ onSignedIn, comeBackTo }: OtherWaysProps) => {
  const m = useMessages(identityMessages);
  const ways = useQuery(sessionQuery).data?.signInWays;
  const oidc = comeBackTo === undefined ? null : (ways?.oidc ?? null);
  if (ways === undefined || (!ways.passkey && oidc === null)) return null;
  return (
    <div className="stack other-ways">
      <p className="or">{m.otherWay}</p>
      {ways.passkey && <PasskeyButton onDone={onSignedIn} />}
      {oidc !== null && <OidcButton label={m.withOidc(oidc)} comeBackTo={comeBackTo ?? "/"} />}
    </div>
  );
};
