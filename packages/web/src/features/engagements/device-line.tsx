/** What this device holds: whether the node answers, what waits to be sent, and whether the work was taken along. */

import {
  getEngagement,
  getEnterprise,
  getResult,
  getSession,
  listEnterprisePermissions,
  listFieldDocuments,
  listFieldRecords,
  listPermissions,
  listResults,
} from "@fenji/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useLanguage, useMessages } from "../../i18n/language.tsx";
import { useConnection } from "../../offline/connection.ts";
import { discardDocument, discardRecord, type Waiting } from "../../offline/outbox.ts";
import { canWorkOffline } from "../../offline/register-worker.ts";
import { findTaken, removeFromDevice, takeAlong, wanted } from "../../offline/take-along.ts";
import { Failure } from "../../ui/failure.tsx";
import type { EngagementProps } from "./engagement-props.ts";
import { engagementKey, resultsQuery, type EngagementPath } from "./engagement-queries.ts";
import { useSend, useWaiting } from "./field-work.ts";

const retryMs = 20_000;

export const DeviceLine = ({ enterpriseId, engagement }: EngagementProps) => {
  const m = useMessages(engagementsMessages).device;
  const path = { enterpriseId, engagementId: engagement.id };
  const connected = useConnection();
  const waiting = useWaiting(path).data;
  const send = useSend(path);
  const { mutate } = send;
  const count = (waiting?.records.length ?? 0) + (waiting?.documents.length ?? 0);
  const refused = [...(waiting?.records ?? []), ...(waiting?.documents ?? [])].filter(
    (one) => one.refused !== null,
  ).length;
  const sendable = count > refused;
  const queries = useQueryClient();
  useEffect(() => {
    if (!sendable && connected) return undefined;
    // With nothing to send the node is asked all the same, so that the page learns that it is back.
    const again = () =>
      sendable
        ? mutate()
        : void queries.invalidateQueries({ queryKey: engagementKey(enterpriseId) });
    const timer = setInterval(again, retryMs);
    window.addEventListener("online", again);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", again);
    };
  }, [sendable, connected, mutate, queries, enterpriseId]);
  return (
    <section className="device-line no-print" aria-label={m.label}>
      <p className="row small" role="status">
        <span className={connected ? "quiet" : "offline"}>{connected ? m.online : m.offline}</span>
        {count > 0 && <b>{m.waiting(count)}</b>}
        {count > 0 && (
          <button
            type="button"
            className="btn btn-cell"
            disabled={send.isPending}
            onClick={() => mutate()}
          >
            {m.sendNow}
          </button>
        )}
        <TakenAlong path={path} connected={connected} />
      </p>
      {refused > 0 && waiting !== undefined && <Refused path={path} waiting={waiting} />}
    </section>
  );
};

interface TakenAlongProps {
  readonly path: EngagementPath;
  readonly connected: boolean;
}

const TakenAlong = ({ path, connected }: TakenAlongProps) => {
  const m = useMessages(engagementsMessages).device;
  const { engagementId } = path;
  const taken = useQuery({
    queryKey: ["taken", engagementId],
    queryFn: async () => (await findTaken(engagementId)) ?? null,
  });
  const take = useTake(path);
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeFromDevice(engagementId),
    onSettled: () => queries.invalidateQueries({ queryKey: ["taken", engagementId] }),
  });
  if (!canWorkOffline()) return <span className="quiet">{m.needsHttps}</span>;
  const held = taken.data ?? null;
  return (
    <>
      {held !== null && (
        <span className="quiet">
          {m.takenAt(formatInstant(new Date(held.takenAt).toISOString()))} ·{" "}
          {m.until(formatInstant(new Date(held.until).toISOString()).slice(0, 10))}
        </span>
      )}
      {connected && (
        <button
          type="button"
          className="btn btn-cell"
          title={m.takeNote}
          disabled={take.isPending}
          onClick={() => take.mutate(undefined)}
        >
          {take.isPending ? m.taking(take.done, take.all) : held === null ? m.take : m.takeAgain}
        </button>
      )}
      {held !== null && (
        <button
          type="button"
          className="btn btn-plain btn-cell"
          disabled={remove.isPending}
          onClick={() => remove.mutate()}
        >
          {m.remove}
        </button>
      )}
      {take.error !== null && <Failure error={take.error} />}
    </>
  );
};

/** Everything that the pages of this engagement read, requirement by requirement. */
const useTake = (path: EngagementPath) => {
  const queries = useQueryClient();
  const [progress, setProgress] = useState({ done: 0, all: 0 });
  const take = useMutation({
    mutationFn: async () => {
      const { enterpriseId } = path;
      const { results } = await queries.fetchQuery(resultsQuery(path));
      const answers = [
        wanted(getSession, {}),
        wanted(getEnterprise, { path: { enterpriseId } }),
        wanted(listEnterprisePermissions, { path: { enterpriseId } }),
        wanted(listPermissions, {}),
        wanted(getEngagement, { path }),
        wanted(listResults, { path }),
        wanted(listFieldRecords, { path, query: {} }),
        wanted(listFieldDocuments, { path }),
        ...results
          .filter(({ inScope }) => inScope)
          .map(({ requirement }) =>
            wanted(getResult, { path: { ...path, requirementId: requirement } }),
          ),
      ];
      const all = answers.length;
      const onProgress = (done: number) => setProgress({ done, all });
      await takeAlong({ ...path, answers, onProgress });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["taken", path.engagementId] }),
  });
  return { ...take, ...progress };
};

interface RefusedProps {
  readonly path: EngagementPath;
  readonly waiting: Waiting;
}

/** What the node would not take, with its reason; only a person throws it away. */
const Refused = ({ path, waiting }: RefusedProps) => {
  const m = useMessages(engagementsMessages).device;
  const { language } = useLanguage();
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: ["waiting", path.engagementId] });
  const rows = [
    ...waiting.records.map(({ version, record, refused }) => ({
      key: version,
      what: `${record.requirement ?? ""} ${record.note ?? ""}`.trim(),
      refused,
      discard: () => discardRecord(version),
    })),
    ...waiting.documents.map(({ sha256, name, refused }) => ({
      key: sha256,
      what: name,
      refused,
      discard: () => discardDocument(path.engagementId, sha256),
    })),
  ];
  return (
    <ul className="notice notice-bad small">
      {rows.map(
        ({ key, what, refused, discard }) =>
          refused !== null && (
            <li key={key}>
              <b>{what}</b> {refused[language]}{" "}
              <button
                type="button"
                className="btn btn-plain btn-cell"
                onClick={() => void discard().then(again)}
              >
                {m.discard}
              </button>
            </li>
          ),
      )}
    </ul>
  );
};
