/** Adds a step to what has happened to a filing. */

import { sql, type RawBuilder } from "kysely";

export interface FilingStep {
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly state: string;
  readonly actor: string;
  readonly messageId: string | null;
  /** Verified for these lines of supervision alone. */
  readonly lines?: readonly string[];
}

/** For the `history` of an update. */
export const appendStep = (step: FilingStep): RawBuilder<string> =>
  sql<string>`history || ${JSON.stringify([step])}::jsonb`;
