/** A labelled list to choose one of, or any; the browser's own control, so that it works everywhere. */

import { useId } from "react";

export interface ChoiceOption {
  readonly value: string;
  readonly label: string;
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  /** Words of the empty choice; left out where something must be chosen. */
  readonly any?: string;
  readonly options: readonly ChoiceOption[];
  readonly onChange: (value: string) => void;
}

export const Choice = ({ label, value, any, options, onChange }: ChoiceProps) => {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="select"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {any !== undefined && <option value="">{any}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
};
