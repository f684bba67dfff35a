/** Dates move together and nothing else does. */

import { describe, expect, it } from "vitest";
import { demoReportDays, redateDemoReport, redateReport } from "./redate-report.ts";

const from = "2026-10-01";

describe("a report dated anew", () => {
  it("moves dates, moments, seconds and words alike", () => {
    const text =
      '<TestResult start-time="2026-11-23T01:15:07+00:00"/> <nmaprun start="1795397210" startstr="Mon Nov 23 01:26:50 2026"> IC-EQ-01,yes,2026-11-02,';
    expect(redateReport(text, { from, days: 40 })).toBe(
      '<TestResult start-time="2027-01-02T01:15:07+00:00"/> <nmaprun start="1798853210" startstr="Sat Jan 02 01:26:50 2027"> IC-EQ-01,yes,2026-12-12,',
    );
  });

  it("leaves what is older, versions, ports and other numbers as they are", () => {
    const text =
      '<status date="2022-12-21"/> version="7.93" numservices="10000" id="1795397210" time="1671580800" 10.20.30.11 "Wed Dec 21 00:00:00 2022" 2026-13-25 2026-13-45';
    expect(redateReport(text, { from, days: 400 })).toBe(text);
  });

  it("is the same when it moves by nothing", () => {
    expect(redateDemoReport("2026-11-23", new Date("2026-11-24T08:00:00Z"))).toBe("2026-11-23");
  });
});

describe("how far the demonstration's reports move", () => {
  it.each([
    ["2026-11-24T00:00:00Z", 0],
    ["2026-11-25T23:59:59Z", 1],
    ["2028-11-24T12:00:00Z", 731],
    ["2020-01-01T00:00:00Z", 0],
  ])("at %s: %i days", (now, days) => {
    expect(demoReportDays(new Date(now))).toBe(days);
  });
});
