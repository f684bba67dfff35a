/** Nuclei: matches as lines and as a list, facts, templates that did not match or could not run. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const match = {
  "template-id": "CVE-2021-44228",
  info: {
    name: "Apache Log4j2 Remote Code Injection",
    severity: "critical",
    classification: { "cve-id": ["cve-2021-44228"], "cwe-id": ["cwe-20", "cwe-917"] },
  },
  "matcher-name": "dns",
  type: "http",
  host: "https://mes.plant.example:8443",
  "matched-at": "https://mes.plant.example:8443/?x=1",
  request: "GET /?canary HTTP/1.1",
  ip: "10.1.1.9",
  timestamp: "2026-03-03T16:00:00.25+08:00",
  "matcher-status": true,
};

test("a match is a failed check of the service", async () => {
  const { format, observations, warnings, events } = await readAll(
    `${JSON.stringify(match)}\n`,
    [7],
  );
  expect([format, warnings]).toEqual(["nuclei", []]);
  expect(observations).toEqual([
    {
      subject: {
        kind: "host",
        id: "fqdn:mes.plant.example",
        identifiers: {
          fqdn: "mes.plant.example",
          ipv4: "10.1.1.9",
          port: "8443",
          origin: "https://mes.plant.example:8443",
        },
      },
      check: "nuclei:CVE-2021-44228@tcp/8443",
      revision: null,
      title: "Apache Log4j2 Remote Code Injection",
      refs: [
        "nuclei:CVE-2021-44228",
        "nuclei:CVE-2021-44228:dns",
        "cve:CVE-2021-44228",
        "cwe:20",
        "cwe:917",
        "finding:web-weakness",
      ],
      result: "fail",
      severity: "critical",
      observedAt: "2026-03-03T08:00:00.250Z",
      at: "/0",
      message: "dns https://mes.plant.example:8443/?x=1",
    },
  ]);
  expect(JSON.stringify(events)).not.toContain("canary");
});

test("lines and a list say the same, and host with port needs no scheme", async () => {
  const plain = { ...match, host: "10.1.1.9:22", "matched-at": "10.1.1.9:22" };
  const lines = await readAll([match, plain].map((each) => JSON.stringify(each)).join("\n"));
  const list = await readAll(JSON.stringify([match, plain]));
  expect(list.observations).toEqual(lines.observations);
  expect(list.observations[1]).toMatchObject({
    subject: { id: "ipv4:10.1.1.9", identifiers: { port: "22" } },
    at: "/1",
  });
});

test("facts, templates that did not match, and errors are told as such; no id is warned of", async () => {
  const { observations, warnings } = await readAll(
    [
      { ...match, info: { name: "Technology", severity: "info" } },
      { ...match, "matcher-status": false },
      { ...match, "matcher-status": false, error: "connection refused" },
      { info: {} },
    ]
      .map((each) => JSON.stringify(each))
      .join("\n"),
  );
  expect(observations.map(({ result }) => result)).toEqual(["info", "pass", "error"]);
  expect(warnings).toEqual(["id-missing /3"]);
});

test("a broken line names its place", async () => {
  const { failure } = await readAll(`${JSON.stringify(match)}\n{"template-id": nope}`);
  expect(failure).toBe("evidence.json-malformed 2:17");
});
