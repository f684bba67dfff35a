/** A secret that the node shows once and does not keep: to be copied now, with a warning. */

import { useId, useState } from "react";
import { shellMessages } from "../i18n/shell/shell-messages.ts";
import { useMessages } from "../i18n/language.tsx";
import "./shown-once.css";

interface ShownOnceProps {
  /** What it is: "Invitation link", "Token". */
  readonly label: string;
  readonly value: string;
  /** What it gives whoever has it, and until when. */
  readonly warning: string;
}

export const ShownOnce = ({ label, value, warning }: ShownOnceProps) => {
  const m = useMessages(shellMessages);
  const id = useId();
  return (
    <div className="notice notice-warn stack">
      <div className="field">
        <label htmlFor={id}>{label}</label>
        <textarea
          id={id}
          className="input mono shown-once"
          readOnly
          rows={Math.min(12, Math.max(value.split("\n").length, Math.ceil(value.length / 58)))}
          value={value}
          onFocus={(event) => event.currentTarget.select()}
        />
      </div>
      <p className="row">
        <CopyButton value={value} />
        <strong>{m.shownOnce}</strong>
      </p>
      <p>{warning}</p>
    </div>
  );
};

export const CopyButton = ({ value }: { readonly value: string }) => {
  const m = useMessages(shellMessages);
  const [state, setState] = useState<"ready" | "copied" | "failed">("ready");
  const copy = () => {
    // Only pages that came over HTTPS or from this machine may use the clipboard.
    const writing = navigator.clipboard?.writeText(value) ?? Promise.reject(new Error("insecure"));
    writing.then(
      () => setState("copied"),
      () => setState("failed"),
    );
  };
  return (
    <>
      <button type="button" className="btn" onClick={copy}>
        {m.copy}
      </button>
      <span role="status" className="small">
        {state === "copied" && `✓ ${m.copied}`}
        {state === "failed" && m.copyFailed}
      </span>
    </>
  );
};
