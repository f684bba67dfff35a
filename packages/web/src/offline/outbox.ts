/** Field records and documents that wait on this device: kept until the node says that it has them, sent in order, again and again. */

import { addFieldDocument, syncFieldRecords } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { client } from "../contract-client.ts";
import { deviceName } from "./device-marks.ts";
import {
  openFieldStore,
  type FieldStore,
  type WaitingDocument,
  type WaitingRecord,
} from "./field-store.ts";

export interface Waiting {
  readonly records: readonly WaitingRecord[];
  readonly documents: readonly WaitingDocument[];
}

export interface OutboxOf {
  readonly enterpriseId: string;
  readonly engagementId: string;
  /** Actor whose work it is. */
  readonly by: string;
}

/** What others made on this device is theirs to send. */
export const readWaiting = async ({ engagementId, by }: OutboxOf): Promise<Waiting> => {
  const store = await openFieldStore();
  const [records, documents] = await Promise.all([
    store.getAllFromIndex("records", "engagementId", engagementId),
    store.getAllFromIndex("documents", "engagementId", engagementId),
  ]);
  // Ids are UUIDs of version 7: their order is that in which they were made.
  const own = <One extends { readonly by: string }>(all: readonly One[]) =>
    all.filter((one) => one.by === by);
  return {
    records: own(records).toSorted((a, b) => (a.version < b.version ? -1 : 1)),
    documents: own(documents),
  };
};

export const queueRecord = async (record: WaitingRecord): Promise<void> => {
  await (await openFieldStore()).put("records", record);
};

export const queueDocument = async (document: WaitingDocument): Promise<void> => {
  await (await openFieldStore()).put("documents", document);
};

export const discardRecord = async (version: string): Promise<void> => {
  await (await openFieldStore()).delete("records", version);
};

export const discardDocument = async (engagementId: string, sha256: string): Promise<void> => {
  await (await openFieldStore()).delete("documents", [engagementId, sha256]);
};

const reasonOf = (error: AppError) => ({ zh: error.in("zh"), en: error.in("en") });

const sendDocuments = async (store: FieldStore, { by, ...path }: OutboxOf): Promise<void> => {
  const { documents } = await readWaiting({ ...path, by });
  for (const document of documents) {
    const { name, content, sha256 } = document;
    try {
      await client.call(addFieldDocument, { path, query: { name }, bytes: content });
      await store.delete("documents", [path.engagementId, sha256]);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await store.put("documents", { ...document, refused: reasonOf(error) });
    }
  }
};

const batchSize = 200;

const sendBatch = async ({ by: _by, ...path }: OutboxOf, batch: readonly WaitingRecord[]) => {
  const records = batch.map(({ record }) => record);
  await client.call(syncFieldRecords, { path, body: { device: deviceName(), records } });
};

/** What is refused in a batch is found one by one, so that one record holds up no other. */
const sendRecords = async (store: FieldStore, of: OutboxOf): Promise<void> => {
  const { records } = await readWaiting(of);
  const done = (batch: readonly WaitingRecord[]) =>
    Promise.all(batch.map(({ version }) => store.delete("records", version)));
  for (let from = 0; from < records.length; from += batchSize) {
    const batch = records.slice(from, from + batchSize);
    try {
      await sendBatch(of, batch);
      await done(batch);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      for (const one of batch) {
        try {
          await sendBatch(of, [one]);
          await done([one]);
        } catch (refusal) {
          if (!(refusal instanceof AppError)) throw refusal;
          await store.put("records", { ...one, refused: reasonOf(refusal) });
        }
      }
    }
  }
};

/**
 * Sends what waits, documents first since records name them. One page at a time, over all windows of the browser.
 * Rejects where the node cannot be reached; what was not sent stays.
 */
export const sendWaiting = (of: OutboxOf): Promise<void> =>
  navigator.locks.request(`fenji-field ${of.engagementId}`, async () => {
    const store = await openFieldStore();
    await sendDocuments(store, of);
    await sendRecords(store, of);
  });
