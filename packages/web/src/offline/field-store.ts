/** What a device holds for work without a network: answers taken along, and records and documents that wait to be sent. */

import type { BodyOf, syncFieldRecords } from "@fenji/contract";
import { openDB, type DBSchema, type IDBPDatabase } from "idb";

export type FieldRecord = BodyOf<typeof syncFieldRecords>["records"][number];

export interface TakenAlong {
  readonly engagementId: string;
  readonly enterpriseId: string;
  readonly takenAt: number;
  /** Milliseconds since 1970; afterwards its answers are no longer given. */
  readonly until: number;
}

export interface WaitingRecord {
  /** Its own id; a version never changes. */
  readonly version: string;
  readonly enterpriseId: string;
  readonly engagementId: string;
  /** Actor who made it; it is sent in nobody else's name. */
  readonly by: string;
  readonly record: FieldRecord;
  /** In both languages, why the node did not take it; null: not asked yet, or not reached. */
  readonly refused: { readonly zh: string; readonly en: string } | null;
}

export interface WaitingDocument {
  readonly sha256: string;
  readonly enterpriseId: string;
  readonly engagementId: string;
  readonly by: string;
  readonly name: string;
  readonly content: Blob;
  readonly refused: WaitingRecord["refused"];
}

/** A document of the node that was opened on this device while its engagement is taken along. */
export interface KeptContent {
  readonly engagementId: string;
  readonly sha256: string;
  readonly content: Blob;
  readonly until: number;
}

interface FieldSchema extends DBSchema {
  readonly answers: {
    readonly key: string;
    readonly value: {
      readonly url: string;
      readonly text: string;
      readonly engagementId: string;
      readonly until: number;
    };
    readonly indexes: { readonly engagementId: string };
  };
  readonly taken: { readonly key: string; readonly value: TakenAlong };
  readonly records: {
    readonly key: string;
    readonly value: WaitingRecord;
    readonly indexes: { readonly engagementId: string };
  };
  readonly documents: {
    readonly key: [string, string];
    readonly value: WaitingDocument;
    readonly indexes: { readonly engagementId: string };
  };
  readonly contents: {
    readonly key: [string, string];
    readonly value: KeptContent;
    readonly indexes: { readonly engagementId: string };
  };
}

export type FieldStore = IDBPDatabase<FieldSchema>;

let opened: Promise<FieldStore> | undefined;

const addFirstStores = (db: FieldStore): void => {
  db.createObjectStore("answers", { keyPath: "url" }).createIndex("engagementId", "engagementId");
  db.createObjectStore("taken", { keyPath: "engagementId" });
  db.createObjectStore("records", { keyPath: "version" }).createIndex(
    "engagementId",
    "engagementId",
  );
  db.createObjectStore("documents", { keyPath: ["engagementId", "sha256"] }).createIndex(
    "engagementId",
    "engagementId",
  );
};

const addContents = (db: FieldStore): void => {
  db.createObjectStore("contents", { keyPath: ["engagementId", "sha256"] }).createIndex(
    "engagementId",
    "engagementId",
  );
};

const open = (): Promise<FieldStore> =>
  openDB<FieldSchema>("fenji-field", 2, {
    upgrade: (db, before) => {
      if (before < 1) addFirstStores(db);
      if (before < 2) addContents(db);
    },
    // Another window with a newer page wants to change the store: it may, and this one opens it anew.
    blocking: (_current, _wanted, event) => {
      opened = undefined;
      if (event.target instanceof IDBDatabase) event.target.close();
    },
    terminated: () => {
      opened = undefined;
    },
  });

/** One connection a page. */
export const openFieldStore = (): Promise<FieldStore> => {
  opened ??= open().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
};
