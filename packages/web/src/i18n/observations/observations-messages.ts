/** Both languages of the explorer of observations, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type ObservationsMessages } from "./zh.ts";

export const observationsMessages: {
  readonly zh: ObservationsMessages;
  readonly en: ObservationsMessages;
} = { zh, en };
