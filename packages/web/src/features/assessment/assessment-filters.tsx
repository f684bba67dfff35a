/** Filters of the requirement matrix; what is chosen stands in the address. */

import { assessmentMessages } from "../../i18n/assessment/assessment-messages.ts";
import { verdictWords } from "../../i18n/verdict-words.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { verdicts, type AssessmentSearch } from "../../routes/search-params.ts";
import { Choice } from "../../ui/choice.tsx";
import type { Assessment } from "./assessment-queries.ts";

interface AssessmentFiltersProps {
  readonly assessment: Assessment;
  readonly search: AssessmentSearch;
  readonly shown: number;
  readonly onChange: (search: AssessmentSearch) => void;
}

export const AssessmentFilters = (props: AssessmentFiltersProps) => {
  const { assessment, search, shown, onChange } = props;
  const m = useMessages(assessmentMessages);
  const words = useMessages(verdictWords);
  const text = useText();
  const set = (name: "verdict" | "domain" | "from" | "q", value: string) => {
    const { [name]: _old, ...rest } = search;
    onChange(value === "" ? rest : { ...rest, [name]: name === "from" ? Number(value) : value });
  };
  const grades = [...new Set(assessment.requirements.map((row) => row.fromGrade))].toSorted(
    (a, b) => a - b,
  );
  const filtered =
    search.verdict !== undefined || search.domain !== undefined || search.from !== undefined;
  return (
    <search className="row row-end no-print" aria-label={m.matrix}>
      <input
        type="search"
        className="input"
        aria-label={m.search}
        placeholder={m.search}
        value={search.q ?? ""}
        onChange={(event) => set("q", event.target.value)}
      />
      <Choice
        label={m.verdict}
        value={search.verdict ?? ""}
        any={m.any}
        options={verdicts.map((verdict) => ({ value: verdict, label: words[verdict] }))}
        onChange={(value) => set("verdict", value)}
      />
      <Choice
        label={m.domain}
        value={search.domain ?? ""}
        any={m.any}
        options={assessment.domains.map(({ id, name }) => ({ value: id, label: text(name) }))}
        onChange={(value) => set("domain", value)}
      />
      <Choice
        label={m.fromGrade}
        value={search.from === undefined ? "" : String(search.from)}
        any={m.any}
        options={grades.map((grade) => ({ value: String(grade), label: m.grade(grade) }))}
        onChange={(value) => set("from", value)}
      />
      <span className="quiet" role="status">
        {m.requirements(shown, assessment.requirements.length)}
      </span>
      {(filtered || search.q !== undefined) && (
        <button type="button" className="btn btn-plain" onClick={() => onChange({})}>
          {m.clear}
        </button>
      )}
      <span className="grow" />
      <span className="quiet small matrix-keys">{m.keys}</span>
    </search>
  );
};
