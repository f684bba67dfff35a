/** sslscan: protocols, ciphers, certificates, attacks; clean and unreachable services. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const report = (inside: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<document title="SSLScan Results" version="2.1.3" web="http://github.com/rbsec/sslscan">
<ssltest host="10.1.1.9" sniname="mes.plant.example" port="8443">
${inside}
</ssltest>
</document>`;

test("what is weak and there fails, what is weak and absent passes, the rest is a fact", async () => {
  const { format, observations, warnings } = await readAll(
    report(`<protocol type="ssl" version="3" enabled="1" />
<protocol type="tls" version="1.0" enabled="0" />
<protocol type="tls" version="1.2" enabled="1" />
<fallback supported="1" />
<renegotiation supported="1" secure="0" />
<compression supported="0" />
<heartbleed sslversion="TLSv1.2" vulnerable="1" />
<cipher status="accepted" sslversion="TLSv1.2" bits="128" cipher="RC4-SHA" strength="weak" />
<cipher status="preferred" sslversion="TLSv1.2" bits="256" cipher="ECDHE-RSA-AES256-GCM-SHA384" strength="strong" />
<cipher status="rejected" sslversion="TLSv1.2" bits="0" cipher="NULL-MD5" strength="null" />
<certificates><certificate type="short"><signature-algorithm>sha1WithRSAEncryption</signature-algorithm>
<pk error="false" type="RSA" bits="1024" /><subject><![CDATA[mes.plant.example]]></subject>
<issuer><![CDATA[Plant CA]]></issuer><self-signed>false</self-signed>
<not-valid-after>Mar 13 11:59:45 2019 GMT</not-valid-after><expired>true</expired></certificate></certificates>`),
    [7],
  );
  expect([format, warnings]).toEqual(["sslscan", []]);
  expect(observations.map(({ check, result, message }) => [check, result, message])).toEqual([
    ["sslscan:protocol/ssl-3@tcp/8443", "fail", "enabled"],
    ["sslscan:protocol/tls-1.0@tcp/8443", "pass", "disabled"],
    ["sslscan:protocol/tls-1.2@tcp/8443", "info", "enabled"],
    ["sslscan:fallback-scsv@tcp/8443", "pass", null],
    ["sslscan:renegotiation@tcp/8443", "fail", null],
    ["sslscan:compression@tcp/8443", "pass", null],
    ["sslscan:heartbleed/TLSv1.2@tcp/8443", "fail", null],
    ["sslscan:cipher/TLSv1.2/RC4-SHA@tcp/8443", "fail", "accepted, weak, 128 bits"],
    [
      "sslscan:cipher/TLSv1.2/ECDHE-RSA-AES256-GCM-SHA384@tcp/8443",
      "info",
      "preferred, strong, 256 bits",
    ],
    ["sslscan:cipher/TLSv1.2/NULL-MD5@tcp/8443", "pass", "rejected, null, 0 bits"],
    [
      "sslscan:certificate/signature-algorithm@tcp/8443",
      "fail",
      "sha1WithRSAEncryption; mes.plant.example",
    ],
    ["sslscan:certificate/key-size@tcp/8443", "fail", "RSA 1024; mes.plant.example"],
    ["sslscan:certificate/self-signed@tcp/8443", "pass", "Plant CA; mes.plant.example"],
    ["sslscan:certificate/expired@tcp/8443", "fail", "Mar 13 11:59:45 2019 GMT; mes.plant.example"],
    ["scan-run:sslscan/weak-transport@tcp/8443", "fail", "7"],
  ]);
  expect(observations[6]).toEqual({
    subject: {
      kind: "host",
      id: "fqdn:mes.plant.example",
      identifiers: { fqdn: "mes.plant.example", ipv4: "10.1.1.9", port: "8443" },
    },
    check: "sslscan:heartbleed/TLSv1.2@tcp/8443",
    revision: null,
    title: "heartbleed/TLSv1.2",
    refs: ["sslscan:heartbleed/TLSv1.2", "cve:CVE-2014-0160", "finding:weak-transport"],
    result: "fail",
    severity: null,
    observedAt: null,
    at: "10:1",
    message: null,
  });
});

test("a clean service passes as a whole; one that did not answer concludes nothing", async () => {
  const clean = await readAll(report('<protocol type="ssl" version="3" enabled="0" />'));
  expect(clean.observations.at(-1)).toMatchObject({
    check: "scan-run:sslscan/weak-transport@tcp/8443",
    result: "pass",
  });
  const silent = await readAll(report("<error>Could not open a connection</error>"));
  expect([silent.observations, silent.warnings]).toEqual([[], ["skipped 4:1"]]);
});

test("values that are neither 0 nor 1 say nothing", async () => {
  const { observations } = await readAll(
    report('<compression supported="maybe"/><heartbleed/><renegotiation/><cipher/><protocol/>'),
  );
  expect(observations.map(({ check }) => check)).toEqual([
    "scan-run:sslscan/weak-transport@tcp/8443",
  ]);
});
