/** What identifies and places an enterprise when it is registered; its credit code is checked while it is typed. */

import { creditCodeProblem, divisions } from "@fenji/kernel";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { enterprisesMessages } from "../../i18n/enterprises/enterprises-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { Choice } from "../../ui/choice.tsx";
import { jurisdictionsQuery } from "./enterprise-queries.ts";

export interface EnterpriseFields {
  readonly creditCode: string;
  readonly jurisdiction: string;
  readonly city: string;
  readonly division: string;
}

interface FieldsProps {
  readonly draft: EnterpriseFields;
  readonly onChange: (draft: EnterpriseFields) => void;
}

export const CreditCodeField = ({ draft, onChange }: FieldsProps) => {
  const m = useMessages(enterprisesMessages);
  const hintId = useId();
  const code = draft.creditCode.trim().toUpperCase();
  const problem = code === "" ? undefined : creditCodeProblem(code);
  const hint =
    code === ""
      ? m.codeHint
      : problem === undefined
        ? `✓ ${m.codeGood}`
        : `✕ ${problem === "length" ? m.codeProblem.length(code.length) : m.codeProblem[problem]}`;
  return (
    <label className="field">
      <span>{m.creditCode}</span>
      <input
        className="input mono"
        required
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
        aria-invalid={problem !== undefined}
        aria-describedby={hintId}
        value={draft.creditCode}
        onChange={(event) => onChange({ ...draft, creditCode: event.target.value })}
      />
      <small
        id={hintId}
        className={problem === undefined ? "quiet" : "field-problem"}
        role="status"
      >
        {hint}
      </small>
    </label>
  );
};

export const PlaceFields = ({ draft, onChange }: FieldsProps) => {
  const m = useMessages(enterprisesMessages);
  const text = useText();
  const table = useQuery(jurisdictionsQuery).data;
  const jurisdictions = (table?.jurisdictions ?? []).filter(({ level }) => level !== "nation");
  const cities = (table?.cities ?? []).filter((city) => city.jurisdiction === draft.jurisdiction);
  return (
    <div className="register-places">
      <Choice
        label={m.jurisdiction}
        value={draft.jurisdiction}
        any={m.choose}
        options={jurisdictions.map(({ code, name }) => ({ value: code, label: text(name) }))}
        onChange={(jurisdiction) => onChange({ ...draft, jurisdiction, city: "" })}
      />
      <Choice
        label={m.city}
        value={draft.city}
        any={m.noCity}
        options={cities.map(({ code, name }) => ({ value: code, label: text(name) }))}
        onChange={(city) => onChange({ ...draft, city })}
      />
      <Choice
        label={m.division}
        value={draft.division}
        any={m.choose}
        options={divisions.map(({ code, name }) => ({
          value: code,
          label: `${code} ${text(name)}`,
        }))}
        onChange={(division) => onChange({ ...draft, division })}
      />
    </div>
  );
};
