/** Registers an enterprise; its credit code is checked while it is typed. */

import { createEnterprise } from "@fenji/contract";
import { creditCodeProblem } from "@fenji/kernel";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { enterprisesMessages } from "../../i18n/enterprises/enterprises-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { CreditCodeField, PlaceFields, type EnterpriseFields } from "./enterprise-fields.tsx";

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
  const change = (fields: EnterpriseFields) => setDraft({ ...draft, ...fields });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete) register.mutate(draft);
  };
  return (
    <Dialog title={m.register} onClose={onClose}>
      <form className="stack register" onSubmit={submit}>
        <CreditCodeField draft={draft} onChange={change} />
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
        <PlaceFields draft={draft} onChange={change} />
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
