/** Gives an organisation another name. */

import { renameOrganisation } from "@fenji/contract";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { useMessages } from "../../i18n/language.tsx";
import { organisationsMessages } from "../../i18n/organisations/organisations-messages.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { useChange } from "../../use-change.ts";
import { sessionQuery } from "../node/session-query.ts";
import type { Organisation } from "./organisation-queries.ts";

interface RenameDialogProps {
  readonly organisation: Organisation;
  readonly onClose: () => void;
}

export const RenameDialog = ({ organisation, onClose }: RenameDialogProps) => {
  const m = useMessages(organisationsMessages);
  const [name, setName] = useState(organisation.name);
  const rename = useChange({
    run: () =>
      client.call(renameOrganisation, {
        path: { organisationId: organisation.id },
        body: { name },
      }),
    stale: [["organisation", organisation.id], ["organisations"], sessionQuery.queryKey],
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate(undefined);
  };
  return (
    <Dialog title={m.rename} onClose={onClose}>
      <form className="stack dialog-form" onSubmit={submit}>
        <label className="field">
          <span>{m.name}</span>
          <input
            className="input"
            required
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        {rename.error !== null && <Failure error={rename.error} />}
        <p className="row">
          <button type="submit" className="btn btn-primary" disabled={rename.isPending}>
            {m.save}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {m.cancel}
          </button>
        </p>
      </form>
    </Dialog>
  );
};
