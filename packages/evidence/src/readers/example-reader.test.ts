/** The template for a new reader does what a reader must: the template for a new reader's test. */

import { expect, test } from "vitest";
import { exampleReader } from "../../testing/example-reader.ts";
import { pieces, testContext } from "../../testing/read-all.ts";
import { told } from "../../testing/told.ts";
import type { ReadEvent } from "../reader.ts";
import { readers } from "../readers.ts";

const report = {
  plantcheck: "1.4",
  host: { name: "scada-hist-01", machine: "4F1C2A", addresses: ["192.0.2.7"] },
  finished: "2026-11-20T16:00:00+08:00",
  failed: 1,
  checks: [
    { id: "PC-1", state: "ok", level: "high", title: "No default passwords" },
    { id: "PC-2", state: "bad", level: "high", title: "Telnet is off", refs: ["CCE-80901-2"] },
    { id: "PC-3", state: "maybe", level: "low" },
    { state: "ok" },
  ],
};

/** A reader in the list of readers is read by `readTold` instead, which also recognises it by content. */
const read = async (value: object): Promise<readonly ReadEvent[]> => {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const events: ReadEvent[] = [];
  // Pieces of seven bytes, so that any cut is met.
  for await (const event of exampleReader.read(pieces(bytes, [7]), testContext()))
    events.push(event);
  return events;
};

const linesOf = (events: readonly ReadEvent[]): string[] =>
  events.flatMap((event) => (event.kind === "observation" ? [told(event.observation)] : []));

const warningsOf = (events: readonly ReadEvent[]): string[] =>
  events.flatMap((event) => (event.kind === "warning" ? [`${event.code} ${event.at}`] : []));

test("each check has its result, severity, subject, time and place, and the run as a whole its own", async () => {
  const events = await read(report);
  const seen = "host=machine:4f1c2a 2026-11-20T08:00:00.000Z";
  expect(linesOf(events)).toEqual([
    `pass plantcheck:PC-1 high ${seen} /checks/0`,
    `fail plantcheck:PC-2 high ${seen} /checks/1`,
    `error plantcheck:PC-3 low ${seen} /checks/2`,
    `fail scan-run:plantcheck/misconfiguration high ${seen} 1:1`,
  ]);
  expect(warningsOf(events)).toEqual(["result-unknown /checks/2", "id-missing /checks/3"]);
});

test("a run that broke off says nothing by its silence, and a wrong count is warned of", async () => {
  const { finished: _finished, ...broken } = report;
  expect(linesOf(await read({ ...broken, checks: [] }))).toEqual([]);
  expect(warningsOf(await read({ ...report, failed: 9 })).at(-1)).toMatch(/^counts-differ /);
});

test("it is known by its content, and takes no other reader's files", () => {
  const head = JSON.stringify(report);
  expect(exampleReader.detect(head, testContext())).toBe(true);
  expect(exampleReader.detect('{"plantcheck":"1.4"}', testContext())).toBe(false);
  expect(readers.filter((reader) => reader.detect(head, testContext()))).toEqual([]);
});
