/** A password that can be looked at while it is typed; pasting and password stores work. */

import { useId, useState } from "react";
import { identityMessages } from "../../i18n/identity/identity-messages.ts";
import { useMessages } from "../../i18n/language.tsx";

interface PasswordFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** `new`: it is being set, so its hint is shown and stores offer to make one. */
  readonly use: "current" | "new";
}

export const PasswordField = ({ label, value, onChange, use }: PasswordFieldProps) => {
  const m = useMessages(identityMessages);
  const [shown, setShown] = useState(false);
  const [id, hintId] = [useId(), useId()];
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="password-row">
        <input
          id={id}
          className="input"
          type={shown ? "text" : "password"}
          autoComplete={use === "new" ? "new-password" : "current-password"}
          autoCapitalize="off"
          spellCheck={false}
          required
          maxLength={200}
          aria-describedby={use === "new" ? hintId : undefined}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        <button
          type="button"
          className="btn"
          aria-pressed={shown}
          title={shown ? m.hide : m.show}
          onClick={() => setShown(!shown)}
        >
          <span className="sr-only">{m.show}</span>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path
              d="M1 8c2-3.500 4.500-5 7-5s5 1.500 7 5c-2 3.500-4.500 5-7 5S3 11.500 1 8z"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.300"
            />
            <circle cx="8" cy="8" r="2.200" fill="currentColor" />
            {shown && <path d="M2 14L14 2" stroke="currentColor" strokeWidth="1.300" />}
          </svg>
        </button>
      </span>
      {use === "new" && (
        <small id={hintId} className="quiet">
          {m.passwordHint}
        </small>
      )}
    </div>
  );
};
