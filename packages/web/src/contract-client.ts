/** The one client through which the page speaks to its own node. */

import { createClient } from "@fenji/contract";

export const client = createClient("", (input, init) => fetch(input, init));
