/** The shape of one entry in the closed table of error codes. */

import type { LocalizedText } from "../localized-text.ts";

export interface ErrorDefinition extends LocalizedText {
  /** HTTP status of the problem+json reply. */
  readonly status: number;
}

/** Messages hold `{name}` placeholders and always end in a remedy. */
export const defineErrors = <const T extends Record<string, ErrorDefinition>>(table: T): T => table;
