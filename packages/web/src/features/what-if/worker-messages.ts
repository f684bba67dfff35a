/** What the page and its worker say to each other. */

import type { RuleEdit } from "@fenji/grading";
import type { ErrorCode, ErrorParams } from "@fenji/kernel";
import type { Grading, Source } from "@fenji/regime";
import type { Keys, Picture } from "./picture.ts";
import type { Movers, MoversAsked } from "./find-movers.ts";

export interface OpenRequest {
  readonly kind: "open";
  /** Address of the columns. */
  readonly address: string;
  readonly grading: Grading;
  readonly sources: readonly Source[];
}

export interface PictureRequest {
  readonly kind: "picture";
  readonly id: number;
  readonly type: string;
  readonly edits: readonly RuleEdit[];
}

export interface MoversRequest {
  readonly kind: "movers";
  readonly id: number;
  readonly asked: MoversAsked;
}

export type ToWorker = OpenRequest | PictureRequest | MoversRequest;

export type FromWorker =
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | { readonly kind: "reading" }
  | { readonly kind: "opened"; readonly rows: number; readonly keys: Keys; readonly bytes: number }
  | {
      readonly kind: "picture";
      readonly id: number;
      readonly picture: Picture;
      readonly gradeMs: number;
    }
  | { readonly kind: "movers"; readonly id: number; readonly found: Movers }
  | {
      readonly kind: "failed";
      /** null: the opening. */
      readonly id: number | null;
      readonly problem: Problem;
    };

/** `memory`: there was no room; `unknown`: anything that is not one of ours. */
export type Problem =
  | { readonly code: ErrorCode; readonly params: ErrorParams }
  | { readonly code: "memory" | "unknown"; readonly detail: string };
