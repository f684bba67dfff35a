/** The marks that must stand beside every synthetic row and every illustrative number. */

import { shellMessages } from "../i18n/shell/shell-messages.ts";
import { useMessages } from "../i18n/language.tsx";

export const SyntheticStamp = () => {
  const m = useMessages(shellMessages);
  return (
    <span className="stamp stamp-synthetic" title={m.syntheticWhy}>
      {m.synthetic}
    </span>
  );
};

export const IllustrativeStamp = () => {
  const m = useMessages(shellMessages);
  return (
    <span className="stamp stamp-illustrative" title={m.illustrativeWhy}>
      {m.illustrative}
    </span>
  );
};
