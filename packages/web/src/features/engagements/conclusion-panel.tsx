/** What the assessor concludes: one of four words, with a reason where it is not what the evidence says; nothing is overwritten. */

import { concludeRequirement, type BodyOf } from "@fenji/contract";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { verdictWords } from "../../i18n/verdict-words.ts";
import { Failure } from "../../ui/failure.tsx";
import { useShortcuts } from "../../ui/keyboard.ts";
import { VerdictMark } from "../../ui/verdict-mark.tsx";
import type { RequirementProps } from "./engagement-props.ts";
import type { ResultWord } from "./engagement-queries.ts";
import { AreaField, textOrNull } from "./form-fields.tsx";
import { useEngagementChange } from "./use-engagement-change.ts";
import { mayWork } from "./use-may.ts";

export const resultWords = ["met", "partlyMet", "notMet", "notApplicable"] as const;

export const ConclusionPanel = (props: RequirementProps) => {
  const m = useMessages(engagementsMessages);
  const { engagement, result } = props;
  const undecided = result.proposed === null;
  return (
    <section className="stack">
      <h4>{m.conclusion}</h4>
      <Conclusions result={result} />
      {undecided && (
        <p className="notice notice-warn small">{m.undecided[result.machine.verdict]}</p>
      )}
      {mayWork(engagement, ["field", "report"]) && !undecided && <ConclusionForm {...props} />}
    </section>
  );
};

const Conclusions = ({ result }: Pick<RequirementProps, "result">) => {
  const m = useMessages(engagementsMessages);
  if (result.conclusions.length === 0) return <p className="quiet small">{m.notConcluded}</p>;
  return (
    <ol className="conclusions">
      {result.conclusions.map((one, index) => (
        <li key={one.at} className={index === 0 ? "" : "is-old"}>
          <VerdictMark verdict={one.result} /> {one.by.name}{" "}
          <span className="quiet small">{formatInstant(one.at)}</span>
          {one.overridden && (
            <span className="small">
              {" "}
              <span className="stamp">{m.overridden}</span> {m.insteadOf}{" "}
              <VerdictMark verdict={one.machineVerdict} /> — {one.reason}
            </span>
          )}
          {one.note !== null && <p className="small">{one.note}</p>}
        </li>
      ))}
    </ol>
  );
};

type Conclude = BodyOf<typeof concludeRequirement>;

const ConclusionForm = ({ enterpriseId, engagement, result }: RequirementProps) => {
  const m = useMessages(engagementsMessages);
  const words = useMessages(verdictWords);
  const { proposed, requirement } = result;
  const [chosen, setChosen] = useState<ResultWord>(
    result.conclusion?.result ?? proposed ?? "notMet",
  );
  const conclude = useEngagementChange({
    enterpriseId,
    run: (body: Conclude) =>
      client.call(concludeRequirement, {
        path: { enterpriseId, engagementId: engagement.id, requirementId: requirement },
        body,
      }),
  });
  const against = chosen !== proposed;
  useShortcuts(
    Object.fromEntries(
      resultWords.map((word, index) => [String(index + 1), () => setChosen(word)]),
    ),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    conclude.mutate({
      result: chosen,
      reason: against ? textOrNull(form, "reason") : null,
      note: textOrNull(form, "note"),
    });
  };
  return (
    <form className="stack no-print" onSubmit={submit}>
      <div className="segmented" role="group" aria-label={m.conclusion}>
        {resultWords.map((word, index) => (
          <button
            key={word}
            type="button"
            aria-pressed={word === chosen}
            onClick={() => setChosen(word)}
          >
            <kbd>{index + 1}</kbd> {words[word]}
            {word === proposed && <span className="count">{m.proposed}</span>}
          </button>
        ))}
      </div>
      {against && (
        <AreaField label={m.overrideReason} name="reason" required rows={2} maxLength={2000} />
      )}
      <AreaField label={m.noteOptional} name="note" rows={2} maxLength={4000} />
      {conclude.error !== null && <Failure error={conclude.error} />}
      <p>
        <button type="submit" className="btn btn-primary" disabled={conclude.isPending}>
          {m.conclude}
        </button>
      </p>
    </form>
  );
};
