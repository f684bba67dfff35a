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

type Outcome = Explanation["policies"][number]["outcome"];

const order: readonly Outcome[] = ["holds", "failed", "does-not-hold"];

const EveryPolicy = ({ explanation, policies }: Omit<ExplanationViewProps, "stale">) => {
  const m = useMessages(accessMessages).explore;
  const text = useText();
  const rows = explanation.policies.toSorted(
    (a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome),
  );
  return (
    <details open>
      <summary>{m.every}</summary>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{m.outcome}</th>
              <th scope="col">{m.effect}</th>
              <th scope="col">{m.policy}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, effect, outcome, message }) => {
              const policy = policies.policies.find((known) => known.id === id);
              return (
                <tr key={id} className={outcome === "does-not-hold" ? "outcome-not" : ""}>
                  <td className="outcome">{m.outcomes[outcome]}</td>
                  <td>
                    <EffectMark effect={effect} />
                  </td>
                  <td>
                    {policy === undefined ? id : text(policy)}{" "}
                    <a href={`#policy-${id}`} className="small">
                      <code>{id}</code>
                    </a>
                    {message !== null && <p className="small bad">{message}</p>}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
};
