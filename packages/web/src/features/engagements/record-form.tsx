/** An interview, a document that was looked at, or an observation on site; kept on the device before anything else. */

import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { shellMessages } from "../../i18n/shell/shell-messages.ts";
import type { FieldRecord } from "../../offline/field-store.ts";
import { Failure } from "../../ui/failure.tsx";
import type { RequirementProps } from "./engagement-props.ts";
import { documentsQuery } from "./engagement-queries.ts";
import { newRecordId, useKeepRecord, useWaiting } from "./field-work.ts";
import { AreaField, PickField, textOf, TextField, textOrNull } from "./form-fields.tsx";

const kinds = ["interview", "document", "observation"] as const;
const answers = ["yes", "partly", "no", "notApplicable", "unknown"] as const;
const subjectKinds = ["host", "image", "repository", "network"] as const;

interface RecordFormProps extends RequirementProps {
  /** Ends of the record that is changed; several are settled by what is saved here. */
  readonly before: readonly FieldRecord[];
  readonly id: string | undefined;
  readonly onDone: () => void;
}

const one = <Value extends string>(known: readonly Value[], text: string, other: Value): Value =>
  known.find((value) => value === text) ?? other;

const subjectOf = (form: FormData): FieldRecord["subject"] => {
  const id = textOf(form, "subject");
  return id === "" ? null : { kind: one(subjectKinds, textOf(form, "subjectKind"), "host"), id };
};

/** What the form says; a new version of its own, at this moment. */
const saidIn = (form: FormData) => ({
  version: newRecordId(),
  question: textOrNull(form, "question"),
  subject: subjectOf(form),
  answer: one(answers, textOf(form, "answer"), "unknown"),
  respondentRole: textOrNull(form, "respondentRole"),
  note: textOrNull(form, "note"),
  document: textOrNull(form, "document"),
  recordedAt: new Date().toISOString(),
  withdrawn: false,
});

export const RecordForm = (props: RecordFormProps) => {
  const { enterpriseId, engagement, result, before, id, onDone } = props;
  const m = useMessages(engagementsMessages);
  const shell = useMessages(shellMessages);
  const path = { enterpriseId, engagementId: engagement.id };
  const keep = useKeepRecord(path, onDone);
  const [old] = before;
  const [kind, setKind] = useState<FieldRecord["kind"]>(old?.kind ?? "interview");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    keep.mutate({
      id: id ?? newRecordId(),
      bases: before.map(({ version }) => version),
      kind,
      requirement: result.requirement,
      ...saidIn(form),
    });
  };
  return (
    <form className="stack record-form no-print" onSubmit={submit}>
      <KindChoice kind={kind} onChange={setKind} />
      <Answers {...props} old={old} />
      {kind === "interview" && (
        <TextField
          label={m.respondentRole}
          name="respondentRole"
          maxLength={100}
          placeholder={m.respondentHint}
          defaultValue={old?.respondentRole ?? ""}
        />
      )}
      {kind === "document" && <DocumentChoice path={path} chosen={old?.document ?? null} />}
      <AreaField
        label={m.noteOptional}
        name="note"
        maxLength={4000}
        defaultValue={old?.note ?? ""}
      />
      {keep.error !== null && <Failure error={keep.error} />}
      <p className="row">
        <button type="submit" className="btn btn-primary" disabled={keep.isPending}>
          {m.saveRecord}
        </button>
        <button type="button" className="btn" onClick={onDone}>
          {shell.cancel}
        </button>
      </p>
    </form>
  );
};

interface KindChoiceProps {
  readonly kind: FieldRecord["kind"];
  readonly onChange: (kind: FieldRecord["kind"]) => void;
}

const KindChoice = ({ kind, onChange }: KindChoiceProps) => {
  const m = useMessages(engagementsMessages);
  return (
    <div className="segmented" role="group" aria-label={m.recordKind}>
      {kinds.map((known) => (
        <button
          key={known}
          type="button"
          aria-pressed={known === kind}
          onClick={() => onChange(known)}
        >
          {m.recordKinds[known]}
        </button>
      ))}
    </div>
  );
};

const Answers = ({ result, old }: RequirementProps & { readonly old: FieldRecord | undefined }) => {
  const m = useMessages(engagementsMessages);
  const text = useText();
  const questions = result.elements.flatMap((element) => element.questions);
  return (
    <>
      <PickField
        label={m.question}
        name="question"
        value={old === undefined ? (questions[0]?.id ?? "") : (old.question ?? "")}
        options={[
          ...questions.map((known) => ({ value: known.id, label: text(known.text) })),
          { value: "", label: m.noQuestion },
        ]}
      />
      <div className="row row-end">
        <PickField
          label={m.answer}
          name="answer"
          value={old?.answer ?? "yes"}
          options={answers.map((known) => ({ value: known, label: m.answers[known] }))}
        />
        <PickField
          label={m.subjectKind}
          name="subjectKind"
          value={old?.subject?.kind ?? "host"}
          options={subjectKinds.map((known) => ({ value: known, label: m.subjectKinds[known] }))}
        />
        <TextField
          label={m.subject}
          name="subject"
          maxLength={400}
          placeholder={m.subjectHint}
          defaultValue={old?.subject?.id ?? ""}
        />
      </div>
    </>
  );
};

interface DocumentChoiceProps {
  readonly path: { readonly enterpriseId: string; readonly engagementId: string };
  readonly chosen: string | null;
}

const DocumentChoice = ({ path, chosen }: DocumentChoiceProps) => {
  const m = useMessages(engagementsMessages);
  const known = useQuery(documentsQuery(path)).data?.documents ?? [];
  const waiting = useWaiting(path).data?.documents ?? [];
  const all = new Map([...known, ...waiting].map(({ sha256, name }) => [sha256, name]));
  if (all.size === 0) return <p className="quiet small">{m.noDocuments}</p>;
  return (
    <PickField
      label={m.document}
      name="document"
      value={chosen ?? ""}
      options={[
        { value: "", label: m.noDocument },
        ...[...all].map(([sha256, name]) => ({ value: sha256, label: name })),
      ]}
    />
  );
};
