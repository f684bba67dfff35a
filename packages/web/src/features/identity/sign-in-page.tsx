/** Where everybody without a session arrives, and goes on to where they wanted to be. */

import { getRouteApi, useRouter } from "@tanstack/react-router";
import { identityMessages } from "../../i18n/identity/identity-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { safeTarget } from "./safe-target.ts";
import { useSessionChange } from "./session-change.ts";
import { SignInForm } from "./sign-in-form.tsx";
import { SignInFrame } from "./sign-in-frame.tsx";

const route = getRouteApi("/sign-in");

export const SignInPage = () => {
  const m = useMessages(identityMessages);
  const router = useRouter();
  const search = route.useSearch();
  const change = useSessionChange();
  const target = safeTarget(search.to);
  const go = async () => {
    await change.refresh();
    await change.forget();
    router.history.push(target);
  };
  return (
    <SignInFrame title={m.signIn}>
      {search.note !== undefined && (
        <p className="notice" role="status">
          {search.note === "reset" ? m.resetDone : m.signedOut}
        </p>
      )}
      {target !== "/" && <p className="quiet small">{m.going}</p>}
      <SignInForm onSignedIn={go} comeBackTo={target} />
      <p className="quiet small">{m.forgotten}</p>
    </SignInFrame>
  );
};
