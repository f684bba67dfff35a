/** Asks before something that cannot be taken back; says what happens, and stays open when it fails. */

import type { ReactNode } from "react";
import { shellMessages } from "../i18n/shell/shell-messages.ts";
import { useMessages } from "../i18n/language.tsx";
import { Dialog } from "./dialog.tsx";
import { Failure } from "./failure.tsx";

interface ConfirmDialogProps {
  readonly title: string;
  /** The verb on the button that does it. */
  readonly act: string;
  readonly mutation: { readonly isPending: boolean; readonly error: Error | null };
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export const ConfirmDialog = (props: ConfirmDialogProps) => {
  const m = useMessages(shellMessages);
  const { title, act, mutation, onConfirm, onClose, children } = props;
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="stack">
        {children}
        {mutation.error !== null && <Failure error={mutation.error} />}
        <p className="row">
          <button
            type="button"
            className="btn btn-danger"
            disabled={mutation.isPending}
            onClick={onConfirm}
          >
            {act}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {m.cancel}
          </button>
        </p>
      </div>
    </Dialog>
  );
};
