/** Records and documents made on this device: kept first, then sent; what the node has not confirmed waits. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { uuidV7 } from "@fenji/kernel";
import type { FieldRecord } from "../../offline/field-store.ts";
import { queueDocument, queueRecord, readWaiting, sendWaiting } from "../../offline/outbox.ts";
import { sessionQuery } from "../node/session-query.ts";
import { engagementKey, type EngagementPath } from "./engagement-queries.ts";

/** Whose work waits: records are sent in the name of whoever made them, and of nobody else. */
const useOutbox = (path: EngagementPath) => {
  const by = useQuery(sessionQuery).data?.actor ?? "";
  return { ...path, by };
};

const waitingKey = (engagementId: string) => ["waiting", engagementId] as const;

export const useWaiting = (path: EngagementPath) => {
  const of = useOutbox(path);
  return useQuery({
    queryKey: [...waitingKey(path.engagementId), of.by],
    queryFn: () => readWaiting(of),
    staleTime: 0,
  });
};

const useRefresh = ({ enterpriseId, engagementId }: EngagementPath) => {
  const queries = useQueryClient();
  return async () => {
    await queries.invalidateQueries({ queryKey: waitingKey(engagementId) });
    await queries.invalidateQueries({ queryKey: engagementKey(enterpriseId) });
    await queries.invalidateQueries({ queryKey: ["enterprise", enterpriseId] });
  };
};

/** Sends what waits; a node that cannot be reached is no failure of what was written. */
export const useSend = (path: EngagementPath) => {
  const refresh = useRefresh(path);
  const of = useOutbox(path);
  return useMutation({ mutationFn: () => sendWaiting(of), onSettled: refresh });
};

export const useKeepRecord = (path: EngagementPath, onKept: () => void) => {
  const refresh = useRefresh(path);
  const of = useOutbox(path);
  return useMutation({
    mutationFn: async (record: FieldRecord) => {
      await queueRecord({ ...of, version: record.version, record, refused: null });
      onKept();
      await sendWaiting(of).catch(() => undefined);
    },
    onSettled: refresh,
  });
};

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export const useKeepDocument = (path: EngagementPath) => {
  const refresh = useRefresh(path);
  const of = useOutbox(path);
  return useMutation({
    mutationFn: async (file: File) => {
      const content = await file.arrayBuffer();
      const sha256 = hex(await crypto.subtle.digest("SHA-256", content));
      await queueDocument({
        ...of,
        sha256,
        name: file.name,
        content: new Blob([content]),
        refused: null,
      });
      await sendWaiting(of).catch(() => undefined);
      return sha256;
    },
    onSettled: refresh,
  });
};

/** UUID of version 7 by this device's clock. */
export const newRecordId = (): string =>
  uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
