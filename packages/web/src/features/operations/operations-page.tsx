/** How the node runs: the last comparisons of its two executors of the rules, and an alarm where they disagree. */

import { listGradeChecks, startGradeCheck, type ReplyOf } from "@fenji/contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { operationsMessages } from "../../i18n/operations/operations-messages.ts";
import { formatInstant, formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import { client } from "../../contract-client.ts";
import { Failure } from "../../ui/failure.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useChange } from "../../use-change.ts";
import { usePermissions } from "../access/use-permissions.ts";

type Checks = ReplyOf<typeof listGradeChecks>;

const checksQuery = queryOptions({
  queryKey: ["operations", "grade-checks"],
  queryFn: ({ signal }) => client.call(listGradeChecks, { signal }),
  refetchInterval: ({ state }) => (state.data?.checks[0]?.state === "running" ? 1_000 : false),
});

export const OperationsPage = () => {
  const m = useMessages(operationsMessages);
  const may = usePermissions().may("operations:write");
  const found = useQuery(checksQuery);
  const start = useChange({
    run: (_nothing: null) => client.call(startGradeCheck, { body: {} }),
    stale: [["operations"]],
  });
  const running = found.data?.checks[0]?.state === "running";
  return (
    <div className="page stack">
      <PageTitle title={m.title} />
      <section className="stack" aria-label={m.checks}>
        <div className="row">
          <h2>{m.checks}</h2>
          {may && (
            <button
              type="button"
              className="btn"
              disabled={running || start.isPending}
              onClick={() => start.mutate(null)}
            >
              {m.start}
            </button>
          )}
        </div>
        <p className="quiet">{m.what}</p>
        {start.error !== null && <Failure error={start.error} />}
        {found.error !== null && <Failure error={found.error} retry={() => void found.refetch()} />}
        {found.isPending && <Skeleton rows={4} height={32} />}
        {found.data !== undefined && <ChecksView found={found.data} />}
      </section>
    </div>
  );
};

const ChecksView = ({ found }: { readonly found: Checks }) => {
  const m = useMessages(operationsMessages);
  const { language } = useLanguage();
  const last = found.checks.find(({ state }) => state !== "running");
  const number = (value: number) => formatNumber(value, language);
  if (found.checks.length === 0) return <p className="notice">{m.none}</p>;
  return (
    <>
      {last?.state === "disagreed" && (
        <p className="notice notice-bad" role="alert">
          {m.alarm(number(last.disagreements))}
        </p>
      )}
      {last?.state === "agreed" && (
        <p className="notice">{m.fine(number(last.compared), formatInstant(last.startedAt))}</p>
      )}
      {last?.state === "failed" && <p className="notice notice-warn">{m.failedText}</p>}
      <div className="panel table-scroll">
        <table className="table">
          <caption className="sr-only">{m.checks}</caption>
          <thead>
            <tr>
              <th scope="col">{m.at}</th>
              <th scope="col">{m.pack}</th>
              <th scope="col">{m.state}</th>
              <th scope="col" className="num">
                {m.compared}
              </th>
              <th scope="col" className="num">
                {m.whole}
              </th>
              <th scope="col" className="num">
                {m.disagreements}
              </th>
            </tr>
          </thead>
          <tbody>
            {found.checks.map((check) => (
              <tr key={check.id}>
                <th scope="row">{formatInstant(check.startedAt)}</th>
                <td>
                  {check.pack.id}@{check.pack.version}
                </td>
                <td>{m.states[check.state]}</td>
                <td className="num">{number(check.compared)}</td>
                <td className="num">{number(check.whole)}</td>
                <td className="num">{number(check.disagreements)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {found.firms.length > 0 && <Firms firms={found.firms} />}
    </>
  );
};

const Firms = ({ firms }: Pick<Checks, "firms">) => {
  const m = useMessages(operationsMessages);
  const text = useText();
  return (
    <section className="panel" aria-label={m.firms}>
      <header>
        <h3>{m.firms}</h3>
        <span className="quiet small">{m.someFirms}</span>
      </header>
      <ul className="body">
        {firms.map((firm) => (
          <li key={`${firm.checkId} ${firm.enterpriseId} ${firm.type}`}>
            <Link
              to="/enterprises/$enterpriseId/grade"
              params={{ enterpriseId: firm.enterpriseId }}
            >
              {text(firm.name)}
            </Link>{" "}
            <span className="quiet">
              {m.type} {firm.type}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
