/** Where a supervisor keeps what was released to it: apart from all evidence, as signed. */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { openFileStore, type FileStore } from "../../platform/files/file-store.ts";
import type { NodeServices } from "../../platform/http/node-services.ts";

const opened = new WeakMap<NodeServices, FileStore>();

export const releaseStore = (services: NodeServices): FileStore => {
  const held = opened.get(services);
  if (held !== undefined) return held;
  const folder = join(services.config.dataFolder, "releases");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const store = openFileStore(folder);
  opened.set(services, store);
  return store;
};
