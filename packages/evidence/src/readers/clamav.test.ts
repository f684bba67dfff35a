/** ClamAV: infected files, files not scanned, summaries, logs of the daemon. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

/** As ClamAV 1.4.6 writes it. */
const log = (lines: string, infected: number): string => `${lines}
----------- SCAN SUMMARY -----------
Known viruses: 1
Engine version: 1.4.6
Scanned directories: 1
Scanned files: 3
Infected files: ${infected}
Data scanned: 0.00 MB
Data read: 0.00 MB (ratio 0.00:1)
Time: 0.006 sec (0 m 0 s)
Start Date: 2026:11:26 06:39:18
End Date:   2026:11:26 06:39:20
`;

test("an infected file is a failed check named by what was found", async () => {
  const { format, observations, warnings } = await readAll(
    log("/srv/a: b.bin: Plant.Test.Sample.UNOFFICIAL FOUND\n/srv/ok.txt: OK\n", 1),
    [7],
  );
  expect(format).toBe("clamav");
  expect(observations).toEqual([
    {
      subject: { kind: "host", id: "host:unnamed", identifiers: {} },
      check: "clamav:Plant.Test.Sample.UNOFFICIAL",
      revision: null,
      title: "Plant.Test.Sample.UNOFFICIAL",
      refs: ["finding:malware"],
      result: "fail",
      severity: null,
      observedAt: null,
      at: "1:1",
      message: "/srv/a: b.bin",
    },
    expect.objectContaining({
      check: "scan-run:clamav/malware",
      result: "fail",
      observedAt: "2026-11-26T06:39:20.000Z",
      message: "1",
    }),
  ]);
  expect(warnings).toEqual(["time-missing 9:1", "subject-unclear 9:1"]);
});

test("a clean scan passes; a file that could not be read is an error beside it", async () => {
  const { observations } = await readAll(
    log(
      "/srv/ok.txt: OK\nWARNING: /srv/locked: Can't access file\n/srv/x: Can't open file ERROR\n",
      0,
    ),
  );
  expect(observations.map(({ check, result, message }) => [check, result, message])).toEqual([
    ["clamav:not-scanned", "error", "/srv/locked: Can't access file"],
    ["clamav:not-scanned", "error", "/srv/x: Can't open file"],
    ["scan-run:clamav/malware", "pass", null],
  ]);
});

test("a count that differs is warned of; a log without summary concludes nothing", async () => {
  const differs = await readAll(log("/srv/a: X FOUND\n", 2));
  expect(differs.warnings).toContain("counts-differ 8:1");
  const open = await readAll("/srv/a: X FOUND\n/srv/b: OK\n");
  expect(open.format).toBe("clamav");
  expect(open.observations.map(({ check }) => check)).toEqual(["clamav:X"]);
});

test("the daemon's log brings the time of each line", async () => {
  const { observations } = await readAll(
    log("Thu Nov 26 06:39:18 2026 -> /srv/a: Win.Test.EICAR_HDB-1 FOUND\n", 1),
  );
  expect(observations[0]).toMatchObject({
    check: "clamav:Win.Test.EICAR_HDB-1",
    observedAt: "2026-11-26T06:39:18.000Z",
  });
});
