/** Sets a new password by a link from the administrator. */

import { resetPassword } from "@fenji/contract";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { identityMessages } from "../../i18n/identity/identity-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { PasswordField } from "./password-field.tsx";
import { useSessionChange } from "./session-change.ts";
import { LinkIncomplete, SignInFrame } from "./sign-in-frame.tsx";
import { useLinkSecret } from "./use-link-secret.ts";

export const ResetPage = () => {
  const m = useMessages(identityMessages);
  const secret = useLinkSecret();
  return (
    <SignInFrame title={m.resetTitle}>
      {secret === undefined ? <LinkIncomplete /> : <ResetForm key={secret} secret={secret} />}
    </SignInFrame>
  );
};

const ResetForm = ({ secret }: { readonly secret: string }) => {
  const m = useMessages(identityMessages);
  const navigate = useNavigate();
  const change = useSessionChange();
  const [password, setPassword] = useState("");
  const reset = useMutation({
    mutationFn: () => client.call(resetPassword, { body: { secret, password } }),
    onSuccess: async () => {
      await change.refresh();
      await navigate({ to: "/sign-in", search: { note: "reset" } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    reset.mutate();
  };
  return (
    <form className="stack" onSubmit={submit}>
      <p>{m.resetText}</p>
      <PasswordField label={m.newPassword} use="new" value={password} onChange={setPassword} />
      {reset.error !== null && <Failure error={reset.error} />}
      <button type="submit" className="btn btn-primary" disabled={reset.isPending}>
        {m.resetSubmit}
      </button>
    </form>
  );
};
