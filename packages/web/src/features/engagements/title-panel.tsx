/** What the assessment is called, and the day until which evidence is meant to count. */

import { changeEngagement } from "@fenji/contract";
import type { FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import type { EngagementProps } from "./engagement-props.ts";
import { textOf, TextField, textOrNull } from "./form-fields.tsx";
import { useEngagementChange } from "./use-engagement-change.ts";
import { useMayPlan } from "./use-may.ts";

export const TitlePanel = ({ enterpriseId, engagement }: EngagementProps) => {
  const m = useMessages(engagementsMessages);
  const may = useMayPlan(enterpriseId, engagement, ["prepare", "plan", "field", "report"]);
  const change = useEngagementChange({
    enterpriseId,
    run: (body: { title: string; plannedCutOff: string | null }) =>
      client.call(changeEngagement, { path: { enterpriseId, engagementId: engagement.id }, body }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    change.mutate({
      title: textOf(form, "title"),
      plannedCutOff: textOrNull(form, "plannedCutOff"),
    });
  };
  return (
    <section className="panel" aria-label={m.about}>
      <header>
        <h2>{m.about}</h2>
      </header>
      <form className="body stack" onSubmit={submit}>
        <fieldset className="plain stack" disabled={!may}>
          <TextField
            label={m.name}
            name="title"
            required
            maxLength={200}
            defaultValue={engagement.title}
          />
          <TextField
            label={m.plannedCutOff}
            name="plannedCutOff"
            type="date"
            defaultValue={engagement.plannedCutOff ?? ""}
          />
          <p className="quiet small">{m.plannedCutOffNote}</p>
          {change.error !== null && <Failure error={change.error} />}
          {may && (
            <p className="row">
              <button type="submit" className="btn" disabled={change.isPending}>
                {m.save}
              </button>
              {change.isSuccess && (
                <span className="quiet small" role="status">
                  {m.saved}
                </span>
              )}
            </p>
          )}
        </fieldset>
      </form>
    </section>
  );
};
