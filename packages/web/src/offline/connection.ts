/** Whether the node answered last time; watched by whatever says so on the page. */

import { useSyncExternalStore } from "react";

let answered = true;
const watchers = new Set<() => void>();

export const noteConnection = (now: boolean): void => {
  if (now === answered) return;
  answered = now;
  for (const watch of watchers) watch();
};

const watchConnection = (watch: () => void): (() => void) => {
  watchers.add(watch);
  return () => watchers.delete(watch);
};

const isConnected = (): boolean => answered;

export const useConnection = (): boolean => useSyncExternalStore(watchConnection, isConnected);
