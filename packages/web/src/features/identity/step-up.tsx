/** Asks for the second factor again where an act needs a fresh one; the act then goes on. */

import { proveSecondFactor } from "@fenji/contract";
import type { AppError } from "@fenji/kernel";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { identityMessages } from "../../i18n/identity/identity-messages.ts";
import { useLanguage, useMessages } from "../../i18n/language.tsx";
import { settleInterruption } from "../../interruptions.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { sessionQuery } from "../node/session-query.ts";
import { CodeField } from "./code-field.tsx";
import { PasskeyButton } from "./passkey-button.tsx";
import { useSessionChange, type Session } from "./session-change.ts";
import "./identity.css";

export const StepUp = ({ error }: { readonly error: AppError }) => {
  const m = useMessages(identityMessages);
  const { language } = useLanguage();
  // Asked anew, because a second factor may have been set up elsewhere since.
  const session = useQuery({ ...sessionQuery, staleTime: 0 });
  return (
    <Dialog title={m.stepUpTitle} onClose={() => settleInterruption("second-factor", false)}>
      <div className="stack">
        <p>{error.params[language] ?? error.in(language)}</p>
        {session.isFetching && <Skeleton rows={2} />}
        {!session.isFetching && session.data?.secondFactor.available === false && <NoneKept />}
        {!session.isFetching && session.data?.secondFactor.available === true && (
          <Proof session={session.data} />
        )}
      </div>
    </Dialog>
  );
};

const NoneKept = () => {
  const m = useMessages(identityMessages);
  return (
    <>
      <p className="notice">{m.stepUpMissing}</p>
      <p className="row">
        <a href="/account" className="btn btn-primary">
          {m.stepUpSetUp}
        </a>
        <button
          type="button"
          className="btn"
          onClick={() => settleInterruption("second-factor", false)}
        >
          {m.cancel}
        </button>
      </p>
    </>
  );
};

const Proof = ({ session }: { readonly session: Session }) => {
  const m = useMessages(identityMessages);
  const change = useSessionChange();
  const [code, setCode] = useState("");
  const goOn = async () => {
    if (await change.resume(session)) settleInterruption("second-factor", true);
    else window.location.assign("/");
  };
  const prove = useMutation({
    mutationFn: () => client.call(proveSecondFactor, { body: { code } }),
    onSuccess: goOn,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    prove.mutate();
  };
  return (
    <div className="stack identity-form">
      <form className="stack" onSubmit={submit}>
        <CodeField focus value={code} onChange={setCode} />
        {prove.error !== null && <Failure error={prove.error} />}
        <p className="row">
          <button type="submit" className="btn btn-primary" disabled={prove.isPending}>
            {m.stepUp}
          </button>
        </p>
      </form>
      {session.signInWays.passkey && (
        <div className="stack other-ways">
          <p className="or">{m.otherWay}</p>
          <PasskeyButton onDone={goOn} />
        </div>
      )}
    </div>
  );
};
