/** XCCDF and ARF: exact counts on real results, identity, refs, mapping of results, doubts. */

import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { countResults, fixture, readAll, testContext } from "../testing/read-all.ts";
import { rule, testResult, xccdf } from "../testing/write-xccdf.ts";

describe("real results", () => {
  it("reads every rule result of the historian's ARF", async () => {
    const read = await readAll(fixture("scada-hist-01.arf.xml"));
    expect(read.failure).toBeNull();
    expect(read.format).toBe("arf");
    expect(countResults(read.observations)).toEqual({
      pass: 25,
      fail: 22,
      error: 2,
      notApplicable: 1,
    });
    expect(read.events[0]).toEqual({
      kind: "tool",
      tool: { name: "OpenSCAP", version: "1.3.7" },
      family: "ssg-oval",
    });
    expect(read.events.at(-1)).toMatchObject({
      kind: "scope",
      scope:
        "xccdf:xccdf_org.ssgproject.content_benchmark_DEBIAN-11/xccdf_org.ssgproject.content_profile_anssi_np_nt28_high",
      subject: { id: "mac:00:1b:21:20:30:11" },
    });
    const skipped = read.events.find((event) => event.kind === "warning");
    expect(skipped).toMatchObject({
      code: "skipped",
      detail: "305 rules that the profile does not select",
    });
  });

  it("takes titles and references from the data stream of the same file", async () => {
    const { observations } = await readAll(fixture("scada-hist-01.arf.xml"));
    const home = observations.find(({ check }) => check === "ssg:partition_for_home");
    expect(home).toMatchObject({
      revision: "0.1.65",
      title: "Ensure /home Located On Separate Partition",
      result: "fail",
      severity: "low",
      at: "72840:11",
      subject: { kind: "host", identifiers: { hostname: "scada-hist-01", ipv4: "10.20.30.11" } },
    });
    expect(home?.refs).toEqual(
      expect.arrayContaining([
        "nist:CM-6(a)",
        "nist:CM-6",
        "iec62443:SR 5.1",
        "cci:CCI-000366",
        "anssi:BP28(R12)",
      ]),
    );
    expect(observations.filter(({ refs }) => refs.length > 0)).toHaveLength(48);
  });

  it("reads XCCDF 1.1 results", async () => {
    const read = await readAll(fixture("edge-gw-01.xccdf.xml"));
    expect(read.format).toBe("xccdf");
    expect(countResults(read.observations)).toEqual({ pass: 3, fail: 3, info: 1 });
    expect(read.observations[0]).toMatchObject({
      check: "xccdf:gw-telnet-removed",
      revision: "1.2",
      refs: ["nist:CM-7(a)", "nist:CM-7", "ident:PLANT-TELNET-REMOVED"],
    });
  });
});

describe("what a rule result means", () => {
  const meanings: readonly (readonly [string, string, string | null])[] = [
    ["pass", "pass", null],
    ["fixed", "pass", "[fixed]"],
    ["fail", "fail", null],
    ["error", "error", null],
    ["unknown", "error", "[unknown]"],
    ["notapplicable", "notApplicable", null],
    ["notchecked", "info", "[notchecked]"],
    ["informational", "info", "[informational]"],
  ];
  it.each(meanings)("%s is %s", async (word, result, message) => {
    const { observations } = await readAll(xccdf(testResult(rule(word))));
    expect(observations).toMatchObject([
      { result, message, severity: "high", title: "Root may not log in" },
    ]);
  });

  it("does not know results that XCCDF does not have", async () => {
    const read = await readAll(xccdf(testResult(rule("constructor") + rule("pass", "r-2"))));
    expect(read.observations).toHaveLength(1);
    expect(read.warnings).toEqual(["result-unknown 12:1"]);
  });

  it("names checks, tool, time and revision", async () => {
    const ssg = rule("pass", "xccdf_org.ssgproject.content_rule_x_y");
    const read = await readAll(xccdf(testResult(rule("fail") + ssg)));
    expect(read.observations.map(({ check }) => check)).toEqual(["xccdf:r-1", "ssg:x_y"]);
    expect(read.observations[0]).toMatchObject({
      revision: "2.0",
      observedAt: "2026-11-20T00:00:00.000Z",
      refs: ["nist:AC-6(2)", "nist:CM-6(a)", "nist:CM-6", "cce:CCE-80901-2"],
    });
    expect(read.events[0]).toMatchObject({
      tool: { name: "scanner", version: "4.1" },
      family: "xccdf:b-1",
    });
  });

  it("reads every TestResult, each with its own host and scope", async () => {
    const second = testResult(rule("fail")).replace("plc-gw", "plc-gw-2");
    const { events } = await readAll(xccdf(testResult(rule("pass")) + second));
    const scopes = events.flatMap((event) => (event.kind === "scope" ? [event.subject.id] : []));
    expect(scopes).toEqual(["fqdn:plc-gw.plant.example", "fqdn:plc-gw-2.plant.example"]);
  });

  it("reads a TestResult that stands alone", async () => {
    const alone = testResult(rule("fail"))
      .replace("<TestResult", '<x:TestResult xmlns:x="http://checklists.nist.gov/xccdf/1.2"')
      .replace("</TestResult", "</x:TestResult");
    expect((await readAll(alone)).observations).toHaveLength(1);
  });

  it("drops a repetition, tells a contradiction, keeps instances apart", async () => {
    const repeated = await readAll(xccdf(testResult(rule("pass") + rule("pass"))));
    expect([repeated.observations.length, repeated.warnings.length]).toEqual([1, 1]);
    const contrary = await readAll(xccdf(testResult(rule("pass") + rule("fail"))));
    expect([contrary.observations.length, contrary.warnings.length]).toEqual([2, 1]);
    const instances =
      rule("pass", "r", "<instance>eth0</instance>") +
      rule("fail", "r", "<instance>eth1</instance>");
    expect((await readAll(xccdf(testResult(instances)))).warnings).toEqual([]);
  });
});

describe("doubts", () => {
  it("warns of times without zone, in the future or missing", async () => {
    const at = (attributes: string) => readAll(xccdf(testResult(rule("pass"), "", attributes)));
    const zoneless = await at('end-time="2026-11-20T08:00:00"');
    expect(zoneless.warnings).toEqual(["time-missing 10:1"]);
    expect(zoneless.observations[0]?.observedAt).toBe("2026-11-20T08:00:00.000Z");
    expect((await at('end-time="2031-01-01T00:00:00Z"')).warnings).toEqual(["time-in-future 10:1"]);
    const missing = await at("");
    expect(missing.warnings).toEqual(["time-missing 10:1"]);
    expect(missing.observations[0]?.observedAt).toBeNull();
  });

  it("warns when only a bare or no host name identifies the host", async () => {
    for (const name of ["gw", "localhost"]) {
      const read = await readAll(
        xccdf(testResult(rule("pass"))).replace("plc-gw.plant.example", name),
      );
      expect(read.warnings).toEqual(["subject-unclear 10:1"]);
    }
  });

  it("prefers a machine id, then a manufacturer's MAC", async () => {
    const fact = (name: string, value: string): string =>
      `<fact name="urn:xccdf:fact:${name}">${value}</fact>`;
    const macs =
      fact("ethernet:MAC", "02:42:AC:11:00:02") + fact("ethernet:MAC", "00-1B-21-00-00-01");
    const id = async (facts: string): Promise<string | undefined> =>
      (await readAll(xccdf(testResult(rule("pass"), `<target-facts>${facts}</target-facts>`))))
        .observations[0]?.subject.id;
    expect(await id(macs)).toBe("mac:00:1b:21:00:00:01");
    expect(await id(macs + fact("asset:identifier:guid", "AB-1"))).toBe("machine:ab-1");
  });

  it("bounds messages and says so", async () => {
    const long = rule("fail", "r", `<message>${"长".repeat(70_000)}</message>`);
    const read = await readAll(xccdf(testResult(long)));
    expect(read.observations[0]?.message).toHaveLength(2_000);
    expect(read.warnings).toEqual(["field-too-long 12:1"]);
  });
});

/** Third-party samples are not part of this repository; where they are absent only our own fixtures speak. */
const samples =
  process.env["FENJI_SAMPLES"] ?? new URL("../../../../shared/samples", import.meta.url).pathname;
const sampleName = `${samples}/openscap/xccdf-results-openscap-rhel7.xml`;

describe(`samples (${existsSync(sampleName) ? samples : "absent, own fixture instead"})`, () => {
  it("counts what a plain search of the file counts", async () => {
    const bytes = existsSync(sampleName)
      ? readFileSync(sampleName)
      : fixture("edge-gw-01.xccdf.xml");
    const text = new TextDecoder().decode(bytes);
    const count = (result: string): number => text.split(`<result>${result}</result>`).length - 1;
    const read = await readAll(bytes, [65_536], testContext());
    expect(read.failure).toBeNull();
    const counts = countResults(read.observations);
    expect([counts["pass"] ?? 0, counts["fail"] ?? 0]).toEqual([count("pass"), count("fail")]);
    expect(count("fail")).toBeGreaterThan(0);
  });
});
