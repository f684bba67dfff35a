/** Findings told alike: tool first, scope once a subject, times in UTC, kinds counted, the run as a whole at the end. */

import { expect, test } from "vitest";
import { testContext } from "../testing/read-all.ts";
import type { Severity } from "./observation.ts";
import type { ReadEvent } from "./reader.ts";
import type { ReportHead } from "./report-head.ts";
import { reportWriter, reportLimits, type Finding } from "./report-writer.ts";
import { imageSubject, productSubject, repositorySubject } from "./subjects.ts";

const head: ReportHead = {
  tool: { name: "Some Tool", version: "1.2" },
  family: "some",
  scope: "some",
  kinds: ["exposed-secret", "misconfiguration"],
};

const subject = repositorySubject("https://git.example/plant/hmi.git");

const finding = (more: Partial<Finding> = {}): Finding => ({
  subject,
  check: "some:1",
  result: "fail",
  at: "/0",
  ...more,
});

const kindsOf = (events: readonly ReadEvent[]): string[] => events.map(({ kind }) => kind);

test("tool once, scope once a subject, then what was found", () => {
  const writer = reportWriter(head, testContext());
  const events = [
    ...writer.finding(finding()),
    ...writer.finding(finding({ at: "/1" })),
    ...writer.finding(finding({ subject: imageSubject({ name: "hmi:1" }), at: "/2" })),
  ];
  expect(kindsOf(events)).toEqual([
    "tool",
    "scope",
    "observation",
    "observation",
    "scope",
    "observation",
  ]);
});

test("a run passes for the kinds of which nothing was found, and fails with their number for the others", () => {
  const writer = reportWriter(head, testContext());
  const events = [
    ...writer.covered(subject, "/", "2026-03-01T00:00:00+08:00"),
    ...writer.finding(finding({ kinds: ["exposed-secret"] })),
    ...writer.finding(finding({ kinds: ["exposed-secret"], result: "info" })),
    ...writer.conclude(),
  ];
  const runs = events.flatMap((event) =>
    event.kind === "observation" && event.observation.check.startsWith("scan-run:")
      ? [
          [
            event.observation.check,
            event.observation.result,
            event.observation.message,
            event.observation.observedAt,
          ],
        ]
      : [],
  );
  const at = "2026-02-28T16:00:00.000Z";
  expect(runs).toEqual([
    ["scan-run:some-tool/exposed-secret", "fail", "1", at],
    ["scan-run:some-tool/misconfiguration", "pass", null, at],
  ]);
});

test("a run is as bad as the worst it found, where all of it has a severity and it saw everything", () => {
  const worstOf = (...severities: readonly (Severity | null)[]): Severity | null | undefined => {
    const writer = reportWriter(head, testContext());
    const events = [
      ...severities.flatMap((severity, at) => [
        ...writer.finding(finding({ kinds: ["exposed-secret"], severity, at: `/${at}` })),
      ]),
      ...writer.conclude(),
    ];
    const runs = events.flatMap((event) =>
      event.kind === "observation" && event.observation.check.endsWith("/exposed-secret")
        ? [event.observation]
        : [],
    );
    return runs[0]?.severity;
  };
  expect(worstOf("low", "high", "medium")).toBe("high");
  expect(worstOf("none")).toBe("none");
  expect(worstOf("low", null)).toBe(null);
  expect(worstOf(null, "low")).toBe(null);
  const writer = reportWriter(head, testContext());
  const events = [...writer.finding(finding({ kinds: ["exposed-secret"], severity: "low" }))];
  writer.unfinished(subject, "/0");
  events.push(...writer.conclude());
  expect(events.at(-1)).toMatchObject({ observation: { result: "fail", severity: null } });
});

test("without a scope nothing is closed, and several kinds are never guessed", () => {
  const writer = reportWriter({ ...head, scope: null }, testContext());
  const events = [...writer.finding(finding()), ...writer.conclude()];
  expect(kindsOf(events)).not.toContain("scope");
  const [first] = events.flatMap((event) =>
    event.kind === "observation" ? [event.observation] : [],
  );
  expect(first?.refs).toEqual([]);
});

test("a time without zone, in the future or without sense is warned of once", () => {
  const writer = reportWriter(head, testContext("2026-06-01T00:00:00.000Z"));
  const events = [
    ...writer.finding(finding({ observedAt: "2026-05-01 10:00:00" })),
    ...writer.finding(finding({ observedAt: "yesterday", at: "/1" })),
    ...writer.finding(finding({ observedAt: "2030-01-01T00:00:00Z", at: "/2" })),
  ];
  expect(events.filter(({ kind }) => kind === "warning")).toEqual([
    { kind: "warning", code: "time-missing", at: "/0", detail: "2026-05-01 10:00:00" },
  ]);
  const times = events.flatMap((event) =>
    event.kind === "observation" ? [event.observation.observedAt] : [],
  );
  expect(times).toEqual(["2026-05-01T10:00:00.000Z", null, "2030-01-01T00:00:00.000Z"]);
});

test("held findings wait for their subject, in order and not without end", () => {
  const writer = reportWriter(head, testContext());
  writer.hold({ check: "some:1", result: "fail", at: "/0" });
  writer.hold({ check: "some:2", result: "pass", at: "/1" });
  writer.setTool({ name: "Some Tool", version: "9" });
  const events = [...writer.release(subject)];
  expect(events[0]).toMatchObject({ kind: "tool", tool: { version: "9" } });
  expect(
    events.flatMap((event) => (event.kind === "observation" ? [event.observation.check] : [])),
  ).toEqual(["some:1", "some:2"]);
  expect([...writer.release(subject)]).toEqual([]);
  for (let n = 0; n < reportLimits.maxHeld; n += 1)
    writer.hold({ check: "some:1", result: "fail", at: "/0" });
  expect(() => writer.hold({ check: "some:1", result: "fail", at: "/last" })).toThrowError(
    expect.objectContaining({
      code: "evidence.too-many-observations",
      params: expect.objectContaining({ at: "/last" }),
    }),
  );
});

test("counts that the report declares are held against what it holds", () => {
  const writer = reportWriter(head, testContext());
  writer.declared(2, "/summary");
  const events = [...writer.finding(finding()), ...writer.conclude()];
  expect(events).toContainEqual({
    kind: "warning",
    code: "counts-differ",
    at: "/summary",
    detail: "2 ≠ 1",
  });
});

test("words are cut and cleaned, and a check is not its own ref", () => {
  const writer = reportWriter(head, testContext());
  const [, , event] = [
    ...writer.finding(
      finding({
        refs: ["some:1", "cve:CVE-2021-44228"],
        title: "a\u0000b",
        message: "x".repeat(3_000),
        kinds: ["exposed-secret"],
      }),
    ),
  ];
  expect(event).toMatchObject({
    observation: { title: "a b", refs: ["cve:CVE-2021-44228", "finding:exposed-secret"] },
  });
  expect(event?.kind === "observation" && event.observation.message?.length).toBe(2_000);
});

test("an image is named by its digest, a product is no piece of the firm", () => {
  const digest = `sha256:${"A".repeat(64)}`;
  expect(imageSubject({ name: "hmi:1", digest }).id).toBe(digest.toLowerCase());
  expect(imageSubject({ name: "hmi:1", digest: "sha256:short" }).id).toBe("image:hmi:1");
  expect(productSubject("PLC 7", { cpe: "cpe:/h:x" }).kind).toBe("product");
});
