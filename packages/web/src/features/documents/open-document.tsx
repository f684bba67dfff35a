/** The name of a document as a way to look at it. */

import { useState } from "react";
import { DocumentDialog } from "./document-dialog.tsx";
import type { DocumentSource } from "./document-source.ts";

export const OpenDocument = ({ source }: { readonly source: DocumentSource }) => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="btn btn-plain btn-cell wrap-anywhere"
        onClick={() => setOpen(true)}
      >
        {source.name}
      </button>
      {open && <DocumentDialog source={source} onClose={() => setOpen(false)} />}
    </>
  );
};
