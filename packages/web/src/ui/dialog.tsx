/** A modal window on the browser's own <dialog>: focus is kept inside, Esc closes it. */

import { useEffect, useId, useRef, type ReactNode } from "react";
import { shellMessages } from "../i18n/shell/shell-messages.ts";
import { useMessages } from "../i18n/language.tsx";

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** Asked before Esc or the button closes it; false keeps it open, as where something written would be lost. */
  readonly mayClose?: () => boolean;
  readonly children: ReactNode;
}

export const Dialog = ({ title, onClose, mayClose, children }: DialogProps) => {
  const m = useMessages(shellMessages);
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const opener = document.activeElement;
    ref.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  const close = () => {
    if (mayClose?.() !== false) ref.current?.close();
  };
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onClose={onClose}
      onCancel={(event) => {
        if (mayClose?.() === false) event.preventDefault();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        // What lies beneath, a drawer say, closes by the same key where it reaches the window.
        event.stopPropagation();
        // A browser closes on the second Esc whatever `cancel` says; the key itself can be kept from it.
        if (mayClose?.() === false) event.preventDefault();
      }}
    >
      <header>
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="btn btn-plain" onClick={close}>
          {m.close}
        </button>
      </header>
      <div className="body">{children}</div>
    </dialog>
  );
};
