/** Field records: answer, method, subject, time and place of each; a changed record replaces itself, whatever it spoke of. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const head = {
  format: "fenji-field-records/1",
  engagement: "A-2026-0001",
  writtenAt: "2026-11-20T09:00:00.000Z",
};

const record = (more: object) => ({
  record: "0190c0de-0000-7000-8000-000000000001",
  version: "0190c0de-0000-7000-8000-000000000002",
  kind: "interview",
  requirement: "IC-AP-01",
  question: "IC-AP-01-hosts",
  subject: null,
  answer: "yes",
  respondentRole: "值班长",
  note: "名册与系统一致",
  document: null,
  recordedAt: "2026-11-20T16:30:00+08:00",
  withdrawn: false,
  ...more,
});

const lines = (...parts: readonly (object | string)[]): string =>
  parts.map((part) => `${typeof part === "string" ? part : JSON.stringify(part)}\n`).join("");

test("an answer is an observation of its question, in the words of attestation", async () => {
  const { format, events, observations, warnings } = await readAll(lines(head, record({})), [23]);
  expect(format).toBe("field-record");
  expect(warnings).toEqual([]);
  expect(events[0]).toMatchObject({ kind: "tool", family: "attestation" });
  expect(events[1]).toMatchObject({
    kind: "scope",
    scope: "field-record:0190c0de-0000-7000-8000-000000000001",
    observedAt: "2026-11-20T09:00:00.000Z",
  });
  expect(observations).toEqual([
    {
      subject: { kind: "organisation", id: "self", identifiers: {} },
      check: "question:IC-AP-01-hosts",
      revision: null,
      title: null,
      refs: ["method:interview"],
      result: "pass",
      severity: null,
      observedAt: "2026-11-20T08:30:00.000Z",
      at: "2:1",
      message: "值班长: 名册与系统一致",
    },
  ]);
});

test.each([
  ["no", "fail", ["method:document"]],
  ["partly", "fail", ["method:document", "answer:partly"]],
  ["notApplicable", "notApplicable", ["method:document"]],
  ["unknown", "info", ["method:document"]],
])("“%s” is %s", async (answer, result, refs) => {
  const { observations } = await readAll(lines(head, record({ kind: "document", answer })));
  expect(observations[0]).toMatchObject({ result, refs });
});

test("what answers no question is kept and decides nothing", async () => {
  const { observations } = await readAll(lines(head, record({ question: null, answer: "yes" })));
  expect(observations[0]).toMatchObject({ check: "field-note:IC-AP-01", result: "info" });
});

test("a record speaks for the subjects that it spoke of before; withdrawn, it says nothing", async () => {
  const host = { kind: "host", id: "hmi-3" };
  const moved = record({ subject: host, formerly: [host, { kind: "host", id: "hmi-2" }] });
  const { events, observations } = await readAll(
    lines(head, moved, record({ record: "other", withdrawn: true })),
  );
  const scopes = events.flatMap((event) => (event.kind === "scope" ? [event.subject.id] : []));
  expect(scopes).toEqual(["hmi-3", "hmi-2", "self"]);
  expect(observations.map(({ subject }) => subject.id)).toEqual(["hmi-3"]);
});

test("bad lines are told with their place, and the others count", async () => {
  const { observations, warnings, failure } = await readAll(
    lines(
      head,
      "{not json",
      record({ record: undefined }),
      record({ record: "b", answer: "maybe" }),
      record({ record: "c", subject: { kind: "planet", id: "x" } }),
      record({ record: "d", recordedAt: "yesterday" }),
      record({ record: "e", recordedAt: "2031-01-01T00:00:00Z" }),
      "[1,2]",
    ),
  );
  expect(failure).toBeNull();
  expect(observations).toHaveLength(2);
  expect(warnings).toEqual([
    "id-missing 3:1",
    "result-unknown 4:1",
    "skipped 5:1",
    "time-missing 6:1",
    "time-in-future 7:1",
    "skipped 2:1",
  ]);
});
