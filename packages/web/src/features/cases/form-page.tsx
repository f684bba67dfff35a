/** A filing as a form: field by field in the order of entry, each to be copied; printed, or downloaded as a document. */

import { downloadFilingForm, urlOf, type getFilingForm, type ReplyOf } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { casesMessages } from "../../i18n/cases/cases-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { shellMessages } from "../../i18n/shell/shell-messages.ts";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { filingFormQuery } from "./case-queries.ts";
import "../filings/filings.css";
import "./cases.css";

const route = getRouteApi("/enterprises/$enterpriseId/filing/$filingId/form");

type Form = ReplyOf<typeof getFilingForm>;
type Section = Form["sections"][number];

export const FormPage = () => {
  const m = useMessages(casesMessages).form;
  const { enterpriseId, filingId } = route.useParams();
  const { data, error, refetch } = useQuery(filingFormQuery(enterpriseId, filingId));
  return (
    <div className="stack">
      <p className="row no-print">
        <Link to="/enterprises/$enterpriseId/filing/$filingId" params={{ enterpriseId, filingId }}>
          ← {m.back}
        </Link>
        <span className="grow" />
        {(["zh", "en"] as const).map((language) => (
          <a
            key={language}
            className="btn"
            href={urlOf(downloadFilingForm, {
              path: { enterpriseId, filingId },
              query: { language },
            })}
            download
          >
            {m.docx[language]}
          </a>
        ))}
        <button type="button" className="btn" onClick={() => window.print()}>
          {m.print}
        </button>
      </p>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={14} />}
      {data !== undefined && <FormView form={data} />}
    </div>
  );
};

const FormView = ({ form }: { readonly form: Form }) => {
  const m = useMessages(casesMessages);
  const text = useText();
  const [copied, setCopied] = useState<ReadonlySet<string>>(new Set());
  const all = form.sections.reduce((sum, { fields }) => sum + fields.length, 0);
  return (
    <>
      <div className="notice">
        <p className="row">
          <b>{text(form.title)}</b>
          <span>{m.occasions[form.occasion]}</span>
          <span className="quiet">{formatInstant(form.filedAt)}</span>
          <b>{text(form.status)}</b>
        </p>
        <p className="small">{m.form.note}</p>
        <p className="small no-print" role="status">
          {m.form.progress(copied.size, all)}
        </p>
      </div>
      {form.sections.map((section) => (
        <FormSection
          key={section.fields[0]?.n ?? text(section.title)}
          section={section}
          copied={copied}
          onCopied={(n) => setCopied(new Set([...copied, n]))}
        />
      ))}
      {form.notes.length > 0 && (
        <section className="panel" aria-label={m.form.notes}>
          <header>
            <h2>{m.form.notes}</h2>
          </header>
          <ul className="body small">
            {form.notes.map((note) => (
              <li key={note.en}>{text(note)}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
};

interface FormSectionProps {
  readonly section: Section;
  readonly copied: ReadonlySet<string>;
  readonly onCopied: (n: string) => void;
}

const FormSection = ({ section, copied, onCopied }: FormSectionProps) => {
  const m = useMessages(casesMessages).form;
  const text = useText();
  return (
    <section className="panel" aria-label={text(section.title)}>
      <header>
        <h2>{text(section.title)}</h2>
      </header>
      <div className="table-scroll">
        <table className="table form-table">
          <thead>
            <tr>
              <th scope="col">{m.number}</th>
              <th scope="col">{m.field}</th>
              <th scope="col">{m.value}</th>
              <th scope="col" className="no-print">
                {m.copy}
              </th>
            </tr>
          </thead>
          <tbody>
            {section.fields.map(({ n, label, value }) => (
              <tr key={n}>
                <td>{n}</td>
                <th scope="row">{text(label)}</th>
                <td className="form-value">
                  {text(value) === "" ? <span className="quiet">{m.empty}</span> : text(value)}
                </td>
                <td className="no-print nowrap">
                  <CopyField
                    label={text(label)}
                    value={text(value)}
                    copied={copied.has(n)}
                    onCopied={() => onCopied(n)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
  readonly copied: boolean;
  readonly onCopied: () => void;
}

const CopyField = ({ label, value, copied, onCopied }: CopyFieldProps) => {
  const m = useMessages(casesMessages).form;
  const shell = useMessages(shellMessages);
  const [failed, setFailed] = useState(false);
  if (value === "") return null;
  const copy = () => {
    // Only pages that came over HTTPS or from this machine may use the clipboard.
    const writing = navigator.clipboard?.writeText(value) ?? Promise.reject(new Error("insecure"));
    writing.then(
      () => onCopied(),
      () => setFailed(true),
    );
  };
  return (
    <>
      <button
        type="button"
        className="btn btn-plain btn-cell"
        aria-label={m.copyOf(label)}
        onClick={copy}
      >
        {copied ? `✓ ${m.copied}` : m.copy}
      </button>
      {failed && <span className="small">{shell.copyFailed}</span>}
    </>
  );
};
