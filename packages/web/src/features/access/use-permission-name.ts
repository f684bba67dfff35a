/** A permission in words: `enterprise:write` → change enterprises and their facts. */

import { accessMessages } from "../../i18n/access/access-messages.ts";
import { useMessages } from "../../i18n/language.tsx";

export const usePermissionName = (): ((permission: string) => string) => {
  const m = useMessages(accessMessages);
  return (permission) => {
    const [subject = "", verb = ""] = permission.split(":");
    return m.permissionName(m.subjects[subject] ?? subject, m.verbs[verb] ?? verb);
  };
};
