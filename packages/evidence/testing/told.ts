/** An observation in one line for tests: result, check, severity, subject, time, place. */

import type { Observation } from "../src/index.ts";
import { readAll, type AllRead } from "./read-all.ts";

export const told = ({ result, check, severity, subject, observedAt, at }: Observation): string =>
  [result, check, severity, `${subject.kind}=${subject.id}`, observedAt, at].map(String).join(" ");

export interface ToldReport extends AllRead {
  readonly lines: readonly string[];
  readonly scopes: readonly string[];
}

/** Read in pieces of seven bytes, so that any cut is met. */
export const readTold = async (report: unknown): Promise<ToldReport> => {
  const text = typeof report === "string" ? report : JSON.stringify(report);
  const all = await readAll(text, [7]);
  return {
    ...all,
    lines: all.observations.map(told),
    scopes: all.events.flatMap((event) =>
      event.kind === "scope" ? [`${event.scope} ${event.subject.id}`] : [],
    ),
  };
};
