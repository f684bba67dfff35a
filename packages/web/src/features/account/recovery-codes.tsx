/** Recovery codes, shown once: copied, downloaded or written down, then put away. */

import { accountMessages } from "../../i18n/account/account-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { saveText } from "../../ui/save-text.ts";
import { ShownOnce } from "../../ui/shown-once.tsx";

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly onClose: () => void;
}

export const RecoveryCodes = ({ codes, onClose }: RecoveryCodesProps) => {
  const m = useMessages(accountMessages);
  const text = codes.join("\n");
  return (
    <div className="body stack">
      <ShownOnce label={m.recoveryTitle} value={text} warning={m.recoveryWarning} />
      <p className="row">
        <button type="button" className="btn" onClick={() => saveText(m.recoveryFile, `${text}\n`)}>
          {m.download}
        </button>
        <button type="button" className="btn btn-primary" onClick={onClose}>
          {m.recoveryKept}
        </button>
      </p>
    </div>
  );
};
