/** Who rectifies a finding until when, and how far it has come. */

import { planRectification, reportRectification, type BodyOf } from "@fenji/contract";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import type { AttachedDocument } from "../documents/attached-query.ts";
import { ChooseDocuments } from "../documents/choose-documents.tsx";
import type { OneFindingProps } from "./engagement-props.ts";
import { AreaField, PickField, textOf, TextField } from "./form-fields.tsx";
import { useEngagementChange } from "./use-engagement-change.ts";

export const RectificationForms = (props: OneFindingProps) => {
  const m = useMessages(engagementsMessages);
  const [form, setForm] = useState<"plan" | "step">();
  const planned = props.finding.rectification !== null;
  return (
    <div className="no-print stack">
      <p className="row">
        <button type="button" className="btn" onClick={() => setForm("plan")}>
          {planned ? m.changePlan : m.planRectification}
        </button>
        {planned && (
          <button type="button" className="btn" onClick={() => setForm("step")}>
            {m.reportProgress}
          </button>
        )}
      </p>
      {form === "plan" && <PlanForm {...props} onDone={() => setForm(undefined)} />}
      {form === "step" && <StepForm {...props} onDone={() => setForm(undefined)} />}
    </div>
  );
};

interface FormProps extends OneFindingProps {
  readonly onDone: () => void;
}

type Plan = BodyOf<typeof planRectification>;

const PlanForm = ({ enterpriseId, finding, onDone }: FormProps) => {
  const m = useMessages(engagementsMessages);
  const plan = useEngagementChange({
    enterpriseId,
    run: (body: Plan) =>
      client.call(planRectification, { path: { enterpriseId, findingId: finding.id }, body }),
    onDone,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const days = textOf(form, "workingDays");
    plan.mutate({
      owner: textOf(form, "owner"),
      due: days === "" ? { on: textOf(form, "on") } : { workingDays: Number(days) },
    });
  };
  return (
    <form className="row row-end" onSubmit={submit}>
      <TextField
        label={m.owner}
        name="owner"
        required
        maxLength={100}
        defaultValue={finding.rectification?.owner ?? ""}
      />
      <TextField
        label={m.due}
        name="on"
        type="date"
        defaultValue={finding.rectification?.dueOn ?? ""}
      />
      <TextField label={m.orWorkingDays} name="workingDays" type="number" min={1} max={500} />
      <button type="submit" className="btn btn-primary" disabled={plan.isPending}>
        {m.save}
      </button>
      {plan.error !== null && <Failure error={plan.error} />}
    </form>
  );
};

const progress = ["inProgress", "done"] as const;

type Step = BodyOf<typeof reportRectification>;

const StepForm = ({ enterpriseId, finding, onDone }: FormProps) => {
  const m = useMessages(engagementsMessages);
  const [chosen, setChosen] = useState<readonly AttachedDocument[]>([]);
  const report = useEngagementChange({
    enterpriseId,
    run: (body: Step) =>
      client.call(reportRectification, { path: { enterpriseId, findingId: finding.id }, body }),
    onDone,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const state = textOf(form, "state") === "done" ? "done" : "inProgress";
    report.mutate({
      note: textOf(form, "note"),
      state,
      evidence: chosen.map(({ sha256 }) => sha256),
    });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <PickField
        label={m.state}
        name="state"
        options={progress.map((one) => ({ value: one, label: m.rectificationStates[one] }))}
      />
      <AreaField label={m.whatWasDone} name="note" required maxLength={4000} />
      <ChooseDocuments enterpriseId={enterpriseId} chosen={chosen} onChange={setChosen} />
      {report.error !== null && <Failure error={report.error} />}
      <p>
        <button type="submit" className="btn btn-primary" disabled={report.isPending}>
          {m.reportProgress}
        </button>
      </p>
    </form>
  );
};
