/** Says why a document is not shown in the page, and what to do instead. */

import { documentsMessages } from "../../i18n/documents/documents-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import type { NoPreviewReason } from "./no-preview.ts";

export const NotShown = ({ reason }: { readonly reason: NoPreviewReason }) => {
  const m = useMessages(documentsMessages);
  return (
    <p className="notice notice-warn" role="status">
      {m.notShown[reason]}
    </p>
  );
};
