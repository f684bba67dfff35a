/** Issues one-time codes by which enterprises and nodes below link to this one, and lists those issued. */

import { createEnrolmentCode } from "@fenji/contract";
import { creditCodeProblem } from "@fenji/kernel";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { exchangeMessages } from "../../i18n/exchange/exchange-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Choice } from "../../ui/choice.tsx";
import { Failure } from "../../ui/failure.tsx";
import { ShownOnce } from "../../ui/shown-once.tsx";
import { JurisdictionChoice } from "../enterprises/jurisdiction-choice.tsx";
import { codesQuery, type EnrolmentCode } from "./exchange-queries.ts";
import { Fingerprint } from "./fingerprint.tsx";

const kinds = ["enterprise", "supervisor"] as const;

const blank = { kind: "enterprise", creditCode: "", jurisdiction: "", days: "30" };

type Draft = typeof blank;

export const EnrolmentCodes = () => {
  const m = useMessages(exchangeMessages).codes;
  const codes = useQuery(codesQuery);
  return (
    <section className="panel" aria-label={m.title}>
      <header>
        <h2>{m.title}</h2>
        <span className="quiet small">{m.note}</span>
      </header>
      <div className="body stack">
        <IssueForm />
        {codes.error !== null && <Failure error={codes.error} />}
        {codes.data !== undefined && <CodeTable codes={codes.data.codes} />}
      </div>
    </section>
  );
};

const IssueForm = () => {
  const m = useMessages(exchangeMessages).codes;
  const [draft, setDraft] = useState<Draft>(blank);
  const issue = useIssue();
  const code = draft.creditCode.trim().toUpperCase();
  const complete =
    draft.jurisdiction !== "" &&
    (draft.kind !== "enterprise" || creditCodeProblem(code) === undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete) issue.mutate(draft);
  };
  return (
    <>
      <form className="row row-end" onSubmit={submit}>
        <IssueFields draft={draft} onChange={setDraft} />
        <button type="submit" className="btn btn-primary" disabled={!complete || issue.isPending}>
          {m.issue}
        </button>
      </form>
      {issue.error !== null && <Failure error={issue.error} />}
      {issue.data !== undefined && (
        <div className="stack" role="status">
          <ShownOnce
            label={m.issued}
            value={issue.data.code}
            warning={m.issuedWarning(
              issue.data.creditCode ?? issue.data.jurisdiction,
              formatInstant(issue.data.expiresAt),
            )}
          />
          <p className="row">
            {m.fingerprint} <Fingerprint value={issue.data.fingerprint} />
          </p>
        </div>
      )}
    </>
  );
};

interface IssueFieldsProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

const IssueFields = ({ draft, onChange }: IssueFieldsProps) => {
  const m = useMessages(exchangeMessages).codes;
  return (
    <>
      <Choice
        label={m.kind}
        value={draft.kind}
        options={kinds.map((value) => ({ value, label: m.kinds[value] }))}
        onChange={(kind) => onChange({ ...draft, kind })}
      />
      {draft.kind === "enterprise" && (
        <label className="field">
          <span>{m.creditCode}</span>
          <input
            className="input mono credit-code"
            maxLength={40}
            autoComplete="off"
            spellCheck={false}
            value={draft.creditCode}
            onChange={(event) => onChange({ ...draft, creditCode: event.target.value })}
          />
        </label>
      )}
      <JurisdictionChoice
        label={m.jurisdiction}
        value={draft.jurisdiction}
        any={m.choose}
        onChange={(jurisdiction) => onChange({ ...draft, jurisdiction })}
      />
      <label className="field">
        <span>{m.days}</span>
        <input
          className="input days"
          type="number"
          min={1}
          max={365}
          value={draft.days}
          onChange={(event) => onChange({ ...draft, days: event.target.value })}
        />
      </label>
    </>
  );
};

const useIssue = () => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, creditCode, jurisdiction, days }: Draft) => {
      const shared = { jurisdiction, expiresInDays: Number(days) };
      return client.call(createEnrolmentCode, {
        body:
          kind === "enterprise"
            ? { kind: "enterprise", creditCode: creditCode.trim().toUpperCase(), ...shared }
            : { kind: "supervisor", ...shared },
      });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: codesQuery.queryKey }),
  });
};

const CodeTable = ({ codes }: { readonly codes: readonly EnrolmentCode[] }) => {
  const m = useMessages(exchangeMessages).codes;
  if (codes.length === 0) return <p className="quiet">{m.none}</p>;
  return (
    <div className="table-scroll">
      <table className="table table-roomy" aria-label={m.list}>
        <thead>
          <tr>
            <th scope="col">{m.for}</th>
            <th scope="col">{m.created}</th>
            <th scope="col">{m.expires}</th>
            <th scope="col">{m.used}</th>
          </tr>
        </thead>
        <tbody>
          {codes.map((code) => (
            <tr key={code.id}>
              <td>
                {m.kinds[code.kind]} <code>{code.creditCode ?? code.jurisdiction}</code>
              </td>
              <td>{formatInstant(code.createdAt)}</td>
              <td>{formatInstant(code.expiresAt)}</td>
              <td>
                <Use code={code} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const Use = ({ code }: { readonly code: EnrolmentCode }) => {
  const m = useMessages(exchangeMessages).codes;
  const [openedAt] = useState(() => Date.now());
  if (code.usedAt !== null) return m.usedBy(code.usedBy ?? "", formatInstant(code.usedAt));
  return (
    <span className="quiet">{Date.parse(code.expiresAt) < openedAt ? m.expired : m.unused}</span>
  );
};
