/** xray: findings of web and service plugins, as a list, as lines, wrapped for a web hook. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const finding = {
  create_time: 1772524800250,
  detail: {
    addr: "http://mes.plant.example:8080/order?id=1",
    payload: "1'and'1'='1",
    snapshot: [["GET /canary", "HTTP/1.1 200 OK"]],
    extra: { param: { key: "id", position: "query" } },
  },
  plugin: "sqldet/error-based/default",
  target: { url: "http://mes.plant.example:8080/order" },
};

test("a finding is a failed check of the service", async () => {
  const { format, observations, warnings, events } = await readAll(JSON.stringify([finding]), [7]);
  expect([format, warnings]).toEqual(["xray", []]);
  expect(observations).toEqual([
    {
      subject: {
        kind: "host",
        id: "fqdn:mes.plant.example",
        identifiers: {
          fqdn: "mes.plant.example",
          port: "8080",
          origin: "http://mes.plant.example:8080",
        },
      },
      check: "xray:sqldet/error-based/default@tcp/8080",
      revision: null,
      title: "sqldet/error-based/default",
      refs: ["xray:sqldet/error-based/default", "finding:web-weakness"],
      result: "fail",
      severity: null,
      observedAt: "2026-03-03T08:00:00.250Z",
      at: "/0",
      message: "http://mes.plant.example:8080/order?id=1 [id] 1'and'1'='1",
    },
  ]);
  expect(JSON.stringify(events)).not.toContain("canary");
});

test("a plugin for one vulnerability names it; services have host and port; hooks wrap", async () => {
  const service = {
    plugin: "poc-go-tomcat-cve-2020-1938",
    target: { params: [] },
    detail: { host: "10.1.1.9", port: 8009 },
  };
  const { observations, warnings } = await readAll(
    [
      service,
      { type: "web_vuln", data: finding },
      { type: "web_statistic", data: {} },
      { detail: {} },
    ]
      .map((each) => JSON.stringify(each))
      .join("\n"),
  );
  expect(observations.map(({ subject, check, refs }) => [subject.id, check, refs[1]])).toEqual([
    ["ipv4:10.1.1.9", "xray:poc-go-tomcat-cve-2020-1938@tcp/8009", "cve:CVE-2020-1938"],
    ["fqdn:mes.plant.example", "xray:sqldet/error-based/default@tcp/8080", "finding:web-weakness"],
  ]);
  expect(warnings).toEqual(["id-missing /3"]);
});

test("a list that breaks off names the place; what came before it has been told", async () => {
  const { failure, observations } = await readAll(`[${JSON.stringify(finding)},`);
  expect(failure).toMatch(/^evidence\.json-truncated 1:\d+$/);
  expect(observations).toHaveLength(1);
});
