/** AIDE: lists of added, removed and changed files, clean runs, counts that differ. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

/** As AIDE 0.18.3 writes it. */
const changed = `Start timestamp: 2026-11-26 06:39:18 +0800 (AIDE 0.18.3)
AIDE found differences between database and filesystem!!

Summary:
  Total number of entries:	4
  Added entries:		1
  Removed entries:		1
  Changed entries:		2

---------------------------------------------------
Added entries:
---------------------------------------------------

f+++++++++++++++++: /srv/plc/d.txt

---------------------------------------------------
Removed entries:
---------------------------------------------------

f-----------------: /srv/plc/c.txt

---------------------------------------------------
Changed entries:
---------------------------------------------------

f > ... ..  H     : /srv/plc/a: 1.txt
f = p.. ..  .     : /srv/plc/b.txt

---------------------------------------------------
Detailed information about changes:
---------------------------------------------------

File: /srv/plc/a: 1.txt
 Size      : 2                                | 10

The attributes of the (uncompressed) database(s):
---------------------------------------------------

/var/lib/aide/aide.db
 MD5       : 6T6sZ5L+h+cMHN7eKI3klg==

End timestamp: 2026-11-26 06:39:18 +0800 (run time: 0m 0s)
`;

test("each file that differs is a failed check named by its path", async () => {
  const { format, observations, warnings } = await readAll(changed, [7]);
  expect(format).toBe("aide");
  expect(observations.map(({ check, title, at, message }) => [check, title, at, message])).toEqual([
    ["aide:/srv/plc/d.txt", "added: /srv/plc/d.txt", "14:1", "f+++++++++++++++++"],
    ["aide:/srv/plc/c.txt", "removed: /srv/plc/c.txt", "20:1", "f-----------------"],
    ["aide:/srv/plc/a:-1.txt", "changed: /srv/plc/a: 1.txt", "26:1", "f > ... ..  H"],
    ["aide:/srv/plc/b.txt", "changed: /srv/plc/b.txt", "27:1", "f = p.. ..  ."],
    ["scan-run:aide/file-changed", null, "14:1", "4"],
  ]);
  expect(observations[0]).toEqual({
    subject: { kind: "host", id: "host:unnamed", identifiers: {} },
    check: "aide:/srv/plc/d.txt",
    revision: null,
    title: "added: /srv/plc/d.txt",
    refs: ["finding:file-changed"],
    result: "fail",
    severity: null,
    observedAt: "2026-11-25T22:39:18.000Z",
    at: "14:1",
    message: "f+++++++++++++++++",
  });
  expect(warnings).toEqual(["subject-unclear 2:1"]);
});

test("a clean report passes, also in the words of older versions", async () => {
  for (const clean of [
    "Start timestamp: 2026-11-26 06:39:18 +0000 (AIDE 0.18.3)\nAIDE found NO differences between database and filesystem. Looks okay!!\n\nNumber of entries:\t4\n",
    "\nAIDE, version 0.15.1\n\n### All files match AIDE database. Looks okay!\n".replace(
      "### ",
      "",
    ),
  ]) {
    const { observations } = await readAll(clean);
    expect(observations.map(({ check, result }) => `${check} ${result}`)).toEqual([
      "scan-run:aide/file-changed pass",
    ]);
  }
});

test("older lists are read, and a summary that counts otherwise is warned of", async () => {
  const old = `AIDE 0.16.1 found differences between database and filesystem!!
Start timestamp: 2026-11-26 06:39:18

Summary:
  Total number of files:	4
  Added files:			2
  Removed files:		0
  Changed files:		0

Added files:
added: /srv/plc/d.txt
`;
  const { observations, warnings } = await readAll(old);
  expect(observations[0]).toMatchObject({
    check: "aide:/srv/plc/d.txt",
    message: "added",
    at: "11:1",
  });
  expect(warnings).toEqual(["time-missing 11:1", "subject-unclear 1:1", "counts-differ 6:1"]);
});

test("text that only speaks of AIDE is not its report", async () => {
  const { failure } = await readAll("Notes on AIDE found in the cabinet\n");
  expect(failure).toBe("evidence.unknown-format 1:1");
});
