/** What stops a call until its person has done something: sign in again, or show a second factor; then the call goes on. */

import { AppError } from "@fenji/kernel";

export type Need = "sign-in" | "second-factor";

export interface Interruption {
  readonly need: Need;
  /** What the node answered; its words tell why. */
  readonly error: AppError;
}

interface Pending extends Interruption {
  readonly met: Promise<boolean>;
  readonly settle: (met: boolean) => void;
}

let pending: readonly Pending[] = [];
const watchers = new Set<() => void>();

const write = (next: readonly Pending[]): void => {
  pending = next;
  for (const watch of watchers) watch();
};

/** In the order in which they were met; the last stands on top. */
export const pendingInterruptions = (): readonly Interruption[] => pending;

export const watchInterruptions = (watch: () => void): (() => void) => {
  watchers.add(watch);
  return () => watchers.delete(watch);
};

/** Calls that waited go on when the need was met, and fail as they had failed when it was not. */
export const settleInterruption = (need: Need, met: boolean): void => {
  const found = pending.find((known) => known.need === need);
  write(pending.filter((known) => known.need !== need));
  found?.settle(met);
};

/** All calls that need the same thing at the same time wait for one answer. */
const ask = (need: Need, error: AppError): Promise<boolean> => {
  const known = pending.find((one) => one.need === need);
  if (known !== undefined) return known.met;
  let settle: (met: boolean) => void = () => {};
  const met = new Promise<boolean>((resolve) => {
    settle = resolve;
  });
  write([...pending, { need, error, met, settle }]);
  return met;
};

/** What would let the call pass, where a person can do something about it at once. */
export const needOf = (error: unknown): Need | undefined => {
  if (!(error instanceof AppError)) return undefined;
  if (error.code === "session.required") return "sign-in";
  if (error.code === "session.step-up-needed") return "second-factor";
  if (error.code !== "permission.denied") return undefined;
  const policies = String(error.params["policies"] ?? "").split(/[\s,]+/);
  if (policies.includes("risk-elevated")) return "sign-in";
  return policies.some((id) => id.startsWith("second-factor-")) ? "second-factor" : undefined;
};

/** Tries again once for each need that was met; a second refusal for the same reason stands. */
export const withInterruptions = async <T>(
  run: () => Promise<T>,
  met: readonly Need[] = [],
): Promise<T> => {
  try {
    return await run();
  } catch (error) {
    const need = needOf(error);
    if (need === undefined || met.includes(need) || !(error instanceof AppError)) throw error;
    if (!(await ask(need, error))) throw error;
    return withInterruptions(run, [...met, need]);
  }
};
