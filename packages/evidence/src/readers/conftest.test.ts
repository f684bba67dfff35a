/** Conftest: failures, warnings and exceptions of policies; passes without names are told as a number. */

import { expect, test } from "vitest";
import { readTold } from "../../testing/told.ts";

test("failures and warnings fail, exceptions and counted passes are facts", async () => {
  const { format, lines, observations, warnings } = await readTold([
    {
      filename: "hmi.yaml",
      namespace: "main",
      successes: 3,
      skipped: [{ msg: "not for this file" }],
      warnings: [{ msg: "no owner", metadata: { query: "data.main.warn" } }],
      failures: [{ msg: "runs as root", metadata: { id: "PLANT-7", severity: "high" } }],
      exceptions: [{ msg: "old image", metadata: { query: "data.main.exception" } }],
    },
  ]);
  expect(format).toBe("conftest");
  expect(lines).toEqual([
    "info conftest:main null repository=unnamed:conftest null /0/successes",
    "fail conftest:main.warn medium repository=unnamed:conftest null /0/warnings/0",
    "fail conftest:PLANT-7 high repository=unnamed:conftest null /0/failures/0",
    "info conftest:main.exception null repository=unnamed:conftest null /0/exceptions/0",
    "fail scan-run:conftest/misconfiguration high repository=unnamed:conftest null 1:1",
  ]);
  expect(observations.map(({ message }) => message)).toEqual([
    "hmi.yaml · passed, without names: 3",
    "hmi.yaml · no owner",
    "hmi.yaml · runs as root",
    "exception · hmi.yaml · old image",
    "2",
  ]);
  expect(warnings).toEqual(["skipped /0/skipped/0", "subject-unclear 1:1"]);
});

test("a file that all policies pass is a clean run; a list of something else is not taken", async () => {
  const clean = await readTold([{ filename: "a.yaml", namespace: "main", successes: 2 }]);
  expect(clean.lines.at(-1)).toBe(
    "pass scan-run:conftest/misconfiguration null repository=unnamed:conftest null 1:1",
  );
  const foreign = await readTold([{ filename: "a.yaml", state: "unknown" }]);
  expect(foreign.failure).toBe("evidence.unknown-format 1:1");
});
