/** Files on their way to the node: one at a time, each can be cancelled, results stay until put away. */

import type { FileToSend, ImportReply, Sending } from "./send-file.ts";

export type UploadState =
  | { readonly step: "waiting" }
  | { readonly step: "sending"; readonly sentBytes: number }
  | { readonly step: "reading" }
  | { readonly step: "done"; readonly reply: ImportReply }
  | { readonly step: "failed"; readonly error: unknown }
  | { readonly step: "cancelled" };

export interface Upload {
  readonly id: number;
  readonly enterpriseId: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly state: UploadState;
}

export type SendFile = (file: FileToSend, sending: Sending) => Promise<ImportReply>;

export interface UploadQueue {
  readonly list: () => readonly Upload[];
  readonly subscribe: (listener: () => void) => () => void;
  readonly add: (files: readonly FileToSend[]) => void;
  readonly cancel: (id: number) => void;
  readonly retry: (id: number) => void;
  /** Forgets what is settled. */
  readonly clear: () => void;
  readonly onSettled: (listener: (upload: Upload) => void) => () => void;
}

export const isSettled = ({ state }: Upload): boolean =>
  state.step === "done" || state.step === "failed" || state.step === "cancelled";

interface Entry {
  readonly file: FileToSend;
  readonly abort: AbortController;
}

export const createUploadQueue = (send: SendFile): UploadQueue => {
  let uploads: readonly Upload[] = [];
  let nextId = 1;
  let busy = false;
  const entries = new Map<number, Entry>();
  const watchers = new Set<() => void>();
  const settledListeners = new Set<(upload: Upload) => void>();

  const publish = (next: readonly Upload[]) => {
    uploads = next;
    for (const watch of watchers) watch();
  };
  const move = (id: number, state: UploadState) => {
    publish(uploads.map((upload) => (upload.id === id ? { ...upload, state } : upload)));
    const upload = uploads.find((known) => known.id === id);
    if (upload !== undefined && isSettled(upload)) {
      for (const listener of settledListeners) listener(upload);
    }
  };
  const run = async (upload: Upload, entry: Entry) => {
    move(upload.id, { step: "sending", sentBytes: 0 });
    try {
      const reply = await send(entry.file, {
        signal: entry.abort.signal,
        onSent: (sentBytes) =>
          move(
            upload.id,
            sentBytes >= upload.sizeBytes ? { step: "reading" } : { step: "sending", sentBytes },
          ),
      });
      move(upload.id, { step: "done", reply });
    } catch (error) {
      move(
        upload.id,
        entry.abort.signal.aborted ? { step: "cancelled" } : { step: "failed", error },
      );
    }
  };
  const work = async () => {
    if (busy) return;
    busy = true;
    for (;;) {
      const next = uploads.find(({ state }) => state.step === "waiting");
      const entry = next && entries.get(next.id);
      if (next === undefined || entry === undefined) break;
      await run(next, entry);
    }
    busy = false;
  };
  const add = (files: readonly FileToSend[]) => {
    const added = files.map((file): Upload => {
      const id = nextId;
      nextId += 1;
      entries.set(id, { file, abort: new AbortController() });
      const { enterpriseId, name, content } = file;
      return { id, enterpriseId, name, sizeBytes: content.size, state: { step: "waiting" } };
    });
    publish([...uploads, ...added]);
    void work();
  };
  return {
    list: () => uploads,
    add,
    subscribe: (listener) => {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
    onSettled: (listener) => {
      settledListeners.add(listener);
      return () => settledListeners.delete(listener);
    },
    cancel: (id) => {
      const upload = uploads.find((known) => known.id === id);
      if (upload === undefined || isSettled(upload)) return;
      entries.get(id)?.abort.abort();
      if (upload.state.step === "waiting") move(id, { step: "cancelled" });
    },
    retry: (id) => {
      const entry = entries.get(id);
      if (entry === undefined) return;
      publish(uploads.filter((upload) => upload.id !== id));
      add([entry.file]);
    },
    clear: () => publish(uploads.filter((upload) => !isSettled(upload))),
  };
};
