/** Registers an enterprise; its credit code is checked while it is typed. */

import { createEnterprise } from "@fenji/contract";
import { creditCodeProblem, divisions } from "@fenji/kernel";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useId, useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { enterprisesMessages } from "../../i18n/enterprises/enterprises-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { Choice } from "../../ui/choice.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { jurisdictionsQuery } from "./enterprise-queries.ts";

const blank = { creditCode: "", name: "", jurisdiction: "", city: "", division: "" };

type Draft = typeof blank;

export const RegisterDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const m = useMessages(enterprisesMessages);
  const [draft, setDraft] = useState(blank);
  const register = useRegister();
  const code = draft.creditCode.trim().toUpperCase();
  const missing = [
    ...(creditCodeProblem(code) === undefined ? [] : [m.creditCode]),
    ...(draft.name.trim() === "" ? [m.name] : []),
    ...(draft.jurisdiction === "" ? [m.jurisdiction] : []),
    ...(draft.division === "" ? [m.division] : []),
  ];
  const complete = missing.length === 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete) register.mutate(draft);
  };
  return (
    <Dialog title={m.register} onClose={onClose}>
      <form className="stack register" onSubmit={submit}>
        <CreditCodeField draft={draft} onChange={setDraft} />
        <label className="field">
          <span>{m.name}</span>
          <input
            className="input"
            required
            maxLength={200}
            value={draft.name}
            onChange={(event) => setDraft({ ...draft, name: event.target.value })}
          />
        </label>
        <PlaceFields draft={draft} onChange={setDraft} />
        {register.error !== null && <Failure error={register.error} />}
        <div className="row">
          <button
            type="submit"
            className="btn btn-primary"
            disabled={!complete || register.isPending}
          >
            {register.isPending ? m.registering : m.register}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {m.cancel}
          </button>
          {!complete && (
            <span className="quiet small">
              {m.missing}
              {missing.join(m.listMark)}
            </span>
          )}
        </div>
      </form>
    </Dialog>
  );
};

const useRegister = () => {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (draft: Draft) =>
      client.call(createEnterprise, {
        body: {
          creditCode: draft.creditCode.trim().toUpperCase(),
          name: draft.name.trim(),
          jurisdiction: draft.jurisdiction,
          city: draft.city === "" ? null : draft.city,
          division: draft.division,
        },
      }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ["registry"] });
      await navigate({ to: "/enterprises/$enterpriseId/facts", params: { enterpriseId: id } });
    },
  });
};

interface FieldsProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

const CreditCodeField = ({ draft, onChange }: FieldsProps) => {
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

const PlaceFields = ({ draft, onChange }: FieldsProps) => {
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
