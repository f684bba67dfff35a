/** Lets an assessor look at the enterprise, from a day until another. */

import { assignAssessor } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { useMessages } from "../../i18n/language.tsx";
import { organisationsMessages } from "../../i18n/organisations/organisations-messages.ts";
import { Choice } from "../../ui/choice.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { useChange } from "../../use-change.ts";
import { assignmentPeriod, dayFrom } from "./assignment-period.ts";
import { assignmentsQuery, organisationsQuery } from "./organisation-queries.ts";

interface AssignDialogProps {
  readonly enterpriseId: string;
  readonly onClose: () => void;
}

const usualDays = 30;

const blank = () => {
  const now = new Date();
  return { organisationId: "", from: dayFrom(now, 0), until: dayFrom(now, usualDays) };
};

type Draft = ReturnType<typeof blank>;

export const AssignDialog = ({ enterpriseId, onClose }: AssignDialogProps) => {
  const m = useMessages(organisationsMessages);
  const [draft, setDraft] = useState(blank);
  const assign = useChange({
    run: ({ organisationId, from, until }: Draft) =>
      client.call(assignAssessor, {
        path: { enterpriseId },
        body: { organisationId, ...assignmentPeriod({ from, until }, new Date()) },
      }),
    stale: [assignmentsQuery(enterpriseId).queryKey],
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    assign.mutate(draft);
  };
  return (
    <Dialog title={m.assign} onClose={onClose}>
      <form className="stack dialog-form" onSubmit={submit}>
        <AssignFields draft={draft} onChange={setDraft} />
        {assign.error !== null && <Failure error={assign.error} />}
        <p className="row">
          <button
            type="submit"
            className="btn btn-primary"
            disabled={assign.isPending || draft.organisationId === ""}
          >
            {m.assign}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {m.cancel}
          </button>
        </p>
      </form>
    </Dialog>
  );
};

interface AssignFieldsProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

const AssignFields = ({ draft, onChange }: AssignFieldsProps) => {
  const m = useMessages(organisationsMessages);
  const { data, error } = useQuery(organisationsQuery("assessor"));
  const assessors = (data?.organisations ?? []).filter(({ suspendedAt }) => suspendedAt === null);
  return (
    <>
      {error !== null && <Failure error={error} />}
      {data !== undefined && assessors.length === 0 && (
        <p className="notice">{m.noAssessorKnown}</p>
      )}
      <Choice
        label={m.assignOrganisation}
        value={draft.organisationId}
        any={m.choose}
        options={assessors.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(organisationId) => onChange({ ...draft, organisationId })}
      />
      <div className="row">
        <label className="field">
          <span>{m.from}</span>
          <input
            className="input"
            type="date"
            required
            value={draft.from}
            onChange={(event) => onChange({ ...draft, from: event.target.value })}
          />
        </label>
        <label className="field">
          <span>{m.until}</span>
          <input
            className="input"
            type="date"
            required
            min={draft.from}
            value={draft.until}
            onChange={(event) => onChange({ ...draft, until: event.target.value })}
          />
        </label>
      </div>
    </>
  );
};
