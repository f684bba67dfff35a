/** OpenVEX: statements of two versions, statuses, products without identifiers. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const document = (statements: readonly object[]) => ({
  "@context": "https://openvex.dev/ns/v0.2.0",
  "@id": "https://plc.example/vex/1",
  author: "Plant Controls",
  timestamp: "2026-03-03T08:00:00Z",
  version: 1,
  statements,
});

const purl = "pkg:generic/plc-firmware@1.0";

test("each product of a statement is told with its status and the statement's own words", async () => {
  const { format, observations, warnings, events } = await readAll(
    JSON.stringify(
      document([
        {
          vulnerability: { name: "CVE-2026-10002", aliases: ["GHSA-jfh8-c2jp-5v3q"] },
          products: [{ "@id": purl, identifiers: { cpe23: "cpe:2.3:o:plc:fw:1.0:*:*:*:*:*:*:*" } }],
          status: "not_affected",
          justification: "vulnerable_code_not_present",
          timestamp: "2026-03-04T08:00:00+08:00",
        },
      ]),
    ),
    [7],
  );
  expect([format, warnings]).toEqual(["openvex", []]);
  expect(observations).toEqual([
    {
      subject: {
        kind: "product",
        id: `product:${purl}`,
        identifiers: { cpe23: "cpe:2.3:o:plc:fw:1.0:*:*:*:*:*:*:*", purl },
      },
      check: "cve:CVE-2026-10002",
      revision: null,
      title: `CVE-2026-10002: ${purl}`,
      refs: ["ghsa:GHSA-jfh8-c2jp-5v3q", `purl:${purl}`, "finding:vulnerable-component"],
      result: "notApplicable",
      severity: null,
      observedAt: "2026-03-04T00:00:00.000Z",
      at: "/statements/0/products/0",
      message: "not_affected; vulnerable_code_not_present",
    },
  ]);
  expect(events.find(({ kind }) => kind === "scope")).toMatchObject({
    scope: "openvex:https://plc.example/vex/1",
  });
});

test("older statements name vulnerability and product by a text; the document's time stands in", async () => {
  const statuses = ["affected", "fixed", "under_investigation"];
  const { observations } = await readAll(
    JSON.stringify(
      document(
        statuses.map((status) => ({ vulnerability: "CVE-2026-10003", products: [purl], status })),
      ),
    ),
  );
  expect(observations.map(({ result, observedAt }) => [result, observedAt])).toEqual([
    ["fail", "2026-03-03T08:00:00.000Z"],
    ["pass", "2026-03-03T08:00:00.000Z"],
    ["info", "2026-03-03T08:00:00.000Z"],
  ]);
});

test("what lacks its vulnerability, status or product is passed over by name", async () => {
  const { observations, warnings } = await readAll(
    JSON.stringify(
      document([
        { products: [purl], status: "fixed" },
        { vulnerability: { name: "CVE-2026-1" }, products: [purl], status: "probably" },
        { vulnerability: { name: "CVE-2026-1000" }, products: [{}], status: "fixed" },
      ]),
    ),
  );
  expect(observations).toEqual([]);
  expect(warnings).toEqual([
    "id-missing /statements/0",
    "result-unknown /statements/1",
    "subject-unclear /statements/2/products/0",
  ]);
});
