/** Adds a graded object: its kind and its name. */

import { createObject, type listObjects, type ReplyOf } from "@fenji/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useId, useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { objectsMessages } from "../../i18n/objects/objects-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { Choice } from "../../ui/choice.tsx";
import { Failure } from "../../ui/failure.tsx";
import { objectsQuery } from "./object-queries.ts";

interface NewObjectProps {
  readonly enterpriseId: string;
  readonly kinds: ReplyOf<typeof listObjects>["kinds"];
}

export const NewObject = ({ enterpriseId, kinds }: NewObjectProps) => {
  const m = useMessages(objectsMessages);
  const text = useText();
  const nameId = useId();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [kind, setKind] = useState(kinds[0]?.kind ?? "");
  const [name, setName] = useState("");
  const add = useMutation({
    mutationFn: () => client.call(createObject, { path: { enterpriseId }, body: { kind, name } }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries(objectsQuery(enterpriseId));
      await navigate({
        to: "/enterprises/$enterpriseId/objects/$objectId",
        params: { enterpriseId, objectId: id },
      });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!add.isPending && name.trim() !== "") add.mutate();
  };
  return (
    <form className="panel" aria-label={m.add} onSubmit={submit}>
      <div className="body row choices-beside">
        <Choice
          label={m.kind}
          value={kind}
          options={kinds.map((one) => ({ value: one.kind, label: text(one.name) }))}
          onChange={setKind}
        />
        <div className="field">
          <label htmlFor={nameId}>{m.name}</label>
          <input
            id={nameId}
            className="input"
            value={name}
            maxLength={100}
            required
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <button type="submit" className="btn btn-primary" disabled={add.isPending}>
          {m.add}
        </button>
      </div>
      {add.error !== null && <Failure error={add.error} />}
    </form>
  );
};
