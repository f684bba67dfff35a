/** A number with its unit, checked while it is typed, and a box that says it is unknown. */

import type { FactValue, NumberFact } from "@fenji/regime";
import { useEffect, useId, useState } from "react";
import { factsMessages } from "../../i18n/facts/facts-messages.ts";
import { formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import { parseNumber, type NumberProblem } from "./check-fact.ts";

interface NumberInputProps {
  readonly fact: NumberFact;
  readonly value: number | null;
  readonly labelId: string;
  readonly onChange: (value: FactValue) => void;
}

export const NumberInput = ({ fact, value, labelId, onChange }: NumberInputProps) => {
  const m = useMessages(factsMessages);
  const text = useText();
  const problemText = useProblemText();
  const problemId = useId();
  const [typed, setTyped] = useState(value === null ? "" : String(value));
  const parsed = parseNumber(typed, fact);
  const problem = typed === "" || parsed.ok ? undefined : parsed.problem;
  useEffect(() => {
    // A value from outside (discard, restore) replaces what was typed; one's own echo does not.
    const now = parseNumber(typed, fact);
    const mine = now.ok ? now.value : null;
    if (mine !== value) setTyped(value === null ? "" : String(value));
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [value]);
  const type = (next: string) => {
    setTyped(next);
    const now = parseNumber(next, fact);
    onChange(now.ok ? now.value : null);
  };
  return (
    <>
      <span className="fact-number">
        <input
          className="input"
          inputMode={fact.integer ? "numeric" : "decimal"}
          autoComplete="off"
          aria-labelledby={labelId}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : problemId}
          value={typed}
          onChange={(event) => type(event.target.value)}
        />
        {fact.unit !== null && <span className="quiet">{text(fact.unit)}</span>}
        <label className="fact-unknown">
          <input
            type="checkbox"
            checked={value === null}
            onChange={(event) => {
              if (event.target.checked) type("");
              else type(String(fact.min ?? 0));
            }}
          />
          {m.unknown}
        </label>
      </span>
      {problem !== undefined && (
        <small id={problemId} className="fact-problem" role="status">
          ✕ {problemText(problem)}
        </small>
      )}
    </>
  );
};

const useProblemText = () => {
  const m = useMessages(factsMessages);
  const { language } = useLanguage();
  return (problem: NumberProblem): string => {
    if (problem.kind === "min") return m.invalid.min(formatNumber(problem.bound, language));
    if (problem.kind === "max") return m.invalid.max(formatNumber(problem.bound, language));
    return m.invalid[problem.kind];
  };
};
