/** Begins a reason for returning one item of a filing. */

import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { useMessages } from "../../i18n/language.tsx";

interface ReasonButtonProps {
  readonly item: string;
  readonly name: string;
  readonly onReason: (item: string) => void;
}

export const ReasonButton = ({ item, name, onReason }: ReasonButtonProps) => {
  const m = useMessages(filingsMessages).answer;
  return (
    <button
      type="button"
      className="btn btn-plain btn-cell no-print"
      aria-label={m.addFor(name)}
      onClick={() => onReason(item)}
    >
      {m.returnFor}
    </button>
  );
};
