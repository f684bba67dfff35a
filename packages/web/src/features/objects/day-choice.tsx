/** The day on which rules are looked at. */

import { useId } from "react";
import { objectsMessages } from "../../i18n/objects/objects-messages.ts";
import { useMessages } from "../../i18n/language.tsx";

interface DayChoiceProps {
  readonly day: string;
  readonly onChange: (day: string) => void;
}

export const DayChoice = ({ day, onChange }: DayChoiceProps) => {
  const m = useMessages(objectsMessages);
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{m.date}</label>
      <input
        id={id}
        className="input"
        type="date"
        required
        defaultValue={day}
        key={day}
        aria-describedby={`${id}-note`}
        onChange={(event) => {
          if (event.target.value !== "") onChange(event.target.value);
        }}
      />
      <span id={`${id}-note`} className="quiet small">
        {m.dateNote}
      </span>
    </div>
  );
};
