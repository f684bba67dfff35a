/** One line in the place of what a person may not do: what is missing here, and the reasons. */

import type { Permission } from "@fenji/contract";
import { accessMessages } from "../../i18n/access/access-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import type { Permissions } from "./permissions.ts";

interface WhyNotProps {
  readonly permissions: Permissions;
  readonly permission: Permission;
  /** What cannot be done, as a whole sentence. */
  readonly children: string;
}

export const WhyNot = ({ permissions, permission, children }: WhyNotProps) => {
  const m = useMessages(accessMessages);
  const text = useText();
  if (!permissions.mayNot(permission)) return null;
  const reasons = permissions.why(permission).map(text);
  return (
    <p className="notice small no-print">
      {children}
      {reasons.length > 0 && ` ${m.because}${reasons.join(" ")}`}
    </p>
  );
};
