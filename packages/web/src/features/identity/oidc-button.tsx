/** Leaves for the single sign-on; where to come back to waits in this tab. */

import { beginOidcSignIn } from "@fenji/contract";
import { useMutation } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";
import { Failure } from "../../ui/failure.tsx";
import { safeTarget } from "./safe-target.ts";

const storageKey = "fenji.come-back-to";

/** Read once: the next sign-on says anew where it wants to go. */
export const takeComeBackTo = (): string => {
  const stored = sessionStorage.getItem(storageKey);
  sessionStorage.removeItem(storageKey);
  return safeTarget(stored);
};

interface OidcButtonProps {
  readonly label: string;
  readonly comeBackTo: string;
  /** Secret of an invitation that is accepted with the account. */
  readonly invitation?: string;
}

export const OidcButton = ({ label, comeBackTo, invitation }: OidcButtonProps) => {
  const begin = useMutation({
    mutationFn: () =>
      client.call(beginOidcSignIn, { body: invitation === undefined ? {} : { invitation } }),
    onSuccess: ({ url }) => {
      sessionStorage.setItem(storageKey, comeBackTo);
      window.location.assign(url);
    },
  });
  return (
    <>
      <button
        type="button"
        className="btn"
        disabled={begin.isPending || begin.isSuccess}
        onClick={() => begin.mutate()}
      >
        {label}
      </button>
      {begin.error !== null && <Failure error={begin.error} />}
    </>
  );
};
