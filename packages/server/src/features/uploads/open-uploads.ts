/** What uploads and queue of one running node share: bytes, parts under way, progress. */

import type { NodeServices } from "../../platform/http/node-services.ts";
import { openUploadBytes, type UploadBytes } from "./upload-bytes.ts";

export interface ImportProgress {
  /** Bytes. */
  readonly read: number;
  readonly observations: number;
}

export interface Uploads {
  readonly bytes: UploadBytes;
  /** Of files that are being read, by id. */
  readonly progress: Map<string, ImportProgress>;
  /** Begins a part: breaks off one of the same file that is under way, and waits for its end. */
  readonly beginPart: (id: string) => Promise<PartUnderWay>;
  /** Breaks off a part that is under way. */
  readonly interrupt: (id: string) => void;
  /** Something waits to be read. */
  readonly kick: () => void;
  readonly onKick: (work: () => void) => void;
  /** Breaks off reading this file. */
  readonly abort: (id: string) => void;
  readonly onAbort: (abort: (id: string) => void) => void;
}

export interface PartUnderWay {
  readonly signal: AbortSignal;
  readonly end: () => void;
}

const openParts = (): Pick<Uploads, "beginPart" | "interrupt"> => {
  const under = new Map<
    string,
    { readonly controller: AbortController; readonly ended: Promise<void> }
  >();
  const interrupt = (id: string): void =>
    under.get(id)?.controller.abort(new DOMException("interrupted", "AbortError"));
  return {
    interrupt,
    beginPart: async (id) => {
      for (let before = under.get(id); before !== undefined; before = under.get(id)) {
        interrupt(id);
        await before.ended;
      }
      const controller = new AbortController();
      const { promise: ended, resolve } = Promise.withResolvers<void>();
      under.set(id, { controller, ended });
      return {
        signal: controller.signal,
        end: () => {
          under.delete(id);
          resolve();
        },
      };
    },
  };
};

const opened = new WeakMap<NodeServices, Uploads>();

export const uploadsOf = (services: NodeServices): Uploads => {
  const held = opened.get(services);
  if (held !== undefined) return held;
  const bytes = openUploadBytes(services.config.dataFolder);
  let work = (): void => undefined;
  let abort = (_id: string): void => undefined;
  const uploads: Uploads = {
    bytes,
    progress: new Map(),
    ...openParts(),
    kick: () => work(),
    onKick: (listener) => {
      work = listener;
    },
    abort: (id) => abort(id),
    onAbort: (listener) => {
      abort = listener;
    },
  };
  opened.set(services, uploads);
  return uploads;
};
