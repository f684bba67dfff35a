/** A modal window on the browser's own <dialog>: focus is kept inside, Esc closes it. */

import { useEffect, useId, useRef, type ReactNode } from "react";
import { shellMessages } from "../i18n/shell/shell-messages.ts";
import { useMessages } from "../i18n/language.tsx";

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export const Dialog = ({ title, onClose, children }: DialogProps) => {
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
  return (
    <dialog ref={ref} aria-labelledby={titleId} onClose={onClose}>
      <header>
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="btn btn-plain" onClick={() => ref.current?.close()}>
          {m.close}
        </button>
      </header>
      <div className="body">{children}</div>
    </dialog>
  );
};
