/** The answer of the policies: large, with the reasons, then policy by policy, then what was asked. */

import { accessMessages } from "../../i18n/access/access-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import type { Explanation, Policies } from "./access-queries.ts";
import { EffectMark } from "./policy-list.tsx";

interface ExplanationViewProps {
  readonly explanation: Explanation;
  readonly policies: Policies;
  /** The answer to the question before; the newer one is on its way. */
  readonly stale: boolean;
}

export const ExplanationView = ({ explanation, policies, stale }: ExplanationViewProps) => {
  const m = useMessages(accessMessages).explore;
  const text = useText();
  const { allowed, reasons } = explanation;
  return (
    <div className="stack explanation" aria-busy={stale} aria-live="polite">
      <div className={allowed ? "ruling ruling-allowed" : "ruling ruling-denied"}>
        <p className="ruling-word">
          <span aria-hidden="true">{allowed ? "✓" : "✕"}</span> {allowed ? m.allowed : m.denied}
        </p>
        <ul aria-label={m.decidedBy}>
          {reasons.map((reason) => (
            <li key={reason.id}>
              {text(reason)} <code className="quiet">{reason.id}</code>
            </li>
          ))}
        </ul>
      </div>
      <EveryPolicy explanation={explanation} policies={policies} />
      <details>
        <summary>{m.asked}</summary>
        <pre className="source">{indented(explanation.asked)}</pre>
      </details>
    </div>
  );
};

const indented = (json: string): string => {
  try {
    return JSON.stringify(JSON.parse(json), undefined, 2);
  } catch {
    return json;
  }
};

type PolicyOutcome = Explanation["policies"][number];

/** Those that hold or fail stand in sight; the rest, usually most of them, can be opened. */
const EveryPolicy = ({ explanation, policies }: Omit<ExplanationViewProps, "stale">) => {
  const m = useMessages(accessMessages).explore;
  const telling = explanation.policies.filter(({ outcome }) => outcome !== "does-not-hold");
  const rest = explanation.policies.filter(({ outcome }) => outcome === "does-not-hold");
  return (
    <section aria-label={m.every}>
      <h3>{m.every}</h3>
      <ul>
        {telling.map((outcome) => (
          <OutcomeRow key={outcome.id} outcome={outcome} policies={policies} />
        ))}
      </ul>
      <details>
        <summary>{m.others(rest.length)}</summary>
        <ul>
          {rest.map((outcome) => (
            <OutcomeRow key={outcome.id} outcome={outcome} policies={policies} />
          ))}
        </ul>
      </details>
    </section>
  );
};

interface OutcomeRowProps {
  readonly outcome: PolicyOutcome;
  readonly policies: Policies;
}

const OutcomeRow = ({ outcome: { id, effect, outcome, message }, policies }: OutcomeRowProps) => {
  const m = useMessages(accessMessages).explore;
  const text = useText();
  const policy = policies.policies.find((known) => known.id === id);
  return (
    <li className={`policy-outcome outcome-${outcome}`}>
      <EffectMark effect={effect} />
      <b className="outcome">{m.outcomes[outcome]}</b>
      <p>
        {policy === undefined ? id : text(policy)}{" "}
        <a href={`#policy-${id}`} className="small">
          <code>{id}</code>
        </a>
        {message !== null && <span className="bad small"> {message}</span>}
      </p>
    </li>
  );
};
