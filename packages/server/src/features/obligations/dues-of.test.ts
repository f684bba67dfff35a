/** What is due in each stage, counted in working days, and the cycle of assessments by grade. */

import type { Obligations } from "@fenji/regime";
import { addWorkingDays, workingCalendar } from "@fenji/regime";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { packLibrary } from "../packs/public.ts";
import { duesOf, type CaseDays } from "./dues-of.ts";

let obligations: Obligations = { deadlines: [], cycles: [], materialChanges: null };

beforeAll(async () => {
  const { defaultRegime } = await packLibrary();
  obligations = defaultRegime.obligations ?? obligations;
});

const day = "2026-09-30";

const unfiled: CaseDays = {
  type: "connected",
  grade: 3,
  stage: "unfiled",
  open: null,
  inScope: true,
  scopeSince: day,
  openSince: null,
  registeredOn: null,
  assessedOn: null,
  changedOn: null,
};

const due = async (one: Partial<CaseDays>, today = day) => {
  const { workingDays } = await packLibrary();
  return duesOf({ ...unfiled, ...one }, { obligations, sources: [], calendar: workingDays, today });
};

describe("due", () => {
  it("is the first filing, past the holidays of October", async () => {
    // Thirty working days from 30 September 2026: the week of 1 to 7 October is free, Saturday 10 is worked.
    expect(await due({})).toMatchObject([
      {
        deadline: "file-first",
        does: "file",
        dueOn: "2026-11-17",
        overdue: false,
        holidaysKnown: true,
      },
    ]);
    expect(await due({}, "2026-11-18")).toMatchObject([{ overdue: true }]);
    expect(await due({ inScope: false })).toEqual([]);
  });

  it("is what comes next in each state of the open filing", async () => {
    const open = (state: "submitted" | "returned" | "verified") =>
      due({ stage: state, open: { occasion: "initial", state }, openSince: day });
    const does = async (state: "submitted" | "returned" | "verified") =>
      (await open(state)).map((one) => `${one.by} ${one.does}`);
    expect(await does("submitted")).toEqual(["supervisor verify"]);
    expect(await does("returned")).toEqual(["enterprise refile"]);
    expect(await does("verified")).toEqual(["supervisor register"]);
  });

  it("is the assessment, yearly for grade 3, every two years for grade 2, never for grade 1", async () => {
    const at = async (grade: number, assessedOn: string | null = null) =>
      (await due({ stage: "protected", grade, registeredOn: "2026-02-28", assessedOn })).flatMap(
        (one) => (one.does === "assess" ? [`${one.dueOn} ${one.standing}`] : []),
      );
    expect(await at(3)).toEqual(["2027-02-28 transcribed"]);
    expect(await at(2)).toEqual(["2028-02-28 transcribed"]);
    expect(await at(1)).toEqual([]);
    expect(await at(3, "2026-08-31")).toEqual(["2027-08-31 transcribed"]);
  });

  it("is the report of a change, until it is filed", async () => {
    const changed = { stage: "registered", registeredOn: "2026-01-05", changedOn: day } as const;
    const does = (await due(changed)).map((one) => one.does);
    expect(does).toContain("report-change");
    const filed = await due({
      ...changed,
      open: { occasion: "change", state: "submitted" },
      openSince: day,
    });
    expect(filed.map((one) => one.does)).not.toContain("report-change");
  });

  it("says where holidays are not known yet", async () => {
    expect(await due({ scopeSince: "2026-12-20" })).toMatchObject([{ holidaysKnown: false }]);
  });

  it("never comes before its time, and is late exactly from the day after", async () => {
    const { workingDays } = await packLibrary();
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 0, max: 900 }),
        (from, to) => {
          const start = new Date(Date.UTC(2024, 0, 1 + from)).toISOString().slice(0, 10);
          const today = new Date(Date.UTC(2024, 0, 1 + to)).toISOString().slice(0, 10);
          const [first] = duesOf(
            { ...unfiled, scopeSince: start },
            { obligations, sources: [], calendar: workingDays, today },
          );
          expect(first?.dueOn).toBe(addWorkingDays(workingDays, start, 30).day);
          expect(first?.overdue).toBe(today > (first?.dueOn ?? ""));
        },
      ),
      { numRuns: 50 },
    );
    expect(workingCalendar([]).years.size).toBe(0);
  });
});
