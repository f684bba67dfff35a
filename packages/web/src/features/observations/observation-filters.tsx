/** The filter above the observations; all that is given must hold. */

import { useState } from "react";
import { observationsMessages } from "../../i18n/observations/observations-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import {
  observationResults,
  observationSeverities,
  observationStates,
  readObservationSearch,
  type ObservationSearch,
} from "../../routes/observation-search.ts";
import { Choice } from "../../ui/choice.tsx";

interface ObservationFiltersProps {
  readonly search: ObservationSearch;
  readonly onChange: (search: ObservationSearch) => void;
}

const texts = ["subject", "check", "family", "requirement"] as const;
const days = ["from", "to"] as const;

export const ObservationFilters = ({ search, onChange }: ObservationFiltersProps) => {
  const m = useMessages(observationsMessages);
  // Whatever is not in the list of the address is left out there.
  const set = (name: keyof ObservationSearch, value: string) =>
    onChange(readObservationSearch({ ...search, [name]: value }));
  return (
    <form className="row row-end no-print" onSubmit={(event) => event.preventDefault()}>
      <Choice
        label={m.state}
        value={search.state ?? "open"}
        options={observationStates.map((one) => ({ value: one, label: m.states[one] }))}
        onChange={(value) => set("state", value)}
      />
      <Choice
        label={m.result}
        value={search.result ?? ""}
        any={m.any}
        options={observationResults.map((one) => ({ value: one, label: m.results[one] }))}
        onChange={(value) => set("result", value)}
      />
      <Choice
        label={m.severity}
        value={search.severity ?? ""}
        any={m.any}
        options={observationSeverities.map((one) => ({ value: one, label: m.severities[one] }))}
        onChange={(value) => set("severity", value)}
      />
      {texts.map((name) => (
        <TextFilter
          // What the address says replaces what was typed.
          key={`${name} ${search[name] ?? ""}`}
          label={m.texts[name]}
          value={search[name] ?? ""}
          onChange={(value) => set(name, value)}
        />
      ))}
      {days.map((name) => (
        <label key={name} className="field">
          <span>{m.days[name]}</span>
          <input
            className="input"
            type="date"
            value={search[name] ?? ""}
            onChange={(event) => set(name, event.target.value)}
          />
        </label>
      ))}
      {Object.keys(search).length > 0 && (
        <button type="button" className="btn" onClick={() => onChange({})}>
          {m.clear}
        </button>
      )}
    </form>
  );
};

interface TextFilterProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Asked for on Enter and on leaving the box, not at each letter. */
const TextFilter = ({ label, value, onChange }: TextFilterProps) => {
  const [text, setText] = useState(value);
  const tell = () => {
    if (text.trim() !== value) onChange(text.trim());
  };
  return (
    <label className="field">
      <span>{label}</span>
      <input
        className="input"
        maxLength={100}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={tell}
        onKeyDown={(event) => {
          if (event.key === "Enter") tell();
        }}
      />
    </label>
  );
};
