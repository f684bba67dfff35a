/** hadolint: rules of its own and of ShellCheck, by level. */

import { expect, test } from "vitest";
import { readTold } from "../../testing/told.ts";

test("each line against a rule is a failed check with its level", async () => {
  const found = { file: "Dockerfile", column: 1, message: "Set the shell option pipefail" };
  const { format, lines, observations, warnings } = await readTold([
    { ...found, line: 3, code: "DL4006", level: "warning" },
    { ...found, line: 8, code: "SC2086", level: "info" },
    { ...found, line: 9, level: "error" },
  ]);
  expect(format).toBe("hadolint");
  expect(lines).toEqual([
    "fail hadolint:DL4006 medium repository=unnamed:hadolint null /0",
    "fail shellcheck:SC2086 none repository=unnamed:hadolint null /1",
    "fail scan-run:hadolint/misconfiguration medium repository=unnamed:hadolint null 1:1",
  ]);
  expect(observations[0]).toMatchObject({
    title: "Set the shell option pipefail",
    message: "Dockerfile:3",
    refs: ["finding:misconfiguration"],
  });
  expect(warnings).toEqual(["id-missing /2", "subject-unclear 1:1"]);
});
