/** Six digits of an authenticator or a recovery code; takes the focus, because it is all that is asked. */

import { useEffect, useId, useRef } from "react";
import { identityMessages } from "../../i18n/identity/identity-messages.ts";
import { useMessages } from "../../i18n/language.tsx";

interface CodeFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly focus?: boolean;
  /** False while the authenticator is being set up: there are no recovery codes yet. */
  readonly recovery?: boolean;
}

export const CodeField = ({ value, onChange, focus = false, recovery = true }: CodeFieldProps) => {
  const m = useMessages(identityMessages);
  const [id, hintId] = [useId(), useId()];
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus) ref.current?.focus();
  }, [focus]);
  return (
    <div className="field">
      <label htmlFor={id}>{m.code}</label>
      <input
        id={id}
        ref={ref}
        className="input mono code-input"
        autoComplete="one-time-code"
        autoCapitalize="off"
        spellCheck={false}
        required
        minLength={6}
        maxLength={40}
        aria-describedby={hintId}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <small id={hintId} className="quiet">
        {recovery ? m.codeHint : m.digitsHint}
      </small>
    </div>
  );
};
