/** The day whose end is looked at, and by which time; says clearly that it is the past. */

import { assessmentMessages } from "../../i18n/assessment/assessment-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import type { AssessmentSearch } from "../../routes/search-params.ts";
import { Choice } from "../../ui/choice.tsx";

interface PastChoiceProps {
  readonly search: AssessmentSearch;
  /** The moment that the node answered for; null: now. */
  readonly asOf: string | null;
  readonly onChange: (search: AssessmentSearch) => void;
}

const without = ({ asOf: _asOf, by: _by, ...rest }: AssessmentSearch): AssessmentSearch => rest;

export const PastChoice = ({ search, asOf, onChange }: PastChoiceProps) => {
  const m = useMessages(assessmentMessages).past;
  const { by: _by, ...kept } = search;
  return (
    <div className="row row-end no-print">
      <label className="field">
        <span>{m.asOf}</span>
        <input
          className="input"
          type="date"
          value={search.asOf ?? ""}
          onChange={({ target: { value } }) =>
            onChange(value === "" ? without(search) : { ...search, asOf: value })
          }
        />
      </label>
      {asOf !== null && (
        <>
          <Choice
            label={m.by}
            value={search.by ?? "observed"}
            options={[
              { value: "observed", label: m.observed },
              { value: "received", label: m.received },
            ]}
            onChange={(value) => onChange(value === "received" ? { ...search, by: value } : kept)}
          />
          <button type="button" className="btn" onClick={() => onChange(without(search))}>
            {m.now}
          </button>
          <p className="notice notice-warn" role="status">
            {m.isPast(formatInstant(asOf))}
          </p>
        </>
      )}
    </div>
  );
};
