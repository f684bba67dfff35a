/** Finds the reader for a file by its content, never by its name. */

import type { ReadContext, Reader } from "./reader.ts";
import { readers } from "./readers.ts";

/** The first reader that knows the beginning of the text; undefined when none does. */
export const detectReader = (head: string, context: ReadContext): Reader | undefined =>
  readers.find((reader) => reader.detect(head, context));
