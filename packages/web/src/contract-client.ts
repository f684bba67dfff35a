/** The one client through which the page speaks to its own node; calls wait while a person signs in again. */

import { createClient, type Client } from "@fenji/contract";
import { withInterruptions } from "./interruptions.ts";
import { fetchOrKept } from "./offline/fetch-or-kept.ts";

const plain = createClient("", fetchOrKept);

export const client: Client = {
  call: (endpoint, input) => withInterruptions(() => plain.call(endpoint, input)),
};
