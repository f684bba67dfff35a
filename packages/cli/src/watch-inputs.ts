/** Tells when files that a running command reads have changed, or when it is asked to look again. */

import { watch, type FSWatcher } from "node:fs";
import { basename, dirname } from "node:path";
import process from "node:process";

/** Editors and copies write in several steps; the last of them counts. */
const settleMs = 100;

export interface WatchedInputs {
  /** Every file in it counts. */
  readonly folder: string;
  /** Watched through its folder, since a file that is replaced by renaming keeps its name only. */
  readonly files: readonly string[];
}

/** Calls `changed` one at a time: on a change, once things have settled, and on SIGHUP. Returns how to stop. */
export const watchInputs = (
  { folder, files }: WatchedInputs,
  changed: () => Promise<void>,
): (() => void) => {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(changed);
    }, settleMs);
  };
  const watchers: FSWatcher[] = [];
  const add = (path: string, counts: (name: string | null) => boolean): void => {
    const watcher = watch(path, { persistent: false }, (_event, name) => {
      if (counts(name)) soon();
    });
    // A folder that goes away tells no more; SIGHUP still works.
    watcher.on("error", () => watcher.close());
    watchers.push(watcher);
  };
  add(folder, () => true);
  for (const file of files) add(dirname(file), (name) => name === null || name === basename(file));
  process.on("SIGHUP", soon);
  return () => {
    clearTimeout(timer);
    process.off("SIGHUP", soon);
    for (const watcher of watchers) watcher.close();
  };
};
