/** A failure as it is kept beside a message or a peer: its code, and what it says in both languages. */

import type { Json } from "@fenji/kernel";
import { z } from "zod";

const failure = z.object({ code: z.string(), zh: z.string(), en: z.string() });

export const failureShown = (stored: Json | null): z.infer<typeof failure> | null =>
  stored === null ? null : failure.parse(stored);
