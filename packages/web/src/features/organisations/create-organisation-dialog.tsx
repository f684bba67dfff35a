/** Creates an organisation of any kind, and shows once the link that invites who leads it. */

import { createOrganisation, type BodyOf } from "@fenji/contract";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { organisationsMessages } from "../../i18n/organisations/organisations-messages.ts";
import { roleWords } from "../../i18n/role-words.ts";
import { Choice } from "../../ui/choice.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { ShownOnce } from "../../ui/shown-once.tsx";
import { useChange } from "../../use-change.ts";
import { CreditCodeField, PlaceFields } from "../enterprises/enterprise-fields.tsx";
import { SupervisionFields } from "./supervision-fields.tsx";
import { blankOrganisation, toNewOrganisation, type NewOrganisation } from "./new-organisation.ts";
import "../enterprises/enterprises.css";

const kinds = [
  "enterprise",
  "supervisor",
  "assessor",
  "vendor",
  "fund",
  "institution",
  "park",
] as const;

interface CreateOrganisationDialogProps {
  readonly onClose: () => void;
}

export const CreateOrganisationDialog = ({ onClose }: CreateOrganisationDialogProps) => {
  const m = useMessages(organisationsMessages);
  const [draft, setDraft] = useState(blankOrganisation);
  const create = useChange({
    run: (body: BodyOf<typeof createOrganisation>) => client.call(createOrganisation, { body }),
    stale: [["organisations"], ["registry"]],
  });
  const body = toNewOrganisation(draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (body !== undefined) create.mutate(body);
  };
  if (create.data !== undefined) {
    const { organisation, invitation } = create.data;
    return (
      <Dialog title={m.createDone(organisation.name)} onClose={onClose}>
        <ShownOnce
          label={m.leadLink}
          value={invitation.url}
          warning={m.inviteWarning(formatInstant(invitation.expiresAt))}
        />
      </Dialog>
    );
  }
  return (
    <Dialog title={m.create} onClose={onClose}>
      <form className="stack dialog-form register" onSubmit={submit}>
        <p className="quiet">{m.createText}</p>
        <OrganisationFields draft={draft} onChange={setDraft} />
        {create.error !== null && <Failure error={create.error} />}
        <p className="row">
          <button
            type="submit"
            className="btn btn-primary"
            disabled={body === undefined || create.isPending}
          >
            {m.create}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {m.cancel}
          </button>
        </p>
      </form>
    </Dialog>
  );
};

interface OrganisationFieldsProps {
  readonly draft: NewOrganisation;
  readonly onChange: (draft: NewOrganisation) => void;
}

const OrganisationFields = ({ draft, onChange }: OrganisationFieldsProps) => {
  const m = useMessages(organisationsMessages);
  const words = useMessages(roleWords);
  return (
    <>
      <Choice
        label={m.kind}
        value={draft.kind}
        options={kinds.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
        onChange={(value) =>
          onChange({ ...draft, kind: kinds.find((kind) => kind === value) ?? draft.kind })
        }
      />
      <label className="field">
        <span>{m.name}</span>
        <input
          className="input"
          required
          maxLength={100}
          value={draft.name}
          onChange={(event) => onChange({ ...draft, name: event.target.value })}
        />
      </label>
      {draft.kind === "enterprise" && (
        <>
          <CreditCodeField draft={draft} onChange={(fields) => onChange({ ...draft, ...fields })} />
          <PlaceFields draft={draft} onChange={(fields) => onChange({ ...draft, ...fields })} />
        </>
      )}
      {draft.kind === "supervisor" && <SupervisionFields draft={draft} onChange={onChange} />}
    </>
  );
};
