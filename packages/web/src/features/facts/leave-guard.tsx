/** Asks before unsaved changes are lost by leaving the page. */

import { useBlocker } from "@tanstack/react-router";
import { factsMessages } from "../../i18n/facts/facts-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Dialog } from "../../ui/dialog.tsx";

export const LeaveGuard = ({ dirty }: { readonly dirty: boolean }) => {
  const m = useMessages(factsMessages);
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });
  if (blocker.status !== "blocked") return null;
  return (
    <Dialog title={m.leaveTitle} onClose={blocker.reset}>
      <div className="stack">
        <p>{m.leaveText}</p>
        <p className="row">
          <button type="button" className="btn btn-primary" onClick={blocker.reset}>
            {m.stay}
          </button>
          <button type="button" className="btn" onClick={blocker.proceed}>
            {m.leave}
          </button>
        </p>
      </div>
    </Dialog>
  );
};
