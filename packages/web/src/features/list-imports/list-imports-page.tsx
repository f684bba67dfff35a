/** Where a list of enterprises is dropped, and the imports so far. */

import { downloadListTemplate, type ListImport } from "@fenji/contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useId, useState, type DragEvent } from "react";
import { client } from "../../contract-client.ts";
import { enterprisesMessages } from "../../i18n/enterprises/enterprises-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { listImportsMessages } from "../../i18n/list-imports/list-imports-messages.ts";
import { useLanguage, useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { saveBytes } from "../../ui/save-bytes.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { WhyNot } from "../access/why-not.tsx";
import { listImportsQuery, sendList } from "./list-import-queries.ts";
import "./list-imports.css";

export const ListImportsPage = () => {
  const m = useMessages(listImportsMessages);
  const { language } = useLanguage();
  const permissions = usePermissions();
  const { data, error, refetch } = useQuery(listImportsQuery);
  const template = useMutation({
    mutationFn: () => client.call(downloadListTemplate, { query: { language } }),
    onSuccess: (bytes) => saveBytes(m.templateName, bytes),
  });
  return (
    <div className="page stack">
      <div className="row">
        <PageTitle title={m.title} />
        <span className="grow" />
        <button
          type="button"
          className="btn"
          disabled={template.isPending}
          onClick={() => template.mutate()}
        >
          {m.template}
        </button>
        <Link to="/enterprises" className="btn btn-plain">
          {m.back}
        </Link>
      </div>
      <p className="quiet">{m.intro}</p>
      {template.error !== null && <Failure error={template.error} />}
      {permissions.may("registry:import") && <DropList />}
      <WhyNot permissions={permissions} permission="registry:import">
        {m.notAllowed}
      </WhyNot>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={5} height={28} />}
      {data !== undefined && <Earlier imports={data.imports} />}
    </div>
  );
};

const DropList = () => {
  const m = useMessages(listImportsMessages);
  const navigate = useNavigate();
  const id = useId();
  const [over, setOver] = useState(false);
  const sending = useMutation({
    mutationFn: sendList,
    onSuccess: (list) => navigate({ to: "/list-imports/$importId", params: { importId: list.id } }),
  });
  const take = (file: File | undefined): void => {
    if (file !== undefined && !sending.isPending) sending.mutate(file);
  };
  const hold = (event: DragEvent, now: boolean): void => {
    event.preventDefault();
    setOver(now);
  };
  return (
    <div className="stack">
      <div
        className={over ? "list-drop list-drop-over" : "list-drop"}
        onDragOver={(event) => hold(event, true)}
        onDragLeave={(event) => hold(event, false)}
        onDrop={(event) => {
          hold(event, false);
          take(event.dataTransfer.files[0]);
        }}
      >
        <label htmlFor={id}>{m.drop}</label>
        <input
          id={id}
          type="file"
          accept=".csv,.txt,.tsv,.xlsx"
          disabled={sending.isPending}
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
        <span role="status" className="quiet">
          {sending.isPending ? m.uploading : ""}
        </span>
      </div>
      {sending.error !== null && <Failure error={sending.error} />}
    </div>
  );
};

const Earlier = ({ imports }: { readonly imports: readonly ListImport[] }) => {
  const m = useMessages(listImportsMessages);
  const actors = useMessages(enterprisesMessages).actors;
  return (
    <section className="panel" aria-label={m.earlier}>
      <header>
        <h2>{m.earlier}</h2>
      </header>
      {imports.length === 0 ? (
        <p className="body quiet">{m.none}</p>
      ) : (
        <div className="table-scroll">
          <table className="table">
            <thead>
              <tr>
                {[m.file, m.when, m.who, m.state].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {imports.map((list) => (
                <tr key={list.id}>
                  <td className="wrap-anywhere">
                    <Link to="/list-imports/$importId" params={{ importId: list.id }}>
                      {list.name}
                    </Link>
                  </td>
                  <td>
                    <time dateTime={list.createdAt}>{formatInstant(list.createdAt)}</time>
                  </td>
                  <td>{list.actorName ?? actors[list.actor] ?? list.actor}</td>
                  <td>{m.states[list.state]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
};
