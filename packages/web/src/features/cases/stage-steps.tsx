/** A case's way from self-grading to closing, with the step at hand marked by shape, word and colour. */

import { casesMessages } from "../../i18n/cases/cases-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import type { FirmCase } from "./case-queries.ts";
import { stepStates } from "./step-states.ts";

export const StageSteps = ({ stage }: { readonly stage: FirmCase["stage"] }) => {
  const m = useMessages(casesMessages).steps;
  return (
    <ol className="case-steps" aria-label={m.label}>
      {stepStates(stage).map(({ step, state }, index) => (
        <li
          key={step}
          className={`step-${state}`}
          aria-current={state === "current" ? "step" : undefined}
        >
          <span className="step-mark" aria-hidden="true">
            {state === "done" ? "✓" : index + 1}
          </span>
          {m[step]}
          {state === "done" && <span className="sr-only"> {m.done}</span>}
          {state === "current" && <span className="sr-only"> {m.current}</span>}
        </li>
      ))}
    </ol>
  );
};
