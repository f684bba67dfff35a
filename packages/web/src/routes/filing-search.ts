/** What the worklists, the reviewer's desk and a firm's filing keep in the address after `?`. */

import type { Worklist } from "@fenji/contract";

/** In the order of their tabs: those that have to file and have not come first. */
export const worklists = [
  "unfiled",
  "overdue",
  "waiting",
  "due-soon",
  "differs",
  "to-change",
  "rectification-overdue",
  "assessment-due",
] as const satisfies readonly Worklist[];

export interface WorkSearch {
  readonly list?: Worklist;
  readonly type?: string;
  readonly jurisdiction?: string;
}

export interface ReviewSearch {
  /** Left out: those to verify. */
  readonly queue?: "verified";
  readonly differs?: "yes";
  /** The filing in view. */
  readonly at?: string;
}

type Raw = Record<string, unknown>;

const word = (value: unknown): string | undefined => {
  const words = typeof value === "number" ? String(value) : value;
  return typeof words === "string" && words !== "" ? words.slice(0, 100) : undefined;
};

export const readWorkSearch = (raw: Raw): WorkSearch => {
  const list = worklists.find((known) => known === raw["list"]);
  const type = word(raw["type"]);
  const jurisdiction = word(raw["jurisdiction"]);
  return {
    ...(list === undefined ? {} : { list }),
    ...(type === undefined ? {} : { type }),
    ...(jurisdiction === undefined ? {} : { jurisdiction }),
  };
};

export const readReviewSearch = (raw: Raw): ReviewSearch => {
  const at = word(raw["at"]);
  return {
    ...(raw["queue"] === "verified" ? { queue: "verified" } : {}),
    ...(raw["differs"] === "yes" ? { differs: "yes" } : {}),
    ...(at === undefined ? {} : { at }),
  };
};
