/** Readers of tools that look at code, images, clusters and infrastructure code before it runs. */

import type { Reader } from "../reader.ts";
import { grypeReader } from "./grype.ts";

export const codeReaders: readonly Reader[] = [grypeReader];
