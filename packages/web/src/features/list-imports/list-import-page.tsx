/** One import of a list: its columns, the dry run, the import, and what came of it. */

import {
  cancelListImport,
  downloadListErrors,
  getListImport,
  runListImport,
  type ReplyOf,
} from "@fenji/contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { client } from "../../contract-client.ts";
import { formatNumber } from "../../i18n/format.ts";
import { listImportsMessages } from "../../i18n/list-imports/list-imports-messages.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { saveBytes } from "../../ui/save-bytes.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useChange } from "../../use-change.ts";
import { usePermissions } from "../access/use-permissions.ts";
import { isUnderWay, listImportQuery } from "./list-import-queries.ts";
import { ListMapping } from "./list-mapping.tsx";
import "./list-imports.css";

const route = getRouteApi("/list-imports/$importId");

type List = ReplyOf<typeof getListImport>;

export const ListImportPage = () => {
  const m = useMessages(listImportsMessages);
  const { importId } = route.useParams();
  const { data, error, refetch } = useQuery(listImportQuery(importId));
  return (
    <div className="page stack">
      <div className="row">
        <PageTitle title={data?.name ?? m.title} />
        {data !== undefined && <span className="quiet">{m.states[data.state]}</span>}
        <span className="grow" />
        <Link to="/list-imports" className="btn btn-plain">
          {m.earlier}
        </Link>
      </div>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={8} height={28} />}
      {data !== undefined && <ListView list={data} />}
    </div>
  );
};

const ListView = ({ list }: { readonly list: List }) => {
  const m = useMessages(listImportsMessages);
  const text = useText();
  const { language } = useLanguage();
  const permissions = usePermissions();
  const settles = list.state !== "done" && !isUnderWay(list.state);
  return (
    <>
      {list.problem !== null && (
        <div className="notice notice-bad" role="alert">
          <p>{text(list.problem.text)}</p>
        </div>
      )}
      {list.state === "done" && (
        <p className="notice row" role="status">
          {m.done(formatNumber(list.rows.imported, language))}
          <Link to="/enterprises" search={{ order: "newest" }} className="btn">
            {m.openRegistry}
          </Link>
        </p>
      )}
      {isUnderWay(list.state) && <Progress list={list} />}
      {list.state !== "uploaded" && <Counts list={list} />}
      {permissions.may("registry:import") && <Steps list={list} />}
      <Problems list={list} />
      {permissions.may("registry:import") && settles && <ListMapping list={list} />}
    </>
  );
};

const Progress = ({ list }: { readonly list: List }) => {
  const m = useMessages(listImportsMessages);
  const { language } = useLanguage();
  const { read, imported } = list.rows;
  const all = list.rows.new + list.rows.known;
  const words =
    list.state === "checking"
      ? m.progressChecking(formatNumber(read, language))
      : m.progressImporting(formatNumber(imported, language), formatNumber(all, language));
  return (
    <div className="list-progress">
      <progress
        aria-label={words}
        max={Math.max(1, all)}
        {...(list.state === "importing" ? { value: imported } : {})}
      />
      <span role="status">{words}</span>
    </div>
  );
};

const Counts = ({ list }: { readonly list: List }) => {
  const m = useMessages(listImportsMessages);
  const { language } = useLanguage();
  return (
    <dl className="list-counts">
      {(["read", "new", "known", "skipped", "bad", "imported"] as const).map((name) => (
        <div key={name}>
          <dt>{m.counts[name]}</dt>
          <dd>{formatNumber(list.rows[name], language)}</dd>
        </div>
      ))}
    </dl>
  );
};

const Steps = ({ list }: { readonly list: List }) => {
  const m = useMessages(listImportsMessages);
  const { language } = useLanguage();
  const path = { importId: list.id };
  const stale = [["list-imports"], ["registry"], ["province"]];
  const run = useChange({
    run: () => client.call(runListImport, { path, body: {} }),
    stale,
  });
  const cancel = useChange({
    run: () => client.call(cancelListImport, { path, body: {} }),
    stale,
  });
  const good = list.rows.new + list.rows.known;
  return (
    <div className="stack">
      <div className="row">
        {list.state === "checked" && good > 0 && (
          <button
            type="button"
            className="btn btn-primary"
            disabled={run.isPending}
            onClick={() => run.mutate(undefined)}
          >
            {m.run(formatNumber(good, language))}
          </button>
        )}
        {(isUnderWay(list.state) || list.state === "checked") && (
          <button
            type="button"
            className="btn"
            disabled={cancel.isPending}
            onClick={() => cancel.mutate(undefined)}
          >
            {m.cancel}
          </button>
        )}
        {list.state === "checked" && (
          <span className="quiet">
            {good === 0 ? m.noneGood : list.rows.bad === 0 ? m.allGood : ""}
          </span>
        )}
      </div>
      {run.error !== null && <Failure error={run.error} />}
      {cancel.error !== null && <Failure error={cancel.error} />}
    </div>
  );
};

const Problems = ({ list }: { readonly list: List }) => {
  const m = useMessages(listImportsMessages);
  const text = useText();
  const { language } = useLanguage();
  const file = useMutation({
    mutationFn: () =>
      client.call(downloadListErrors, { path: { importId: list.id }, query: { language } }),
    onSuccess: (bytes) => saveBytes(m.errorFileName, bytes),
  });
  if (list.problems.length === 0) return null;
  return (
    <section className="panel" aria-label={m.problems}>
      <header>
        <h2>{m.problems}</h2>
        <span className="quiet small">
          {m.problemsNote(formatNumber(list.problems.length, language))}
        </span>
        <span className="grow" />
        <button
          type="button"
          className="btn"
          disabled={file.isPending}
          onClick={() => file.mutate()}
        >
          {m.errorFile}
        </button>
      </header>
      {file.error !== null && <Failure error={file.error} />}
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col" className="num">
                {m.row}
              </th>
              <th scope="col">{m.cell}</th>
              <th scope="col">{m.problem}</th>
            </tr>
          </thead>
          <tbody>
            {list.problems.map((problem) => (
              <tr key={`${problem.row} ${problem.column ?? ""} ${problem.code}`}>
                <td className="num">{formatNumber(problem.row, language)}</td>
                <td>{problem.column ?? <span className="quiet">{m.wholeRow}</span>}</td>
                <td>{text(problem.text)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};
