/** Where one is signed in: each session can be ended here, and is denied at its very next request. */

import {
  revokeOtherSessions,
  revokeSession,
  type listSessions,
  type ReplyOf,
} from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";
import { accountMessages } from "../../i18n/account/account-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { sessionsQuery } from "./account-queries.ts";
import { useAccountChange } from "./use-account-change.ts";

type SessionShown = ReplyOf<typeof listSessions>["sessions"][number];

export const SessionsPanel = () => {
  const m = useMessages(accountMessages);
  const { data, error, refetch } = useQuery(sessionsQuery);
  const endOthers = useAccountChange(() => client.call(revokeOtherSessions));
  const others = data?.sessions.filter(({ current }) => !current).length ?? 0;
  return (
    <section className="panel" aria-label={m.sessions}>
      <header>
        <h2>{m.sessions}</h2>
        <span className="quiet small">{m.sessionsText}</span>
      </header>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={3} />}
      {data !== undefined && <SessionTable sessions={data.sessions} />}
      <div className="body row">
        {others > 0 ? (
          <button
            type="button"
            className="btn"
            disabled={endOthers.isPending}
            onClick={() => endOthers.mutate(undefined)}
          >
            {m.endOthers}
          </button>
        ) : (
          <span className="quiet small">{m.noOthers}</span>
        )}
        <span role="status" className="small">
          {endOthers.data !== undefined && `✓ ${m.endedOthers(endOthers.data.revoked)}`}
        </span>
        {endOthers.error !== null && <Failure error={endOthers.error} />}
      </div>
    </section>
  );
};

const SessionTable = ({ sessions }: { readonly sessions: readonly SessionShown[] }) => {
  const m = useMessages(accountMessages);
  const end = useAccountChange((sessionId: string) =>
    client.call(revokeSession, { path: { sessionId } }),
  );
  return (
    <div className="table-scroll">
      <table className="table table-acts">
        <thead>
          <tr>
            <th scope="col">{m.agent}</th>
            <th scope="col">{m.address}</th>
            <th scope="col">{m.started}</th>
            <th scope="col">{m.lastSeen}</th>
            <th scope="col">{m.expires}</th>
            <th scope="col">
              <span className="sr-only">{m.end}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <tr key={session.id}>
              <th scope="row" className="wrap-anywhere">
                {session.agent}
              </th>
              <td>
                <code>{session.address}</code>
              </td>
              <td>{formatInstant(session.startedAt)}</td>
              <td>{formatInstant(session.lastSeenAt)}</td>
              <td>{formatInstant(session.expiresAt)}</td>
              <td>
                {session.current ? (
                  <span className="stamp">{m.current}</span>
                ) : (
                  <button
                    type="button"
                    className="btn btn-plain"
                    aria-label={m.endOf(session.agent)}
                    disabled={end.isPending}
                    onClick={() => end.mutate(session.id)}
                  >
                    {m.end}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {end.error !== null && <Failure error={end.error} />}
    </div>
  );
};
