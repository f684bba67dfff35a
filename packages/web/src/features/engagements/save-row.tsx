/** Saves a draft or drops it; says beside it what is still missing. */

import type { ReactNode } from "react";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { useMessages } from "../../i18n/language.tsx";

interface SaveRowProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly onSave: () => void;
  readonly onUndo: () => void;
  readonly children?: ReactNode;
}

export const SaveRow = ({ label, disabled, onSave, onUndo, children }: SaveRowProps) => {
  const m = useMessages(engagementsMessages);
  return (
    <p className="row">
      <button type="button" className="btn btn-primary" disabled={disabled} onClick={onSave}>
        {label}
      </button>
      <button type="button" className="btn" onClick={onUndo}>
        {m.undo}
      </button>
      {children}
    </p>
  );
};
