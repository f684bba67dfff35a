/** Templates of reasons for a return: written once in both languages, changed and removed. */

import { removeReasonTemplate } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../contract-client.ts";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { reviewMessages } from "../../i18n/review/review-messages.ts";
import { useChange } from "../../use-change.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { FilingsNav } from "../filings/filings-nav.tsx";
import { nameOf } from "../filings/reason-list.tsx";
import { usePackWords } from "../filings/use-pack-words.ts";
import { Written } from "../filings/written.tsx";
import { packsQuery } from "../packs/pack-queries.ts";
import { templatesQuery, type ReasonTemplate } from "./review-queries.ts";
import { TemplateDialog } from "./template-dialog.tsx";
import "../enterprises/enterprises.css";
import "../exchange/exchange.css";
import "../filings/filings.css";

export const ReasonsPage = () => {
  const m = useMessages(reviewMessages).templates;
  const { data, error, refetch } = useQuery(templatesQuery);
  const [editing, setEditing] = useState<ReasonTemplate | "new">();
  return (
    <div className="page stack">
      <div className="row">
        <PageTitle title={m.title} />
        <span className="quiet">{m.note}</span>
        <span className="grow" />
        {data !== undefined && (
          <button type="button" className="btn btn-primary" onClick={() => setEditing("new")}>
            {m.add}
          </button>
        )}
      </div>
      <FilingsNav />
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={5} />}
      {data !== undefined && (
        <section className="panel" aria-label={m.title}>
          {data.templates.length === 0 ? (
            <p className="body">{m.none}</p>
          ) : (
            <TemplateTable templates={data.templates} onChange={setEditing} />
          )}
        </section>
      )}
      {editing !== undefined && (
        <TemplateDialog
          {...(editing === "new" ? {} : { template: editing })}
          onClose={() => setEditing(undefined)}
        />
      )}
    </div>
  );
};

interface TemplateTableProps {
  readonly templates: readonly ReasonTemplate[];
  readonly onChange: (template: ReasonTemplate) => void;
}

const TemplateTable = ({ templates, onChange }: TemplateTableProps) => {
  const m = useMessages(reviewMessages).templates;
  return (
    <div className="table-scroll">
      <table className="table table-roomy">
        <thead>
          <tr>
            <th scope="col">{m.pack}</th>
            <th scope="col">{m.item}</th>
            <th scope="col">{m.text}</th>
            <th scope="col">{m.changedAt}</th>
            <th scope="col">
              <span className="sr-only">{m.change}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {templates.map((one) => (
            <TemplateRow key={one.id} template={one} onChange={() => onChange(one)} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

interface TemplateRowProps {
  readonly template: ReasonTemplate;
  readonly onChange: () => void;
}

const TemplateRow = ({ template, onChange }: TemplateRowProps) => {
  const m = useMessages(reviewMessages).templates;
  const { whole } = useMessages(filingsMessages);
  const [removing, setRemoving] = useState(false);
  const packs = useQuery(packsQuery).data?.packs ?? [];
  const version = packs.findLast(({ id }) => id === template.pack)?.version ?? "";
  const words = usePackWords({ id: template.pack, version });
  const remove = useChange({
    run: () => client.call(removeReasonTemplate, { path: { templateId: template.id } }),
    stale: [["filings"]],
  });
  return (
    <tr>
      <td>
        <code>{template.pack}</code>
      </td>
      <td>{template.item === null ? whole : nameOf(words, template.item)}</td>
      <td>
        <Written words={template.text} />
      </td>
      <td className="small">
        {formatInstant(template.changedAt)}{" "}
        <span className="quiet">{template.changedBy ?? ""}</span>
      </td>
      <td className="nowrap">
        <button type="button" className="btn btn-plain btn-cell" onClick={onChange}>
          {m.change}
        </button>{" "}
        <button type="button" className="btn btn-plain btn-cell" onClick={() => setRemoving(true)}>
          {m.remove}…
        </button>
        {removing && (
          <ConfirmDialog
            title={m.removeTitle}
            act={m.remove}
            mutation={remove}
            onConfirm={() => remove.mutate(undefined)}
            onClose={() => setRemoving(false)}
          >
            <p>
              <Written words={template.text} />
            </p>
            <p>{m.removeText}</p>
          </ConfirmDialog>
        )}
      </td>
    </tr>
  );
};
