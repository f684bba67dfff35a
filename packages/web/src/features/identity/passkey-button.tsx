/** Signs in with a passkey, or shows it again; cancelling is no failure. */

import { useMutation } from "@tanstack/react-query";
import { identityMessages } from "../../i18n/identity/identity-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { isPasskeyCancelled, signInWithPasskey } from "./passkeys.ts";

export const PasskeyButton = ({ onDone }: { readonly onDone: () => Promise<void> }) => {
  const m = useMessages(identityMessages);
  const sign = useMutation({ mutationFn: signInWithPasskey, onSuccess: onDone });
  return (
    <>
      <button type="button" className="btn" disabled={sign.isPending} onClick={() => sign.mutate()}>
        {sign.isPending ? m.passkeyWaiting : m.withPasskey}
      </button>
      {sign.error !== null &&
        (isPasskeyCancelled(sign.error) ? (
          <p className="notice" role="alert">
            {m.passkeyCancelled}
          </p>
        ) : (
          <Failure error={sign.error} />
        ))}
    </>
  );
};
