/** Questionnaires: answers in both languages, their places, and what becomes of bad rows. */

import { AppError } from "@fenji/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Observation } from "./observation.ts";
import { readEvidence } from "./read-evidence.ts";
import type { ReadContext, ReadEvent } from "./reader.ts";

const context: ReadContext = {
  decoder: (label) => new TextDecoder(label),
  now: "2026-06-01T00:00:00.000Z",
};

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size)
    yield bytes.subarray(start, start + size);
}

const read = async (input: string | Uint8Array, size = 65_536): Promise<ReadEvent[]> => {
  const bytes = typeof input === "string" ? new TextEncoder().encode(input) : input;
  const { format, events } = await readEvidence(inChunks(bytes, size), context);
  expect(format).toBe("questionnaire-csv");
  const list: ReadEvent[] = [];
  for await (const event of events) list.push(event);
  return list;
};

const observations = (events: readonly ReadEvent[]): Observation[] =>
  events.flatMap((event) => (event.kind === "observation" ? [event.observation] : []));

const warnings = (events: readonly ReadEvent[]): string[] =>
  events.flatMap((event) => (event.kind === "warning" ? [`${event.code} ${event.at}`] : []));

const chinese = `工控安全问卷,,,,,,,
问题编号,问题,回答,方式,回答人,日期,说明,对象
IC-1,有制度吗？,是,访谈,设备主管,2026-05-06,"=HYPERLINK(""x"")",
IC-2,有演练吗？,部分符合,查阅,安全员,2026年5月7日,去年做过,一号车间
IC-3,,不适用,观察,,2026/5/8,,主机：scada-hist-01
`;

test("a Chinese questionnaire", async () => {
  const events = await read(chinese);
  expect(events[0]).toEqual({
    kind: "tool",
    tool: { name: "questionnaire", version: null },
    family: "attestation",
  });
  const list = observations(events);
  expect(list[0]).toEqual({
    subject: { kind: "organisation", id: "self", identifiers: {} },
    check: "question:IC-1",
    revision: null,
    title: "有制度吗？",
    refs: ["method:interview"],
    result: "pass",
    severity: null,
    observedAt: "2026-05-06T00:00:00.000Z",
    at: "3:3",
    message: '设备主管: =HYPERLINK("x")',
  });
  expect(
    list.map(({ result, subject, refs }) => [result, subject.kind, subject.id, ...refs]),
  ).toEqual([
    ["pass", "organisation", "self", "method:interview"],
    ["fail", "organisation", "一号车间", "answer:partly", "method:document"],
    ["notApplicable", "host", "scada-hist-01", "method:observation"],
  ]);
  expect(warnings(events)).toEqual([]);
});

test("an English one, by semicolon", async () => {
  const events = await read(
    "Question ID;Answer;Respondent role;Date\nA1;Yes;owner;2026-01-02\nA2;no;owner;2026-01-02\n",
  );
  expect(observations(events).map(({ check, result }) => `${check} ${result}`)).toEqual([
    "question:A1 pass",
    "question:A2 fail",
  ]);
});

test("the same events however the bytes are cut, in UTF-8, UTF-16 and GB18030", async () => {
  const expected = await read(chinese);
  const utf16 = new Uint8Array(
    new Uint16Array([...`\uFEFF${chinese}`].map((unit) => unit.charCodeAt(0))).buffer,
  );
  for (const bytes of [new TextEncoder().encode(`\uFEFF${chinese}`), utf16]) {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 65_536 }), async (size) => {
        expect(await read(bytes, size)).toEqual(expected);
      }),
      { numRuns: 40, examples: [[1], [2], [3]] },
    );
  }
});

test("GB18030 is guessed, and said to be", async () => {
  const head = new TextEncoder().encode("question id,answer,note\nA1,");
  const tail = new TextEncoder().encode(",x\n");
  const bytes = new Uint8Array([...head, 0xca, 0xc7, ...tail]);
  for (const size of [1, 7, 1_000]) {
    const events = await read(bytes, size);
    expect(warnings(events)).toEqual(["encoding-guessed 1:1", "time-missing 2:1"]);
    expect(observations(events)[0]).toMatchObject({
      check: "question:A1",
      result: "pass",
      message: "x",
    });
  }
});

test("bad rows are warned of by line and column, good rows are kept", async () => {
  const events = await read(`问题编号,回答,日期,方式
A1,大概,2026-05-01,访谈
,是,2026-05-01,访谈
A2,是,2026-02-30,访谈
A3,是,2099-01-01,占卜
A4,,2026-05-01,访谈
A4,,,
A5,是,2026-05-01,访谈
A5,否,2026-05-01,访谈
,,,
`);
  expect(warnings(events)).toEqual([
    "result-unknown 2:2",
    "id-missing 3:1",
    "time-missing 4:3",
    "result-unknown 5:4",
    "time-in-future 5:3",
    "duplicate-id 9:1",
    "unanswered 6:2",
  ]);
  expect(observations(events).map(({ check, result }) => `${check} ${result}`)).toEqual([
    "question:A2 pass",
    "question:A3 pass",
    "question:A5 pass",
    "question:A5 fail",
  ]);
});

test("today in China is not the future", async () => {
  const events = await read("问题编号,回答,日期\nA1,是,2026-06-01\nA2,是,2026-06-02\n");
  expect(warnings(events)).toEqual(["time-in-future 3:3"]);
});

test("each question is a scope of its own, so that a short questionnaire closes nothing else", async () => {
  const events = await read("问题编号,回答\nA1,是\n");
  expect(events.flatMap((event) => (event.kind === "scope" ? [event.scope] : []))).toEqual([
    "question:A1",
  ]);
});

test("a table that is no questionnaire is not recognised", async () => {
  const table = new TextEncoder().encode("IP,Port,Severity\n10.0.0.1,22,5\n");
  await expect(readEvidence(inChunks(table, 10), context)).rejects.toSatisfy(
    (error) => error instanceof AppError && error.code === "evidence.unknown-format",
  );
});
