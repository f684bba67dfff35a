/** ssh-audit: algorithms with their notes, known vulnerabilities, several targets, files without judgement. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const server = {
  banner: { protocol: "2.0", raw: "SSH-2.0-OpenSSH_7.9p1", software: "OpenSSH_7.9p1" },
  cves: [{ name: "CVE-2020-15778", cvssv2: 7.8, description: "command injection" }],
  kex: [
    { algorithm: "curve25519-sha256", notes: { info: ["available since OpenSSH 7.4"] } },
    {
      algorithm: "diffie-hellman-group14-sha1",
      notes: { fail: ["broken SHA-1"], warn: ["2048-bit"] },
    },
  ],
  key: [{ algorithm: "ssh-rsa", keysize: 2048, notes: { warn: ["2048-bit modulus"] } }],
  enc: [{ algorithm: "aes256-ctr", notes: {} }],
  mac: [],
  target: "gw.plant.example:2222",
};

test("fail and warn are two degrees of failure, an algorithm without objection passes", async () => {
  const { format, observations, warnings } = await readAll(JSON.stringify(server), [7]);
  expect([format, warnings]).toEqual(["ssh-audit", []]);
  expect(
    observations.map(({ check, result, severity, at }) => [check, result, severity, at]),
  ).toEqual([
    ["ssh-audit:protocol@tcp/2222", "pass", null, "/banner"],
    ["ssh-audit:kex/curve25519-sha256@tcp/2222", "pass", null, "/kex/0"],
    ["ssh-audit:kex/diffie-hellman-group14-sha1@tcp/2222", "fail", "high", "/kex/1"],
    ["ssh-audit:key/ssh-rsa@tcp/2222", "fail", "medium", "/key/0"],
    ["ssh-audit:enc/aes256-ctr@tcp/2222", "pass", null, "/enc/0"],
    ["cve:CVE-2020-15778@tcp/2222", "fail", "high", "/cves/0"],
    ["scan-run:ssh-audit/weak-transport@tcp/2222", "fail", "high", "/target"],
  ]);
  expect(observations[2]).toEqual({
    subject: {
      kind: "host",
      id: "fqdn:gw.plant.example",
      identifiers: { fqdn: "gw.plant.example", port: "2222" },
    },
    check: "ssh-audit:kex/diffie-hellman-group14-sha1@tcp/2222",
    revision: null,
    title: "kex: diffie-hellman-group14-sha1",
    refs: ["ssh-audit:kex/diffie-hellman-group14-sha1", "finding:weak-transport"],
    result: "fail",
    severity: "high",
    observedAt: null,
    at: "/kex/1",
    message: "fail: broken SHA-1; warn: 2048-bit",
  });
  expect(observations[5]?.refs).toEqual(["cve:CVE-2020-15778", "finding:host-vulnerability"]);
});

test("several targets stand in a list; an address may be version 6", async () => {
  const clean = { ...server, cves: [], kex: [], key: [], target: "[2001:db8::9]:22" };
  const { observations } = await readAll(JSON.stringify([server, clean]));
  expect(
    observations.slice(-2).map(({ subject, check, result }) => [subject.id, check, result]),
  ).toEqual([
    ["fqdn:gw.plant.example", "scan-run:ssh-audit/weak-transport@tcp/2222", "fail"],
    ["ipv6:2001:db8::9", "scan-run:ssh-audit/weak-transport@tcp/22", "pass"],
  ]);
  expect(observations.at(-3)?.at).toBe("/1/enc/0");
});

test("a file without judgement concludes nothing and says so", async () => {
  const { observations, warnings } = await readAll(
    JSON.stringify({ ...server, cves: [], kex: ["diffie-hellman-group1-sha1"], key: [], enc: [] }),
  );
  expect(observations.map(({ check, result }) => `${check} ${result}`)).toEqual([
    "ssh-audit:protocol@tcp/2222 pass",
    "ssh-audit:kex/diffie-hellman-group1-sha1@tcp/2222 info",
  ]);
  expect(warnings).toEqual(["skipped /kex/0"]);
});

test("a target that could not be audited is passed over by name", async () => {
  const { observations, warnings } = await readAll(
    JSON.stringify([
      { ...server, cves: [] },
      { target: "off.plant.example:22", error: "timed out" },
    ]),
  );
  expect(observations).toHaveLength(6);
  expect(warnings).toEqual(["skipped /1"]);
});
