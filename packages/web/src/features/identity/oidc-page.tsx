/** Where the single sign-on comes back to: its answer is checked by the node, and leaves the address at once. */

import { finishOidcSignIn } from "@fenji/contract";
import { skipToken, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { client } from "../../contract-client.ts";
import { identityMessages } from "../../i18n/identity/identity-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { takeComeBackTo } from "./oidc-button.tsx";
import { useSessionChange } from "./session-change.ts";
import { SignInFrame } from "./sign-in-frame.tsx";

const route = getRouteApi("/sign-in/oidc");

export const OidcPage = () => {
  const m = useMessages(identityMessages);
  const router = useRouter();
  const answer = route.useLoaderData();
  const change = useSessionChange();
  useEffect(() => {
    if (window.location.search !== "") router.history.replace("/sign-in/oidc");
  }, [router]);
  // A query, because React may mount a page twice and an answer counts only once.
  const finish = useQuery({
    queryKey: ["oidc", answer?.state],
    queryFn:
      answer === null
        ? skipToken
        : async () => {
            await client.call(finishOidcSignIn, { body: answer });
            await change.refresh();
            return true;
          },
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  useEffect(() => {
    if (finish.data !== true) return;
    const target = takeComeBackTo();
    void change.forget().then(() => router.history.replace(target));
    // Once, when the answer was taken.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [finish.data]);
  return (
    <SignInFrame title={m.oidcTitle}>
      {finish.isLoading && <p role="status">{m.oidcWorking}</p>}
      {finish.error !== null && <Failure error={finish.error} />}
      {answer === null && <p>{m.oidcMissing}</p>}
      {(answer === null || finish.error !== null) && (
        <p>
          <Link to="/sign-in" className="btn">
            {m.toSignIn}
          </Link>
        </p>
      )}
    </SignInFrame>
  );
};
