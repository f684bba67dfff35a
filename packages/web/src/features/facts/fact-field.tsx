/** One fact of the form; unknown is a choice of its own, never an empty box. */

import type { FactDefinition, FactValue } from "@fenji/regime";
import { useId } from "react";
import { factsMessages } from "../../i18n/facts/facts-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { FactText } from "./fact-text.tsx";
import { NumberInput } from "./number-input.tsx";

interface FactFieldProps {
  readonly fact: FactDefinition;
  readonly value: FactValue;
  readonly changed: boolean;
  /** null: the reader may not change it. */
  readonly onChange: ((value: FactValue) => void) | null;
}

export const FactField = ({ fact, value, changed, onChange }: FactFieldProps) => {
  const text = useText();
  const labelId = useId();
  return (
    <div className={changed ? "fact fact-changed" : "fact"} data-fact={fact.id}>
      <div>
        <span id={labelId} className="fact-label">
          {text(fact.label)}
        </span>
        {fact.help !== null && <p className="quiet small">{text(fact.help)}</p>}
      </div>
      <div className="fact-value">
        {onChange === null && <FactText fact={fact} value={value} />}
        {onChange !== null && (
          <FactInput fact={fact} value={value} labelId={labelId} onChange={onChange} />
        )}
      </div>
    </div>
  );
};

interface InputProps<Value> {
  readonly value: Value;
  readonly labelId: string;
  readonly onChange: (value: FactValue) => void;
}

interface FactInputProps extends InputProps<FactValue> {
  readonly fact: FactDefinition;
}

const FactInput = ({ fact, value, labelId, onChange }: FactInputProps) => (
  <>
    {fact.kind === "number" && (
      <NumberInput
        fact={fact}
        value={typeof value === "number" ? value : null}
        labelId={labelId}
        onChange={onChange}
      />
    )}
    {fact.kind === "boolean" && (
      <YesNo
        value={typeof value === "boolean" ? value : null}
        labelId={labelId}
        onChange={onChange}
      />
    )}
    {fact.kind === "choice" && (
      <OneOf fact={fact} value={value} labelId={labelId} onChange={onChange} />
    )}
    {fact.kind === "set" && (
      <AnyOf fact={fact} value={value} labelId={labelId} onChange={onChange} />
    )}
  </>
);

const YesNo = ({ value, labelId, onChange }: InputProps<boolean | null>) => {
  const m = useMessages(factsMessages);
  const choices = [
    [true, m.yes],
    [false, m.no],
    [null, m.unknown],
  ] as const;
  return (
    <div className="segmented" role="group" aria-labelledby={labelId}>
      {choices.map(([choice, word]) => (
        <button
          key={word}
          type="button"
          aria-pressed={value === choice}
          onClick={() => onChange(choice)}
        >
          {word}
        </button>
      ))}
    </div>
  );
};

interface OneOfProps extends InputProps<FactValue> {
  readonly fact: Extract<FactDefinition, { kind: "choice" }>;
}

const OneOf = ({ fact, value, labelId, onChange }: OneOfProps) => {
  const m = useMessages(factsMessages);
  const text = useText();
  return (
    <select
      className="select"
      aria-labelledby={labelId}
      value={typeof value === "string" ? value : ""}
      onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
    >
      <option value="">{m.unknown}</option>
      {fact.options.map((option) => (
        <option key={option.id} value={option.id}>
          {text(option.label)}
        </option>
      ))}
    </select>
  );
};

interface AnyOfProps extends InputProps<FactValue> {
  readonly fact: Extract<FactDefinition, { kind: "set" }>;
}

const AnyOf = ({ fact, value, labelId, onChange }: AnyOfProps) => {
  const m = useMessages(factsMessages);
  const text = useText();
  const chosen = isChosen(value) ? value : null;
  return (
    <div className="fact-set" role="group" aria-labelledby={labelId}>
      {fact.options.map((option) => (
        <label key={option.id}>
          <input
            type="checkbox"
            checked={chosen?.includes(option.id) === true}
            onChange={(event) => {
              const others = (chosen ?? []).filter((id) => id !== option.id);
              onChange(event.target.checked ? [...others, option.id] : others);
            }}
          />
          {text(option.label)}
        </label>
      ))}
      <label className="fact-unknown">
        <input
          type="checkbox"
          checked={chosen === null}
          onChange={(event) => onChange(event.target.checked ? null : [])}
        />
        {m.unknown}
      </label>
    </div>
  );
};

const isChosen = (value: FactValue): value is readonly string[] => Array.isArray(value);
