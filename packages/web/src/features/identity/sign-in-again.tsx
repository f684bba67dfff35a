/** Signing in over a page whose session has ended: what was typed stays, and what was refused is done again. */

import type { AppError } from "@fenji/kernel";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { identityMessages } from "../../i18n/identity/identity-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { settleInterruption } from "../../interruptions.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { sessionQuery } from "../node/session-query.ts";
import { useSessionChange } from "./session-change.ts";
import { SignInForm } from "./sign-in-form.tsx";
import "./identity.css";

export const SignInAgain = ({ error }: { readonly error: AppError }) => {
  const m = useMessages(identityMessages);
  const session = useQuery(sessionQuery).data;
  // Whose page this is; the session that is read meanwhile may be another's.
  const [before] = useState(session);
  const change = useSessionChange();
  const goOn = async () => {
    const same = before !== undefined && (await change.resume(before));
    // Somebody else must not go on with what this person had on the page.
    if (same) settleInterruption("sign-in", true);
    else window.location.assign("/");
  };
  const email = before?.user?.email;
  return (
    <Dialog title={m.againTitle} onClose={() => settleInterruption("sign-in", false)}>
      <div className="stack">
        <p>{error.code === "permission.denied" ? m.againElevated : m.againExpired}</p>
        <SignInForm onSignedIn={goOn} {...(email === undefined ? {} : { email })} />
        <p>
          <a href="/sign-in">{m.someoneElse}</a>
        </p>
      </div>
    </Dialog>
  );
};
