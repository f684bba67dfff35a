/** Renaming an object, archiving it and bringing it back. */

import { changeObject, type GradedObjectShown } from "@fenji/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { objectsMessages } from "../../i18n/objects/objects-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";

interface ObjectActsProps {
  readonly enterpriseId: string;
  readonly object: GradedObjectShown;
}

export const ObjectActs = ({ enterpriseId, object }: ObjectActsProps) => {
  const m = useMessages(objectsMessages);
  const queries = useQueryClient();
  const [renaming, setRenaming] = useState(false);
  const change = useMutation({
    mutationFn: (body: { readonly name: string; readonly archived: boolean }) =>
      client.call(changeObject, { path: { enterpriseId, objectId: object.id }, body }),
    onSuccess: async () => {
      setRenaming(false);
      await queries.invalidateQueries({ queryKey: ["enterprise", enterpriseId, "objects"] });
    },
  });
  const archived = object.archivedAt !== null;
  return (
    <>
      <button type="button" className="btn btn-plain no-print" onClick={() => setRenaming(true)}>
        {m.rename}
      </button>
      <button
        type="button"
        className="btn btn-plain no-print"
        disabled={change.isPending}
        onClick={() => change.mutate({ name: object.name, archived: !archived })}
      >
        {archived ? m.restore : m.archive}
      </button>
      {change.error !== null && <Failure error={change.error} />}
      {renaming && (
        <Dialog title={m.rename} onClose={() => setRenaming(false)}>
          <RenameForm
            name={object.name}
            busy={change.isPending}
            onRename={(name) => change.mutate({ name, archived })}
          />
        </Dialog>
      )}
    </>
  );
};

interface RenameFormProps {
  readonly name: string;
  readonly busy: boolean;
  readonly onRename: (name: string) => void;
}

const RenameForm = ({ name, busy, onRename }: RenameFormProps) => {
  const m = useMessages(objectsMessages);
  const id = useId();
  const [typed, setTyped] = useState(name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== "") onRename(typed);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <div className="field">
        <label htmlFor={id}>{m.name}</label>
        <input
          id={id}
          className="input"
          value={typed}
          maxLength={100}
          required
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <p className="row">
        <button type="submit" className="btn btn-primary" disabled={busy}>
          {m.save}
        </button>
      </p>
    </form>
  );
};
