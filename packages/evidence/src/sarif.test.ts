/** SARIF: what results mean, whose they are, in whatever order and encoding a file comes. */

import { AppError } from "@fenji/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Observation } from "./observation.ts";
import { readEvidence } from "./read-evidence.ts";
import type { ReadContext, ReadEvent } from "./reader.ts";
import { sarifLimits } from "./sarif-run.ts";
import { repositoryId } from "./sarif-subject.ts";

const context: ReadContext = {
  decoder: (label) => new TextDecoder(label),
  now: "2026-06-01T00:00:00.000Z",
};

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size)
    yield bytes.subarray(start, start + size);
}

const read = async (input: unknown, size = 65_536): Promise<ReadEvent[]> => {
  const bytes =
    input instanceof Uint8Array
      ? input
      : new TextEncoder().encode(typeof input === "string" ? input : JSON.stringify(input));
  const { format, events } = await readEvidence(inChunks(bytes, size), context);
  expect(format).toBe("sarif");
  const list: ReadEvent[] = [];
  for await (const event of events) list.push(event);
  return list;
};

const failure = async (input: unknown): Promise<AppError> => {
  const error = await read(input).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error(`expected an AppError, got ${String(error)}`);
  return error;
};

const observations = (events: readonly ReadEvent[]): Observation[] =>
  events.flatMap((event) => (event.kind === "observation" ? [event.observation] : []));

const warnings = (events: readonly ReadEvent[]): string[] =>
  events.flatMap((event) => (event.kind === "warning" ? [`${event.code} ${event.at}`] : []));

const scopes = (events: readonly ReadEvent[]): string[] =>
  events.flatMap((event) => (event.kind === "scope" ? [`${event.scope} ${event.subject.id}`] : []));

const tool = {
  driver: {
    name: "Flaw Finder",
    version: "2.0",
    rules: [
      {
        id: "FF1",
        shortDescription: { text: "copies without a bound" },
        defaultConfiguration: { level: "error" },
        properties: { tags: ["security", "external/cwe/cwe-120"], "security-severity": "9.8" },
        relationships: [{ target: { id: "CWE-119!/CWE-120", toolComponent: { name: "CWE" } } }],
        messageStrings: { default: { text: "call of {0} in {1}" } },
      },
      { id: "FF2", defaultConfiguration: { level: "note" } },
    ],
  },
};

const place = (uri: string, startLine: number): object => ({
  physicalLocation: { artifactLocation: { uri }, region: { startLine } },
});

const known = {
  versionControlProvenance: [
    { repositoryUri: "https://bot:secret@git.example.org/plant/Gateway.git", revisionId: "ab12" },
  ],
  invocations: [{ executionSuccessful: true, endTimeUtc: "2026-05-06T10:00:00+08:00" }],
};

const log = (run: object): object => ({ version: "2.1.0", runs: [run] });

const results = [
  {
    ruleId: "FF1",
    message: { id: "default", arguments: ["strcpy", "main"] },
    locations: [place("src/%E7%BD%91.c", 12)],
  },
  { ruleIndex: 1, message: { text: "worth a look" } },
  { ruleId: "FF2", kind: "pass", level: "none", message: { text: "fine" } },
  { ruleId: "FF2", kind: "notApplicable", message: { text: "n/a" } },
  { ruleId: "FF2", kind: "open", message: { text: "cannot say" } },
  { ruleId: "FF2", level: "none", message: { text: "by the way" } },
  {
    ruleId: "FF1/a",
    suppressions: [{ kind: "inSource", justification: "bounded above" }],
    message: { text: "known" },
  },
  {
    ruleId: "FF1",
    suppressions: [{ kind: "external", status: "rejected" }],
    message: { text: "not excused" },
  },
  { ruleId: "FF1", baselineState: "absent", message: { text: "gone" } },
  { ruleId: "XX9", message: { text: "from nowhere" }, properties: { cwe: "CWE-79" } },
];

test("results become observations with their meaning, severity, refs and place", async () => {
  const events = await read(log({ tool, results, ...known }));
  const list = observations(events);
  expect(list.map(({ check, result, severity }) => `${check} ${result} ${severity}`)).toEqual([
    "sarif:flaw-finder/FF1 fail critical",
    "sarif:flaw-finder/FF2 fail low",
    "sarif:flaw-finder/FF2 pass none",
    "sarif:flaw-finder/FF2 notApplicable low",
    "sarif:flaw-finder/FF2 info low",
    "sarif:flaw-finder/FF2 info none",
    "sarif:flaw-finder/FF1 info critical",
    "sarif:flaw-finder/FF1 fail critical",
    "sarif:flaw-finder/FF1 info critical",
    "sarif:flaw-finder/XX9 fail medium",
    "sarif-run:flaw-finder info null",
  ]);
  expect(list[0]).toEqual({
    subject: {
      kind: "repository",
      id: "git.example.org/plant/Gateway",
      identifiers: { repository: "git.example.org/plant/Gateway", revision: "ab12" },
    },
    check: "sarif:flaw-finder/FF1",
    revision: "2.0",
    title: "copies without a bound",
    refs: ["cwe:120", "cwe:119"],
    result: "fail",
    severity: "critical",
    observedAt: "2026-05-06T02:00:00.000Z",
    at: "/runs/0/results/0",
    message: "src/网.c:12: call of strcpy in main",
  });
  expect(list[4]?.message).toBe("[open] cannot say");
  expect(list[6]?.message).toBe("[suppressed: inSource, bounded above] known");
  expect(list[9]?.refs).toEqual(["cwe:79"]);
  expect(warnings(events)).toEqual([]);
  expect(scopes(events)).toEqual(["sarif:flaw-finder git.example.org/plant/Gateway"]);
  expect(JSON.stringify(events)).not.toContain("secret");
});

test("the members of a run may come in any order", async () => {
  const expected = await read(log({ tool, results, ...known }));
  const members = Object.entries({ tool, results, ...known });
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(members, { minLength: members.length }), async (order) => {
      expect(await read({ runs: [Object.fromEntries(order)], version: "2.1.0" })).toEqual(expected);
    }),
    { numRuns: 24 },
  );
});

test("the same events however the bytes are cut, in every encoding", async () => {
  const text = JSON.stringify(log({ tool, results, ...known }), null, 1);
  const expected = await read(text);
  const encodings: Uint8Array[] = [
    new TextEncoder().encode(`\uFEFF${text}`),
    new Uint8Array(
      new Uint16Array([...`\uFEFF${text}`].map((character) => character.charCodeAt(0))).buffer,
    ),
  ];
  for (const bytes of encodings) {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 65_536 }), async (size) => {
        expect(await read(bytes, size)).toEqual(expected);
      }),
      { numRuns: 40, examples: [[1], [2], [3], [65_536]] },
    );
  }
});

test("a clean run passes as a run and closes its scope; one that failed does neither", async () => {
  const clean = await read(log({ tool, results: [], ...known }));
  expect(observations(clean).map(({ check, result }) => `${check} ${result}`)).toEqual([
    "sarif-run:flaw-finder pass",
  ]);
  expect(scopes(clean)).toHaveLength(1);
  const broken = await read(
    log({ tool, results: [], ...known, invocations: [{ executionSuccessful: false }] }),
  );
  expect(observations(broken).map(({ result }) => result)).toEqual(["error"]);
  expect(scopes(broken)).toEqual([]);
});

test("a run without results did not scan: it closes nothing and proves nothing", async () => {
  for (const run of [
    { tool, ...known },
    { tool, results: null, ...known },
  ]) {
    const events = await read(log(run));
    expect(observations(events)).toEqual([]);
    expect(scopes(events)).toEqual([]);
    expect(warnings(events)).toEqual(["no-results /runs/0"]);
  }
});

test("each run speaks for its own tool and category", async () => {
  const category = (name: string): object => ({
    tool,
    results: [],
    ...known,
    automationDetails: { id: `${name}/2026-05-06` },
  });
  const events = await read({ version: "2.1.0", runs: [category("c"), category("java")] });
  expect(scopes(events).map((scope) => scope.split(" ")[0])).toEqual([
    "sarif:flaw-finder@c",
    "sarif:flaw-finder@java",
  ]);
});

test("whose code it is: repository, base, automation category, else a stand-in and a warning", async () => {
  const subjectOf = async (run: object): Promise<readonly [string | undefined, boolean]> => {
    const events = await read(log({ tool, results: [], invocations: known.invocations, ...run }));
    return [
      observations(events)[0]?.subject.id,
      warnings(events).includes("subject-unclear /runs/0"),
    ];
  };
  expect(
    await subjectOf({ originalUriBaseIds: { SRCROOT: { uri: "https://git.example.org/a/" } } }),
  ).toEqual(["https://git.example.org/a/", false]);
  expect(
    await subjectOf({ originalUriBaseIds: { SRCROOT: { uri: "file:///builds/a/" } } }),
  ).toEqual(["file:///builds/a/", true]);
  expect(await subjectOf({ automationDetails: { id: "plant/gateway/17" } })).toEqual([
    "plant/gateway",
    false,
  ]);
  expect(await subjectOf({ automationDetails: { id: "17" } })).toEqual([
    "unnamed:flaw-finder/0",
    true,
  ]);
});

test("one repository by https and by ssh is one", () => {
  const same = [
    "https://Git.Example.org/a/b.git",
    "ssh://git@git.example.org/a/b",
    "git@git.example.org:a/b.git/",
  ];
  expect(new Set(same.map(repositoryId))).toEqual(new Set(["git.example.org/a/b"]));
  expect(repositoryId("https://git.example.org:8443/a/b")).toBe("git.example.org:8443/a/b");
});

test("times: none and future are warned of, the last of several ends counts", async () => {
  const at = async (
    invocations: unknown,
  ): Promise<readonly [string | null | undefined, string[]]> => {
    const events = await read(log({ tool, results: [], ...known, invocations }));
    return [observations(events)[0]?.observedAt, warnings(events)];
  };
  expect(await at([])).toEqual([null, ["time-missing /runs/0"]]);
  expect(await at([{ endTimeUtc: "2026-07-01T00:00:00Z" }])).toEqual([
    "2026-07-01T00:00:00.000Z",
    ["time-in-future /runs/0"],
  ]);
  expect(await at([{ endTimeUtc: "2026-02-30T00:00:00Z" }])).toEqual([
    null,
    ["time-missing /runs/0/invocations/0", "time-missing /runs/0"],
  ]);
  expect(
    (await at([{ endTimeUtc: "2026-05-02T00:00:00Z" }, { endTimeUtc: "2026-05-01T00:00:00Z" }]))[0],
  ).toBe("2026-05-02T00:00:00.000Z");
});

test("a rule id that occurs twice is warned of where it does", async () => {
  const twice = { driver: { name: "t", rules: [{ id: "a" }, { id: "a" }] } };
  expect(warnings(await read(log({ tool: twice, results: [], ...known })))).toEqual([
    "duplicate-id /runs/0/tool/driver/rules/1",
  ]);
});

test("rules of an extension are found through the result's reference", async () => {
  const extended = {
    driver: { name: "t", version: "1" },
    extensions: [
      {
        name: "pack",
        version: "7",
        rules: [{ id: "E1", shortDescription: { text: "from the pack" } }],
      },
    ],
  };
  const result = { rule: { index: 0, toolComponent: { index: 0 } }, message: { text: "m" } };
  const [first] = observations(await read(log({ tool: extended, results: [result], ...known })));
  expect(first).toMatchObject({ check: "sarif:t/E1", revision: "7", title: "from the pack" });
});

test("message ids cannot reach the prototype", async () => {
  const [first] = observations(
    await read(
      log({ tool, results: [{ ruleId: "FF1", message: { id: "constructor" } }], ...known }),
    ),
  );
  expect(first?.message).toBe("copies without a bound");
});

test("other versions, a run without a tool, and a log without runs are refused with their place", async () => {
  expect(await failure({ version: "2.0.0", runs: [] })).toMatchObject({
    code: "evidence.unsupported-version",
    params: { at: "/version", version: "2.0.0" },
  });
  expect(await failure(log({ results: [] }))).toMatchObject({
    code: "evidence.field-missing",
    params: { at: "/runs/0" },
  });
  expect(
    await failure({ $schema: "https://example.org/sarif-2.1.0.json", version: "2.1.0" }),
  ).toMatchObject({
    code: "evidence.field-missing",
    params: { field: "runs" },
  });
});

test("a file that breaks off tells what it had, closes nothing, and names the place", async () => {
  const text = JSON.stringify(log({ tool, ...known, results }));
  const cut = new TextEncoder().encode(text.slice(0, text.indexOf("by the way")));
  const { events } = await readEvidence(inChunks(cut, 64), context);
  const list: ReadEvent[] = [];
  const error: unknown = await (async () => {
    for await (const event of events) list.push(event);
  })().catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    code: "evidence.json-truncated",
    params: { at: `1:${cut.length + 1}` },
  });
  expect(observations(list)).toHaveLength(5);
  expect(scopes(list)).toEqual([]);
});

test("more results than can be held: told in time when the tool is known, refused when it is not", async () => {
  const many = Array.from({ length: sarifLimits.maxHeldResults + 5 }, () => ({
    ruleId: "FF2",
    message: { text: "m" },
  }));
  const late = await read(log({ tool, results: many, ...known }));
  expect(observations(late)).toHaveLength(many.length + 1);
  expect(warnings(late).filter((warning) => warning.startsWith("subject-unclear"))).toHaveLength(2);
  expect(await failure(log({ results: many, tool, ...known }))).toMatchObject({
    code: "evidence.results-before-tool",
    params: { at: `/runs/0/results/${sarifLimits.maxHeldResults}` },
  });
});
