/** CSAF: what a maker says of each product, in which words, of which advisory; order of parts; documents without an id. */

import { expect, test } from "vitest";
import { countResults, readAll } from "../../testing/read-all.ts";

const document = {
  category: "csaf_vex",
  csaf_version: "2.0",
  publisher: { category: "vendor", name: "Plant Controls", namespace: "https://plc.example" },
  tracking: { id: "PC-2026-001", version: "3", current_release_date: "2026-03-03T16:00:00+08:00" },
};

const tree = {
  branches: [
    {
      category: "vendor",
      name: "Plant Controls",
      branches: [
        {
          category: "product_version",
          name: "1.0",
          product: {
            product_id: "P1",
            name: "PLC firmware 1.0",
            product_identification_helper: {
              purl: "pkg:generic/plc-firmware@1.0",
              model_numbers: ["PLC-7"],
            },
          },
        },
      ],
    },
  ],
  full_product_names: [{ product_id: "P2", name: "Engineering suite" }],
  relationships: [
    {
      category: "installed_on",
      full_product_name: { product_id: "P3", name: "PLC firmware 1.0 on rack" },
      product_reference: "P1",
      relates_to_product_reference: "P2",
    },
  ],
};

const vulnerability = {
  cve: "CVE-2026-10002",
  cwe: { id: "CWE-78", name: "Command injection" },
  title: "Commands through the web page",
  notes: [{ category: "summary", text: "A request can run commands." }],
  product_status: {
    known_affected: ["P1"],
    fixed: ["P2"],
    known_not_affected: ["P3"],
    under_investigation: ["P9"],
    recommended: ["P2"],
  },
  scores: [{ products: ["P1"], cvss_v3: { baseScore: 9.8, baseSeverity: "CRITICAL" } }],
  remediations: [{ category: "vendor_fix", details: "Install 1.1.", product_ids: ["P1"] }],
  flags: [{ label: "vulnerable_code_not_present", product_ids: ["P3"] }],
};

const advisory = { document, product_tree: tree, vulnerabilities: [vulnerability] };

test("each product is told with its status, severity, remedy and identifiers", async () => {
  const { format, observations, warnings, events } = await readAll(JSON.stringify(advisory), [7]);
  expect([format, warnings]).toEqual(["csaf", []]);
  expect(observations[0]).toEqual({
    subject: {
      kind: "product",
      id: "product:PLC firmware 1.0",
      identifiers: { purl: "pkg:generic/plc-firmware@1.0", model: "PLC-7" },
    },
    check: "cve:CVE-2026-10002",
    revision: "3",
    title: "CVE-2026-10002: Commands through the web page",
    refs: [
      "cwe:78",
      "csaf:PC-2026-001",
      "purl:pkg:generic/plc-firmware@1.0",
      "finding:vulnerable-component",
    ],
    result: "fail",
    severity: "critical",
    observedAt: "2026-03-03T08:00:00.000Z",
    at: "/vulnerabilities/0/product_status/known_affected/0",
    message: "known_affected; vendor_fix: Install 1.1.; A request can run commands.",
  });
  expect(
    observations.map(({ subject, result, severity }) => [subject.id, result, severity]),
  ).toEqual([
    ["product:PLC firmware 1.0", "fail", "critical"],
    ["product:Engineering suite", "pass", null],
    ["product:PLC firmware 1.0 on rack", "notApplicable", null],
    ["product:P9", "info", null],
  ]);
  expect(observations[2]?.refs).toContain("purl:pkg:generic/plc-firmware@1.0");
  expect(observations[2]?.message).toContain("vulnerable_code_not_present");
  expect(events.find(({ kind }) => kind === "tool")).toMatchObject({
    family: "csaf:plant-controls",
  });
  expect(events.find(({ kind }) => kind === "scope")).toMatchObject({ scope: "csaf:PC-2026-001" });
});

test("the order of the parts does not matter", async () => {
  const usual = await readAll(JSON.stringify(advisory));
  const turned = await readAll(
    JSON.stringify({ vulnerabilities: [vulnerability], product_tree: tree, document }),
  );
  expect(turned.observations).toEqual(usual.observations);
  const late = await readAll(
    JSON.stringify({ document, vulnerabilities: [vulnerability], product_tree: tree }),
    [7],
  );
  expect(late.observations).toEqual(usual.observations);
});

test("an advisory without vulnerabilities concludes nothing; one without its id is refused", async () => {
  const empty = await readAll(JSON.stringify({ document }));
  expect([empty.observations, empty.failure]).toEqual([[], null]);
  const nameless = await readAll(
    JSON.stringify({ ...advisory, document: { csaf_version: "2.0" } }),
  );
  expect(nameless.failure).toBe("evidence.field-missing /document/tracking");
});

test("other identifiers name a vulnerability without CVE; without any it is passed over by name", async () => {
  const { observations, warnings } = await readAll(
    JSON.stringify({
      ...advisory,
      vulnerabilities: [
        { ids: [{ system_name: "vendor", text: "PC-77" }], product_status: { fixed: ["P1"] } },
        { product_status: { known_affected: ["P1"] } },
      ],
    }),
  );
  expect(observations.map(({ check }) => check)).toEqual(["csaf-vulnerability:PC-77"]);
  expect(countResults(observations)).toEqual({ pass: 1 });
  expect(warnings).toEqual(["id-missing /vulnerabilities/1"]);
});
