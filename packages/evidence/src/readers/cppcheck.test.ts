/** Cppcheck: defects by severity and CWE, remarks as facts, code that it could not check. */

import { expect, test } from "vitest";
import { readTold } from "../../testing/told.ts";

const report = (errors: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<results version="2">
<cppcheck version="2.10"/>
<errors>
${errors}
</errors>
</results>`;

const subject = "repository=unnamed:cppcheck null";

test("errors and warnings fail, style is told, what could not be parsed leaves the run open", async () => {
  const { format, lines, observations, warnings } = await readTold(
    report(`<error id="bufferAccessOutOfBounds" severity="error" msg="Out of bounds" verbose="Out of bounds: 10" cwe="788" inconclusive="true"><location file="src/a.c" line="7" column="3"/></error>
<error id="unusedVariable" severity="style" msg="Unused" verbose="Unused"/>
<error id="syntaxError" severity="error" msg="bad"/>
<error id="odd" severity="loud" msg="?"/>
<error severity="error" msg="?"/>`),
  );
  expect(format).toBe("cppcheck");
  expect(lines).toEqual([
    `fail cppcheck:bufferAccessOutOfBounds high ${subject} 5:1`,
    `info cppcheck:unusedVariable low ${subject} 6:1`,
    `error cppcheck:syntaxError high ${subject} 7:1`,
  ]);
  expect(observations[0]).toMatchObject({
    title: "Out of bounds",
    refs: ["cwe:788", "finding:code-weakness"],
    message: "src/a.c:7 · Out of bounds: 10 · inconclusive",
  });
  expect(warnings).toEqual(["result-unknown 8:1", "id-missing 9:1", "subject-unclear 11:11"]);
});

test("nothing found is a pass, of Cppcheck's version", async () => {
  const { lines, observations } = await readTold(report(""));
  expect(lines).toEqual([expect.stringMatching(/^pass scan-run:cppcheck\/code-weakness null /)]);
  expect(observations[0]?.revision).toBe("2.10");
});
