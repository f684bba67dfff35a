/** A retest closes exactly the subjects that evidence or an assessor's check covers; it says which stay open and why. */

import { retestFinding, type BodyOf, type ReplyOf } from "@fenji/contract";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import type { OneFindingProps } from "./engagement-props.ts";
import { AreaField, textOf } from "./form-fields.tsx";
import { useEngagementChange } from "./use-engagement-change.ts";

type Retest = BodyOf<typeof retestFinding>;
type Retested = ReplyOf<typeof retestFinding>;

export const RetestForms = ({ enterpriseId, finding }: OneFindingProps) => {
  const m = useMessages(engagementsMessages);
  const [checking, setChecking] = useState(false);
  const retest = useEngagementChange({
    enterpriseId,
    run: (body: Retest) =>
      client.call(retestFinding, { path: { enterpriseId, findingId: finding.id }, body }),
    onDone: () => setChecking(false),
  });
  return (
    <div className="stack no-print">
      <p className="row">
        <button
          type="button"
          className="btn"
          disabled={retest.isPending}
          onClick={() => retest.mutate({ by: "evidence" })}
        >
          {m.retestByEvidence}
        </button>
        {finding.subjectsShown && (
          <button type="button" className="btn" onClick={() => setChecking(!checking)}>
            {m.retestByCheck}
          </button>
        )}
      </p>
      {checking && (
        <CheckForm finding={finding} pending={retest.isPending} onCheck={retest.mutate} />
      )}
      {retest.error !== null && <Failure error={retest.error} />}
      {retest.data !== undefined && <Outcome retested={retest.data} />}
    </div>
  );
};

interface CheckFormProps {
  readonly finding: OneFindingProps["finding"];
  readonly pending: boolean;
  readonly onCheck: (body: Retest) => void;
}

const CheckForm = ({ finding, pending, onCheck }: CheckFormProps) => {
  const m = useMessages(engagementsMessages);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const chosen = new Set(form.getAll("subject"));
    const subjects = finding.subjects
      .filter(({ kind, id }) => chosen.has(`${kind} ${id}`))
      .map(({ kind, id }) => ({ kind, id }));
    if (subjects.length > 0) onCheck({ by: "check", subjects, note: textOf(form, "note") });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <fieldset className="plain">
        <legend className="small">{m.checked}</legend>
        {finding.subjects
          .filter(({ closed }) => closed === null)
          .map(({ kind, id }) => (
            <label key={`${kind} ${id}`} className="row">
              <input type="checkbox" name="subject" value={`${kind} ${id}`} />
              <code>{id === "self" ? m.wholeFirm : id}</code>
            </label>
          ))}
      </fieldset>
      <AreaField label={m.whatWasChecked} name="note" required maxLength={2000} />
      <p>
        <button type="submit" className="btn btn-primary" disabled={pending}>
          {m.closeChecked}
        </button>
      </p>
    </form>
  );
};

const Outcome = ({ retested }: { readonly retested: Retested }) => {
  const m = useMessages(engagementsMessages);
  const { closed, stillOpen } = retested;
  return (
    <div className="notice small" role="status">
      <p>{m.retested(closed.length, stillOpen.length)}</p>
      {stillOpen.length > 0 && (
        <ul className="chips">
          {stillOpen.map(({ kind, id, says }) => (
            <li key={`${kind} ${id}`}>
              <code>{id === "self" ? m.wholeFirm : id}</code> {m.stillSays[says]}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
