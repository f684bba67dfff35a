/** One real `npm start` with the demonstration for all browser tests, in a data folder of its own. */

import type { TestProject } from "vitest/node";
import { cleanUp, makeDataFolder, pressCtrlC, startNode } from "../acceptance/started-node.ts";

declare module "vitest" {
  export interface ProvidedContext {
    readonly url: string;
  }
}

/** `FENJI_E2E_URL` tries the tests on a node that runs already. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const running = process.env["FENJI_E2E_URL"];
  if (running !== undefined) {
    project.provide("url", running);
    return () => Promise.resolve();
  }
  const dataFolder = makeDataFolder();
  const node = await startNode({
    dataFolder,
    environment: { FENJI_DEMO: "alone", FENJI_PAGE: "1" },
  });
  await node.ready;
  project.provide("url", `http://localhost:${node.port}`);
  return async () => {
    pressCtrlC(node);
    await node.exited;
    await cleanUp(dataFolder);
  };
};
