/** Files on their way to the node: one at a time, each can be cancelled, results stay until put away. */

import type { FileToSend, ImportReply, Sending } from "./send-file.ts";

export type UploadState =
  | { readonly step: "waiting" }
  | { readonly step: "sending"; readonly sentBytes: number; readonly broken: boolean }
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
  /** A running file is stopped through its signal; `send` then rejects with an AbortError. */
  readonly cancel: (id: number) => void;
  /** What waits is cancelled, and what runs. */
  readonly cancelAll: () => void;
  readonly retry: (id: number) => void;
  /** A small file that runs is finished, a large one stops after its part; the rest waits for `resume`. */
  readonly pause: () => void;
  readonly resume: () => void;
  readonly isPaused: () => boolean;
  /** Forgets what is settled. */
  readonly clear: () => void;
  readonly onSettled: (listener: (upload: Upload) => void) => () => void;
}

export const isSettled = ({ state }: Upload): boolean =>
  state.step === "done" || state.step === "failed" || state.step === "cancelled";

interface UploadList {
  readonly read: () => readonly Upload[];
  readonly write: (uploads: readonly Upload[]) => void;
  readonly move: (id: number, state: UploadState) => void;
  readonly isPaused: UploadQueue["isPaused"];
  readonly setPaused: (now: boolean) => void;
  readonly subscribe: UploadQueue["subscribe"];
  readonly onSettled: UploadQueue["onSettled"];
}

/** The list and who watches it. */
const createUploadList = (): UploadList => {
  let uploads: readonly Upload[] = [];
  let paused = false;
  const watchers = new Set<() => void>();
  const settledListeners = new Set<(upload: Upload) => void>();
  const write = (next: readonly Upload[]) => {
    uploads = next;
    for (const watch of watchers) watch();
  };
  return {
    read: () => uploads,
    write,
    move: (id, state) => {
      write(uploads.map((upload) => (upload.id === id ? { ...upload, state } : upload)));
      const upload = uploads.find((known) => known.id === id);
      if (upload === undefined || !isSettled(upload)) return;
      for (const listener of settledListeners) listener(upload);
    },
    isPaused: () => paused,
    setPaused: (now) => {
      paused = now;
      for (const watch of watchers) watch();
    },
    subscribe: (listener) => {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
    onSettled: (listener) => {
      settledListeners.add(listener);
      return () => settledListeners.delete(listener);
    },
  };
};

interface Entry {
  readonly file: FileToSend;
  readonly abort: AbortController;
}

/** Sends one file and keeps its place in the list true until it is settled. */
const sendOne = async (list: UploadList, upload: Upload, send: () => ReturnType<SendFile>) => {
  list.move(upload.id, { step: "sending", sentBytes: 0, broken: false });
  try {
    list.move(upload.id, { step: "done", reply: await send() });
  } catch (error) {
    const cancelled = error instanceof DOMException && error.name === "AbortError";
    list.move(upload.id, cancelled ? { step: "cancelled" } : { step: "failed", error });
  }
};

/** What the sender of one file tells the list, and what it hears from it. */
const sendingOf = (list: UploadList, upload: Upload, signal: AbortSignal): Sending => {
  let sent = 0;
  return {
    signal,
    // All of it has left: the node reads now.
    onSent: (sentBytes) => {
      sent = sentBytes;
      const whole = sentBytes >= upload.sizeBytes;
      list.move(
        upload.id,
        whole ? { step: "reading" } : { step: "sending", sentBytes, broken: false },
      );
    },
    onBreak: () => list.move(upload.id, { step: "sending", sentBytes: sent, broken: true }),
    untilResumed: () =>
      new Promise((resolve) => {
        let unsubscribe = () => {};
        const look = () => {
          if (list.isPaused() && !signal.aborted) return;
          unsubscribe();
          signal.removeEventListener("abort", look);
          resolve();
        };
        unsubscribe = list.subscribe(look);
        signal.addEventListener("abort", look);
        look();
      }),
  };
};

export const createUploadQueue = (send: SendFile): UploadQueue => {
  const list = createUploadList();
  const entries = new Map<number, Entry>();
  let nextId = 1;
  let busy = false;
  const work = async () => {
    if (busy) return;
    busy = true;
    while (!list.isPaused()) {
      const next = list.read().find(({ state }) => state.step === "waiting");
      const entry = next && entries.get(next.id);
      if (next === undefined || entry === undefined) break;
      const sending = sendingOf(list, next, entry.abort.signal);
      await sendOne(list, next, () => send(entry.file, sending));
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
    list.write([...list.read(), ...added]);
    void work();
  };
  const cancel = (id: number) => {
    const upload = list.read().find((known) => known.id === id);
    if (upload === undefined || isSettled(upload)) return;
    entries.get(id)?.abort.abort();
    if (upload.state.step === "waiting") list.move(id, { step: "cancelled" });
  };
  return {
    list: list.read,
    subscribe: list.subscribe,
    onSettled: list.onSettled,
    add,
    cancel,
    cancelAll: () => {
      for (const { id } of list.read().toReversed()) cancel(id);
    },
    pause: () => list.setPaused(true),
    resume: () => {
      list.setPaused(false);
      void work();
    },
    isPaused: list.isPaused,
    retry: (id) => {
      const entry = entries.get(id);
      if (entry === undefined) return;
      list.write(list.read().filter((upload) => upload.id !== id));
      add([entry.file]);
    },
    clear: () => list.write(list.read().filter((upload) => !isSettled(upload))),
  };
};
