/** The nearest step to a grade, in sentences: what to fill in first, then what to change and how far. */

import type { getEligibility, ReplyOf } from "@fenji/contract";
import type { FactDefinition, Pack } from "@fenji/regime";
import { objectsMessages } from "../../i18n/objects/objects-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { useFactText } from "../facts/fact-text.tsx";

export type Step = ReplyOf<
  typeof getEligibility
>["policies"][number]["versions"][number]["steps"][number];

interface StepLineProps {
  readonly pack: Pack;
  readonly step: Step;
  /** Facts are missing that the result depends on. */
  readonly open: boolean;
  readonly onFix: (fact: string) => void;
}

export const StepLine = ({ pack, step, open, onFix }: StepLineProps) => {
  const m = useMessages(objectsMessages);
  const text = useText();
  const sayChange = useChangeText();
  if (step.outcome === "reached") return <p>{m.eligibility.reached}</p>;
  if (step.outcome === "none") return <p>{m.eligibility.impossible}</p>;
  if (step.outcome === "too-far")
    return <p>{open ? m.eligibility.tooFar : m.eligibility.severalAtOnce}</p>;
  return (
    <>
      <ol className="steps-of">
        {step.changes.map((change) => {
          const fact = pack.grading.facts.find(({ id }) => id === change.fact);
          if (fact === undefined) return null;
          return (
            <li key={change.fact}>
              {sayChange(fact, change)}{" "}
              {change.from !== null && (
                <button
                  type="button"
                  className="btn btn-plain no-print"
                  aria-label={`${m.eligibility.cannotChange} ${text(fact.label)}`}
                  onClick={() => onFix(change.fact)}
                >
                  {m.eligibility.cannotChange}
                </button>
              )}
            </li>
          );
        })}
      </ol>
      <p className="quiet small">{m.eligibility.oneWay}</p>
    </>
  );
};

type Change = Step["changes"][number];

const useChangeText = (): ((fact: FactDefinition, change: Change) => string) => {
  const m = useMessages(objectsMessages).eligibility;
  const text = useText();
  const say = useFactText();
  const signs = { ">=": "≥", ">": ">", "<=": "≤", "<": "<" } as const;
  return (fact, { from, to, bound }) => {
    const label = text(fact.label);
    const target = bound === null ? say(fact, to) : `${signs[bound.op]} ${say(fact, bound.value)}`;
    if (from === null) return to === null ? m.give(label) : m.giveBound(label, target);
    if (bound === null) return m.change(label, say(fact, from), target);
    const rises = bound.op === ">=" || bound.op === ">";
    return (rises ? m.raise : m.lower)(label, say(fact, from), target);
  };
};
