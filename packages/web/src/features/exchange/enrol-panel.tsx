/** Links an enterprise, or a supervisor's node, to the node above it: a code and an address, or by hand. */

import { enrolEnterprise, enrolNode } from "@fenji/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { exchangeMessages } from "../../i18n/exchange/exchange-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { EnterpriseChoice } from "../enterprises/enterprise-choice.tsx";
import { refreshExchange } from "./exchange-queries.ts";

interface EnrolPanelProps {
  /** This node is itself a supervisor's: it links to the one above. */
  readonly supervises: boolean;
  /** Given where the page is about one enterprise. */
  readonly enterpriseId?: string;
}

const blank = { code: "", address: "", byHand: false, enterpriseId: "" };

type Draft = typeof blank;

export const EnrolPanel = ({ supervises, enterpriseId }: EnrolPanelProps) => {
  const m = useMessages(exchangeMessages).enrol;
  const [draft, setDraft] = useState<Draft>({ ...blank, enterpriseId: enterpriseId ?? "" });
  const enrol = useEnrol(supervises);
  const complete =
    draft.code.trim() !== "" &&
    (draft.byHand || draft.address.trim() !== "") &&
    (supervises || draft.enterpriseId !== "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete) enrol.mutate(draft);
  };
  const title = supervises ? m.upTitle : m.title;
  return (
    <section className="panel" aria-label={title}>
      <header>
        <h2>{title}</h2>
      </header>
      <form className="body stack form" onSubmit={submit}>
        <p className="quiet small">{m.note}</p>
        {!supervises && enterpriseId === undefined && (
          <EnterpriseChoice
            label={m.enterprise}
            value={draft.enterpriseId}
            onChange={(id) => setDraft({ ...draft, enterpriseId: id })}
          />
        )}
        <WayFields draft={draft} onChange={setDraft} />
        {enrol.error !== null && <Failure error={enrol.error} />}
        <p className="row">
          <button type="submit" className="btn btn-primary" disabled={!complete || enrol.isPending}>
            {enrol.isPending ? m.acting : m.act}
          </button>
          {!complete && (
            <span className="quiet small">
              {supervises || enterpriseId !== undefined ? m.missingUp : m.missing}
            </span>
          )}
        </p>
        {enrol.data !== undefined && (
          <p className="notice" role="status">
            {m[enrol.data.state]}{" "}
            <Link to="/nodes/$peerId" params={{ peerId: enrol.data.peerId }}>
              {m.open}
            </Link>
          </p>
        )}
      </form>
    </section>
  );
};

interface WayFieldsProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

const WayFields = ({ draft, onChange }: WayFieldsProps) => {
  const m = useMessages(exchangeMessages).enrol;
  return (
    <>
      <label className="field">
        <span>{m.code}</span>
        <textarea
          className="input mono code-input"
          rows={2}
          maxLength={400}
          autoComplete="off"
          spellCheck={false}
          value={draft.code}
          onChange={(event) => onChange({ ...draft, code: event.target.value })}
        />
      </label>
      {!draft.byHand && (
        <label className="field">
          <span>{m.address}</span>
          <input
            className="input mono"
            type="url"
            maxLength={400}
            placeholder={m.addressHint}
            value={draft.address}
            onChange={(event) => onChange({ ...draft, address: event.target.value })}
          />
        </label>
      )}
      <label className="check">
        <input
          type="checkbox"
          checked={draft.byHand}
          onChange={(event) => onChange({ ...draft, byHand: event.target.checked })}
        />
        {m.byHand}
      </label>
      {draft.byHand && <p className="quiet small">{m.byHandNote}</p>}
    </>
  );
};

const useEnrol = (supervises: boolean) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ code, address, byHand, enterpriseId }: Draft) => {
      const body = { code: code.trim(), address: byHand ? null : address.trim() };
      return supervises
        ? client.call(enrolNode, { body })
        : client.call(enrolEnterprise, { path: { enterpriseId }, body });
    },
    onSuccess: async () => {
      await refreshExchange(queries);
      await queries.invalidateQueries({ queryKey: ["enterprise"] });
    },
  });
};
