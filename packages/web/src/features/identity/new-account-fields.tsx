/** What a new account needs: a sign-in name, a name to be called by, a password. */

import { identityMessages } from "../../i18n/identity/identity-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { PasswordField } from "./password-field.tsx";
import { EmailField } from "./sign-in-form.tsx";

export const blankAccount = { email: "", name: "", password: "" };

type Draft = typeof blankAccount;

interface NewAccountFieldsProps {
  readonly draft: Draft;
  /** The invitation names the address. */
  readonly emailFixed?: boolean;
  readonly onChange: (draft: Draft) => void;
}

export const NewAccountFields = ({ draft, emailFixed, onChange }: NewAccountFieldsProps) => {
  const m = useMessages(identityMessages);
  return (
    <>
      <EmailField
        value={draft.email}
        fixed={emailFixed === true}
        onChange={(email) => onChange({ ...draft, email })}
      />
      <label className="field">
        <span>{m.name}</span>
        <input
          className="input"
          autoComplete="name"
          required
          maxLength={100}
          value={draft.name}
          onChange={(event) => onChange({ ...draft, name: event.target.value })}
        />
      </label>
      <PasswordField
        label={m.password}
        use="new"
        value={draft.password}
        onChange={(password) => onChange({ ...draft, password })}
      />
    </>
  );
};
