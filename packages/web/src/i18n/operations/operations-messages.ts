/** Both languages of how the node runs, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type OperationsMessages } from "./zh.ts";

export const operationsMessages: {
  readonly zh: OperationsMessages;
  readonly en: OperationsMessages;
} = { zh, en };
