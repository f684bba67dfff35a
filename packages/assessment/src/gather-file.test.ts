/** A newer report speaks for its scope and subject, and for nothing else. */

import { describe, expect, it } from "vitest";
import { gatherFile, stillReported, type EvidenceItem, type GatheredFile } from "./index.ts";

const receivedAt = "2026-11-01T00:00:00.000Z";
const h1 = { kind: "host", id: "h1" } as const;

const file = (
  observedAt: string,
  checks: readonly string[],
  more: { scope?: string; covers?: boolean; id?: string } = {},
): GatheredFile<EvidenceItem> => {
  const gathering = gatherFile<EvidenceItem>(receivedAt);
  const { scope = "s", covers = true, id = "h1" } = more;
  const subject = { kind: "host", id } as const;
  for (const check of checks)
    gathering.add(
      scope,
      {
        subject,
        check,
        revision: null,
        refs: [],
        result: "fail",
        severity: null,
        family: "f",
        observedAt,
        receivedAt,
      },
      true,
    );
  if (covers) gathering.cover({ family: "f", scope, subject }, observedAt);
  return gathering.result();
};

const left = (...files: readonly GatheredFile<EvidenceItem>[]): string[] =>
  [...stillReported(files)].map(({ check }) => check).toSorted();

const may = "2026-05-01T00:00:00.000Z";
const june = "2026-06-01T00:00:00.000Z";

describe("what is still reported", () => {
  it("leaves out what the newer report does not say, in any order of files", () => {
    const [old, young] = [file(may, ["a", "b"]), file(june, ["a"])];
    expect(left(old, young)).toEqual(["a"]);
    expect(left(young, old)).toEqual(["a"]);
  });

  it("is nothing after an empty newer report, and everything after an empty older one", () => {
    expect(left(file(may, ["a"]), file(june, []))).toEqual([]);
    expect(left(file(june, ["a"]), file(may, []))).toEqual(["a"]);
  });

  it("is untouched by other scopes, other hosts, and files that speak for no scope", () => {
    expect(left(file(may, ["a"]), file(june, ["b"], { scope: "t" }))).toEqual(["a", "b"]);
    expect(left(file(may, ["a"]), file(june, ["b"], { id: "h2" }))).toEqual(["a", "b"]);
    expect(left(file(may, ["a"]), file(june, ["b"], { covers: false }))).toEqual(["a", "b"]);
  });

  it("does not believe a report from the future more than one received today", () => {
    const future = file("2031-01-01T00:00:00.000Z", ["a"]);
    const gathering = gatherFile<EvidenceItem>("2026-12-01T00:00:00.000Z");
    gathering.cover({ family: "f", scope: "s", subject: h1 }, "2026-11-15T00:00:00.000Z");
    expect(left(future, gathering.result())).toEqual([]);
  });
});
