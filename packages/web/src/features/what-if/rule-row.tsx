/** One number of the rules: a slider and a box for it, what it was, and back to that. */

import type { EditablePath } from "@fenji/grading";
import { useId, useState } from "react";
import { whatIfMessages } from "../../i18n/what-if/what-if-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { StandingStamp } from "../../ui/standing-stamp.tsx";
import type { EditAction } from "./edits.ts";
import { sliderRange } from "./slider-range.ts";

interface RuleRowProps {
  readonly now: EditablePath;
  /** As the pack has it; null: places that the path names differ. */
  readonly original: number | null;
  readonly onEdit: (action: EditAction) => void;
}

export const RuleRow = ({ now, original, onEdit }: RuleRowProps) => {
  const m = useMessages(whatIfMessages);
  const text = useText();
  const id = useId();
  const value = now.value ?? original ?? 0;
  const label = text(now.label);
  const { min, max, step } = sliderRange(now, original ?? value);
  const changed = now.value !== original;
  const set = (next: number) => onEdit({ kind: "set", path: now.path, value: next });
  const settle = () => onEdit({ kind: "settle" });
  return (
    <li className={changed ? "rule-row changed" : "rule-row"}>
      <span id={id} className="rule-label">
        {label}
        {now.unit !== null && <span className="quiet"> {text(now.unit)}</span>}
      </span>
      <input
        type="range"
        aria-label={m.slider(label)}
        data-path={now.path}
        min={Math.min(min, value)}
        max={Math.max(max, value)}
        step={step}
        value={value}
        onChange={(event) => set(event.target.valueAsNumber)}
        onPointerUp={settle}
        onBlur={settle}
      />
      <NumberBox label={m.box(label)} value={value} step={step} onValue={set} onSettle={settle} />
      <span className="rule-state">
        {changed ? (
          <>
            <span className="stamp">{m.changed}</span>
            <span className="quiet small">{m.was(String(original ?? "—"))}</span>
            <button
              type="button"
              className="btn btn-plain"
              aria-label={m.reset(label)}
              onClick={() => onEdit({ kind: "reset", path: now.path })}
            >
              {m.resetShort}
            </button>
          </>
        ) : (
          <StandingStamp standing={now.standing} />
        )}
      </span>
    </li>
  );
};

interface NumberBoxProps {
  readonly label: string;
  readonly value: number;
  readonly step: number;
  readonly onValue: (value: number) => void;
  readonly onSettle: () => void;
}

/** What is typed stands while it is typed, also where it is no number yet. */
const NumberBox = ({ label, value, step, onValue, onSettle }: NumberBoxProps) => {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      className="input rule-box"
      type="number"
      aria-label={label}
      step={step}
      value={typed ?? String(value)}
      onChange={(event) => {
        setTyped(event.target.value);
        if (event.target.value !== "" && Number.isFinite(event.target.valueAsNumber))
          onValue(event.target.valueAsNumber);
      }}
      onBlur={() => {
        setTyped(null);
        onSettle();
      }}
    />
  );
};
