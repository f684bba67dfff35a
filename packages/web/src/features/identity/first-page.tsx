/** Creates the first administrator by the link that the terminal printed. */

import { createFirstAdministrator } from "@fenji/contract";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { identityMessages } from "../../i18n/identity/identity-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { blankAccount, NewAccountFields } from "./new-account-fields.tsx";
import { useSessionChange } from "./session-change.ts";
import { LinkIncomplete, SignInFrame } from "./sign-in-frame.tsx";
import { useLinkSecret } from "./use-link-secret.ts";

export const FirstPage = () => {
  const m = useMessages(identityMessages);
  const code = useLinkSecret();
  return (
    <SignInFrame title={m.firstTitle}>
      {code === undefined ? <LinkIncomplete /> : <FirstForm key={code} code={code} />}
    </SignInFrame>
  );
};

const FirstForm = ({ code }: { readonly code: string }) => {
  const m = useMessages(identityMessages);
  const navigate = useNavigate();
  const change = useSessionChange();
  const [draft, setDraft] = useState(blankAccount);
  const create = useMutation({
    mutationFn: () => client.call(createFirstAdministrator, { body: { code, ...draft } }),
    onSuccess: async () => {
      await change.refresh();
      await change.forget();
      await navigate({ to: "/account" });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <form className="stack" onSubmit={submit}>
      <p>{m.firstText}</p>
      <NewAccountFields draft={draft} onChange={setDraft} />
      {create.error !== null && <Failure error={create.error} />}
      <button type="submit" className="btn btn-primary" disabled={create.isPending}>
        {m.firstSubmit}
      </button>
      <p className="quiet small">{m.firstDone}</p>
    </form>
  );
};
