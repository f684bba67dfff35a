/** What people said and showed on a requirement: each record with its versions, what waits on this device, and a form for more. */

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import type { FieldRecord } from "../../offline/field-store.ts";
import { Failure } from "../../ui/failure.tsx";
import type { RequirementProps } from "./engagement-props.ts";
import { recordsQuery, type EngagementPath, type ShownRecord } from "./engagement-queries.ts";
import { newRecordId, useKeepRecord, useWaiting } from "./field-work.ts";
import { NamedDocument } from "./named-document.tsx";
import { RecordForm } from "./record-form.tsx";
import { mayWork } from "./use-may.ts";

interface ListedRecord {
  readonly id: string;
  readonly heads: readonly (FieldRecord & { readonly who: string | null })[];
  readonly waits: boolean;
}

/** As the node knows them, with what waits here laid over. */
const overlay = (
  known: readonly ShownRecord[],
  waiting: readonly FieldRecord[],
  requirement: string,
): ListedRecord[] => {
  const all = new Map<string, ListedRecord>(
    known.map(({ id, heads }) => [
      id,
      { id, heads: heads.map((head) => ({ ...head, who: head.by.name })), waits: false },
    ]),
  );
  for (const record of waiting) {
    const heads = (all.get(record.id)?.heads ?? []).filter(
      ({ version }) => version !== record.version && !record.bases.includes(version),
    );
    all.set(record.id, {
      id: record.id,
      heads: [...heads, { ...record, who: null }],
      waits: true,
    });
  }
  return [...all.values()].filter(({ heads }) =>
    heads.some((head) => head.requirement === requirement),
  );
};

export const RecordsOf = (props: RequirementProps) => {
  const m = useMessages(engagementsMessages);
  const { enterpriseId, engagement, result } = props;
  const path = { enterpriseId, engagementId: engagement.id };
  const known = useQuery(recordsQuery(path));
  const waiting = useWaiting(path).data?.records ?? [];
  const [editing, setEditing] = useState<ListedRecord | "new">();
  const records = overlay(
    known.data?.records ?? [],
    waiting.map(({ record }) => record),
    result.requirement,
  );
  const may = mayWork(engagement, ["field", "report"]);
  return (
    <section className="stack">
      <h4>{m.records}</h4>
      {known.error !== null && known.data === undefined && <Failure error={known.error} />}
      {records.length === 0 && <p className="quiet small">{m.noRecords}</p>}
      <ul className="records">
        {records.map((record) => (
          <RecordLine
            key={record.id}
            record={record}
            result={result}
            onEdit={may ? () => setEditing(record) : undefined}
            path={path}
          />
        ))}
      </ul>
      {may && editing === undefined && (
        <p className="no-print">
          <button type="button" className="btn" onClick={() => setEditing("new")}>
            {m.addRecord}
          </button>
        </p>
      )}
      {may && editing !== undefined && (
        <RecordForm
          {...props}
          before={editing === "new" ? [] : editing.heads}
          id={editing === "new" ? undefined : editing.id}
          onDone={() => setEditing(undefined)}
        />
      )}
    </section>
  );
};

interface RecordLineProps {
  readonly record: ListedRecord;
  readonly result: RequirementProps["result"];
  readonly path: { readonly enterpriseId: string; readonly engagementId: string };
  readonly onEdit: (() => void) | undefined;
}

const RecordLine = ({ record, result, path, onEdit }: RecordLineProps) => {
  const m = useMessages(engagementsMessages);
  const withdraw = useKeepRecord(path, () => {});
  const [head] = record.heads;
  if (head === undefined) return null;
  const withdrawn = record.heads.every((one) => one.withdrawn);
  const set = (gone: boolean) =>
    withdraw.mutate({
      ...plain(head),
      version: newRecordId(),
      bases: record.heads.map(({ version }) => version),
      withdrawn: gone,
      recordedAt: new Date().toISOString(),
    });
  return (
    <li className={withdrawn ? "is-withdrawn" : ""}>
      {record.heads.length > 1 && <p className="notice notice-warn small">{m.conflict}</p>}
      {record.heads.map((one) => (
        <RecordHead key={one.version} head={one} result={result} path={path} />
      ))}
      <p className="row small">
        {record.waits && <span className="stamp">{m.device.waits}</span>}
        {withdrawn && <span className="quiet">{m.withdrawn}</span>}
        {onEdit !== undefined && (
          <span className="no-print">
            <button type="button" className="btn btn-plain btn-cell" onClick={onEdit}>
              {record.heads.length > 1 ? m.settle : m.change}
            </button>
            <button
              type="button"
              className="btn btn-plain btn-cell"
              disabled={withdraw.isPending}
              onClick={() => set(!withdrawn)}
            >
              {withdrawn ? m.restore : m.withdraw}
            </button>
          </span>
        )}
      </p>
      {withdraw.error !== null && <Failure error={withdraw.error} />}
    </li>
  );
};

/** Only what a record says: who sent it and when is the node's to add. */
const plain = (head: ListedRecord["heads"][number]): FieldRecord => ({
  id: head.id,
  version: head.version,
  bases: head.bases,
  kind: head.kind,
  requirement: head.requirement,
  question: head.question,
  subject: head.subject,
  answer: head.answer,
  respondentRole: head.respondentRole,
  note: head.note,
  document: head.document,
  recordedAt: head.recordedAt,
  withdrawn: head.withdrawn,
});

interface RecordHeadProps {
  readonly head: ListedRecord["heads"][number];
  readonly result: RequirementProps["result"];
  readonly path: EngagementPath;
}

const RecordHead = ({ head, result, path }: RecordHeadProps) => {
  const m = useMessages(engagementsMessages);
  const text = useText();
  const question = result.elements
    .flatMap(({ questions }) => questions)
    .find(({ id }) => id === head.question);
  return (
    <>
      <p>
        <span className="quiet">{m.recordKinds[head.kind]}</span> · <b>{m.answers[head.answer]}</b>
        {question !== undefined && ` · ${text(question.text)}`}
        {head.subject !== null && (
          <>
            {" "}
            <code>{head.subject.id}</code>
          </>
        )}
        {head.note !== null && ` — ${head.note}`}{" "}
        <span className="quiet small">
          {[head.respondentRole, head.who, formatInstant(head.recordedAt)]
            .filter((part) => part !== null)
            .join(" · ")}
        </span>
      </p>
      {head.document !== null && (
        <div className="small">
          <NamedDocument path={path} sha256={head.document} />
        </div>
      )}
    </>
  );
};
