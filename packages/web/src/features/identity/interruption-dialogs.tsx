/** The windows over a page in which a person does what its calls wait for. */

import { useSyncExternalStore } from "react";
import { pendingInterruptions, watchInterruptions } from "../../interruptions.ts";
import { SignInAgain } from "./sign-in-again.tsx";
import { StepUp } from "./step-up.tsx";

export const InterruptionDialogs = () => {
  const pending = useSyncExternalStore(watchInterruptions, pendingInterruptions);
  return pending.map(({ need, error }) =>
    need === "sign-in" ? (
      <SignInAgain key={need} error={error} />
    ) : (
      <StepUp key={need} error={error} />
    ),
  );
};
