/** A finding on the requirement at hand: by default on the subjects that evidence contradicts. */

import { raiseFinding, type BodyOf } from "@fenji/contract";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { shellMessages } from "../../i18n/shell/shell-messages.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import type { RequirementProps } from "./engagement-props.ts";
import { AreaField, PickField, textOf, TextField } from "./form-fields.tsx";
import { useEngagementChange } from "./use-engagement-change.ts";
import { mayWork } from "./use-may.ts";

export const severities = ["low", "medium", "high", "critical"] as const;

export const RaiseFinding = (props: RequirementProps) => {
  const m = useMessages(engagementsMessages);
  const [raising, setRaising] = useState(false);
  const { engagement, result } = props;
  const outcome = result.conclusion?.result ?? result.proposed;
  const wanted = outcome === "notMet" || outcome === "partlyMet";
  return (
    <section className="stack">
      <h4>{m.views.findings}</h4>
      {result.findings.length === 0 ? (
        <p className="quiet small">{wanted ? m.findingWanted : m.noFindingHere}</p>
      ) : (
        <p>
          {result.findings.map((number) => (
            <code key={number} className="check-ref">
              {number}
            </code>
          ))}
        </p>
      )}
      {mayWork(engagement, ["field", "report"]) && (
        <p className="no-print">
          <button type="button" className="btn" onClick={() => setRaising(true)}>
            {m.raise}
          </button>
        </p>
      )}
      {raising && <RaiseDialog {...props} onClose={() => setRaising(false)} />}
    </section>
  );
};

type Raise = BodyOf<typeof raiseFinding>;

const RaiseDialog = (props: RequirementProps & { readonly onClose: () => void }) => {
  const { enterpriseId, engagement, result, onClose } = props;
  const m = useMessages(engagementsMessages);
  const shell = useMessages(shellMessages);
  const text = useText();
  const against = result.subjects.filter(({ says }) => says === "contradicts").length;
  const raise = useEngagementChange({
    enterpriseId,
    run: (body: Raise) =>
      client.call(raiseFinding, { path: { enterpriseId, engagementId: engagement.id }, body }),
    onDone: onClose,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const severity = severities.find((one) => one === textOf(form, "severity")) ?? "medium";
    raise.mutate({
      requirement: result.requirement,
      severity,
      title: textOf(form, "title"),
      risk: textOf(form, "risk"),
      recommendation: textOf(form, "recommendation"),
    });
  };
  return (
    <Dialog title={m.raise} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p className="small">
          <code>{result.requirement}</code> {text(result.title)}
        </p>
        <p className="quiet small">{against === 0 ? m.onWholeFirm : m.onSubjects(against)}</p>
        <TextField label={m.findingTitle} name="title" required maxLength={200} />
        <PickField
          label={m.severity}
          name="severity"
          value="medium"
          options={severities.map((one) => ({ value: one, label: m.severities[one] }))}
        />
        <AreaField label={m.risk} name="risk" required maxLength={4000} />
        <AreaField label={m.recommendation} name="recommendation" required maxLength={4000} />
        {raise.error !== null && <Failure error={raise.error} />}
        <p className="row">
          <button type="submit" className="btn btn-primary" disabled={raise.isPending}>
            {m.raise}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {shell.cancel}
          </button>
        </p>
      </form>
    </Dialog>
  );
};
