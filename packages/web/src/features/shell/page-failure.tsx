/** What is shown when a page itself breaks: what happened and what to do next. */

import type { ErrorComponentProps } from "@tanstack/react-router";
import { shellMessages } from "../../i18n/shell/shell-messages.ts";
import { useMessages } from "../../i18n/language.tsx";

export const PageFailure = ({ error }: ErrorComponentProps) => {
  const m = useMessages(shellMessages);
  return (
    <div className="page stack" role="alert">
      <h1>{m.failed}</h1>
      <p>{m.unexpected}</p>
      <p>
        <button type="button" className="btn" onClick={() => window.location.reload()}>
          {m.reload}
        </button>
      </p>
      <code className="wrap-anywhere">
        {error instanceof Error ? error.message : String(error)}
      </code>
    </div>
  );
};
