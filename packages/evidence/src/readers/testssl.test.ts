/** testssl.sh in CSV, flat and pretty JSON: passes, weaknesses, checks that could not run, runs that broke off. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const rows: readonly (readonly string[])[] = [
  ["engine_problem", "/", "443", "WARN", "No engine", "", ""],
  ["SSLv3", "mes.plant.example/10.1.1.9", "443", "OK", "not offered", "", ""],
  ["BEAST", "mes.plant.example/10.1.1.9", "443", "MEDIUM", "VULNERABLE", "CVE-2011-3389", "CWE-20"],
  ["cert_ocsp", "mes.plant.example/10.1.1.9", "443", "WARN", "no answer", "", ""],
  ["cookie_secure", "mes.plant.example/10.1.1.9", "443", "LOW", "0/1", "", ""],
  ["scanTime", "mes.plant.example/10.1.1.9", "443", "INFO", "12", "", ""],
];

const csv = (lines: readonly (readonly string[])[]): string =>
  [["id", "fqdn/ip", "port", "severity", "finding", "cve", "cwe"], ...lines]
    .map((cells) => cells.map((cell) => `"${cell}"`).join(","))
    .join("\n");

const lineOf = ([id, ip, port, severity, finding, cve, cwe]: readonly string[]) => ({
  id,
  ip,
  port,
  severity,
  finding,
  ...(cve === "" ? {} : { cve, cwe }),
});

const subject = {
  kind: "host",
  id: "fqdn:mes.plant.example",
  identifiers: { fqdn: "mes.plant.example", ipv4: "10.1.1.9", port: "443" },
};

test("CSV: OK passes, LOW to CRITICAL fail, WARN could not run", async () => {
  const { format, observations, warnings } = await readAll(csv(rows), [7]);
  expect([format, warnings]).toEqual(["testssl-csv", ["skipped 2:4"]]);
  expect(observations.map(({ check, result, severity }) => [check, result, severity])).toEqual([
    ["testssl:SSLv3@tcp/443", "pass", null],
    ["testssl:BEAST@tcp/443", "fail", "medium"],
    ["testssl:cert_ocsp@tcp/443", "error", null],
    ["testssl:cookie_secure@tcp/443", "fail", "low"],
    ["testssl:scanTime@tcp/443", "info", null],
    ["scan-run:testssl/weak-transport@tcp/443", "fail", "medium"],
  ]);
  expect(observations[1]).toEqual({
    subject,
    check: "testssl:BEAST@tcp/443",
    revision: null,
    title: "BEAST",
    refs: ["testssl:BEAST", "cve:CVE-2011-3389", "cwe:20", "finding:weak-transport"],
    result: "fail",
    severity: "medium",
    observedAt: null,
    at: "4:4",
    message: "VULNERABLE",
  });
  // A header is a weakness of the application, not of the transport.
  expect(observations[3]?.refs).toContain("finding:web-weakness");
});

test("flat JSON says the same as CSV", async () => {
  const table = await readAll(csv(rows));
  const flat = await readAll(JSON.stringify(rows.map(lineOf)), [7]);
  expect(flat.format).toBe("testssl-json");
  expect(flat.observations.map((each) => ({ ...each, at: "" }))).toEqual(
    table.observations.map((each) => ({ ...each, at: "" })),
  );
  expect(flat.observations[1]?.at).toBe("/2");
});

test("pretty JSON brings version and time", async () => {
  const pretty = {
    clientProblem1: [{ id: "engine_problem", severity: "WARN", finding: "No engine" }],
    Invocation: "testssl mes.plant.example",
    version: "3.2.1 from https://testssl.sh/",
    startTime: "1772524800",
    scanResult: [
      {
        targetHost: "mes.plant.example",
        ip: "10.1.1.9",
        port: "443",
        protocols: [{ id: "SSLv3", severity: "OK", finding: "not offered" }],
        vulnerabilities: [],
      },
    ],
    scanTime: 12,
  };
  const { observations, warnings, events } = await readAll(JSON.stringify(pretty), [7]);
  expect(events.find(({ kind }) => kind === "tool")).toMatchObject({ tool: { version: "3.2.1" } });
  expect(
    observations.map(({ check, result, observedAt, at }) => [check, result, observedAt, at]),
  ).toEqual([
    ["testssl:SSLv3@tcp/443", "pass", "2026-03-03T08:00:00.000Z", "/scanResult/0/protocols/0"],
    [
      "scan-run:testssl/weak-transport@tcp/443",
      "pass",
      "2026-03-03T08:00:00.000Z",
      "/scanResult/0/protocols/0",
    ],
  ]);
  expect(warnings).toEqual(["skipped /clientProblem1/0"]);
});

test("a run that broke off concludes nothing", async () => {
  const cut = await readAll(csv(rows.slice(0, 3)));
  expect(cut.observations.map(({ check }) => check)).not.toContain(
    "scan-run:testssl/weak-transport@tcp/443",
  );
  const stopped = rows.with(5, [
    "scanTime",
    "mes.plant.example/10.1.1.9",
    "443",
    "WARN",
    "Scan interrupted",
    "",
    "",
  ]);
  const interrupted = await readAll(JSON.stringify(stopped.map(lineOf)));
  expect(interrupted.observations.at(-1)?.check).toBe("testssl:scanTime@tcp/443");
  const unreachable = await readAll(
    JSON.stringify({
      Invocation: "testssl mes.plant.example",
      scanResult: [{ id: "scanProblem", severity: "FATAL", finding: "Can't connect" }],
    }),
  );
  expect([unreachable.observations, unreachable.warnings]).toEqual([[], ["skipped /scanResult/0"]]);
});

test("a severity that is not known is warned of, with its place", async () => {
  const { warnings } = await readAll(csv([["x", "a.example/", "443", "GRAVE", "", "", ""]]));
  expect(warnings).toEqual(["result-unknown 2:4"]);
});
