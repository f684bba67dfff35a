/** A message that has been read, verified and found to be about what its sender may speak of. */

import type { AppError } from "@fenji/kernel";
import type { Kind, Typed } from "@fenji/submission";
import type { Ctx } from "../../platform/ctx.ts";

export interface Sender {
  readonly id: string;
  readonly name: string;
  readonly kind: "enterprise" | "supervisor";
  readonly relation: "above" | "below";
  readonly jurisdiction: string | null;
}

export interface Incoming<K extends Kind = Kind> {
  readonly message: Typed<K>;
  readonly sender: Sender;
  /** Of `message.about`, where the sender is linked to it. */
  readonly enterpriseId: string | null;
  /** Exactly what was signed. */
  readonly text: string;
  readonly hash: string;
  /** Exactly what came. */
  readonly envelopeText: string;
}

/**
 * Takes in messages of one kind, in their order, inside the transaction that also stores them. An error at a place
 * refuses that message; what throws refuses none and undoes the whole batch.
 */
export type TakeIn<K extends Kind> = (
  tx: Ctx,
  incoming: readonly Incoming<K>[],
) => Promise<readonly (AppError | null)[]>;
