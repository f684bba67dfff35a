/** The reports of the demonstration as if they had been taken yesterday: nodes judge by the real clock, and evidence expires. */

import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { redateDemoReport } from "../packages/synthesis/src/index.ts";

const taken = resolve(import.meta.dirname, "../fixtures/evidence");

/** A folder of its own, gone when the tests end; the bytes are the same whenever it is made on one day. */
export const redatedEvidence = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "fenji-redated-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const now = new Date();
  for (const name of readdirSync(taken))
    writeFileSync(
      join(folder, name),
      redateDemoReport(readFileSync(join(taken, name), "utf8"), now),
    );
  return folder;
};
