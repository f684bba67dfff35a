/** SSLyze: JSON of versions 4 and 5, XML of version 1; errors of one command, servers that did not answer. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const suite = (name: string, isAnonymous = false) => ({
  cipher_suite: { name, is_anonymous: isAnonymous, key_size: 128 },
});

const location = { hostname: "mes.plant.example", ip_address: "10.1.1.9", port: 8443 };

const scans = {
  certificate_info: {
    certificate_deployments: [
      {
        leaf_certificate_subject_matches_hostname: true,
        received_certificate_chain: [{ as_pem: "canary" }],
        received_chain_has_valid_order: true,
        verified_chain_has_sha1_signature: false,
        path_validation_results: [
          {
            trust_store: { name: "Mozilla" },
            was_validation_successful: false,
            openssl_error_string: "self signed",
          },
        ],
      },
    ],
  },
  heartbleed: { is_vulnerable_to_heartbleed: false },
  robot: { robot_result: "VULNERABLE_WEAK_ORACLE" },
  tls_1_0_cipher_suites: {
    is_tls_version_supported: true,
    accepted_cipher_suites: [
      suite("TLS_RSA_WITH_RC4_128_SHA"),
      suite("TLS_RSA_WITH_AES_128_CBC_SHA"),
    ],
  },
  ssl_3_0_cipher_suites: { is_tls_version_supported: false, accepted_cipher_suites: [] },
};

const version5 = {
  date_scans_completed: "2026-03-03T08:00:00.25",
  server_scan_results: [
    {
      connectivity_status: "COMPLETED",
      scan_result: {
        ...Object.fromEntries(
          Object.entries(scans).map(([name, result]) => [name, { status: "COMPLETED", result }]),
        ),
        tls_compression: {
          status: "ERROR",
          error_reason: "CLIENT_CERTIFICATE_NEEDED",
          result: null,
        },
        elliptic_curves: { status: "NOT_SCHEDULED", result: null },
      },
      server_location: location,
    },
    { connectivity_status: "ERROR", server_location: { hostname: "off.plant.example", port: 443 } },
  ],
  sslyze_version: "5.2.0",
};

test("version 5: each scan is a check, one that could not run an error", async () => {
  const { format, observations, warnings, events } = await readAll(JSON.stringify(version5), [7]);
  expect(format).toBe("sslyze-json");
  expect(
    observations.map(({ check, result }) => `${check.replace("@tcp/8443", "")} ${result}`),
  ).toEqual([
    "sslyze:certificate/host-name pass",
    "sslyze:certificate/chain-order pass",
    "sslyze:certificate/no-sha1 pass",
    "sslyze:certificate/trust/Mozilla fail",
    "sslyze:heartbleed pass",
    "sslyze:robot fail",
    "sslyze:protocol/tls-1.0 fail",
    "sslyze:cipher/tls-1.0/TLS_RSA_WITH_RC4_128_SHA fail",
    "sslyze:cipher/tls-1.0/TLS_RSA_WITH_AES_128_CBC_SHA info",
    "sslyze:protocol/ssl-3.0 pass",
    "sslyze:tls_compression error",
    "scan-run:sslyze/weak-transport fail",
  ]);
  expect(observations[4]).toEqual({
    subject: {
      kind: "host",
      id: "fqdn:mes.plant.example",
      identifiers: { fqdn: "mes.plant.example", ipv4: "10.1.1.9", port: "8443" },
    },
    check: "sslyze:heartbleed@tcp/8443",
    revision: null,
    title: "heartbleed",
    refs: ["sslyze:heartbleed", "cve:CVE-2014-0160", "finding:weak-transport"],
    result: "pass",
    severity: null,
    observedAt: "2026-03-03T08:00:00.250Z",
    at: "/server_scan_results/0/scan_result/heartbleed/result",
    message: null,
  });
  expect(events.find(({ kind }) => kind === "tool")).toMatchObject({ tool: { version: "5.2.0" } });
  expect(warnings).toEqual([
    "skipped /server_scan_results/1/connectivity_status",
    "time-missing /server_scan_results/0",
  ]);
  expect(JSON.stringify(events)).not.toContain("canary");
});

test("version 4 says the same with other members", async () => {
  const { observations } = await readAll(
    JSON.stringify({
      server_scan_results: [
        { scan_commands_results: scans, server_info: { server_location: location } },
      ],
      sslyze_version: "4.1.0",
    }),
  );
  const newer = await readAll(JSON.stringify(version5));
  expect(observations.map(({ check, result }) => `${check} ${result}`)).toEqual(
    newer.observations.flatMap(({ check, result }) =>
      result === "error" ? [] : [`${check} ${result}`],
    ),
  );
});

test("XML of version 1", async () => {
  const { format, observations, warnings } = await readAll(
    `<?xml version="1.0" encoding="utf-8"?>
<document SSLyzeVersion="1.4.3" title="SSLyze Scan Results"><invalidTargets><invalidTarget>x</invalidTarget></invalidTargets>
<results><target host="mes.plant.example" ip="10.1.1.9" port="8443">
<certinfo><receivedCertificateChain isChainOrderValid="True"/><certificateValidation>
<hostnameValidation certificateMatchesServerHostname="False"/><pathValidation usingTrustStore="Mozilla" validationResult="ok"/>
<verifiedCertificateChain hasSha1SignedCertificate="False"/></certificateValidation></certinfo>
<heartbleed><openSslHeartbleed isVulnerable="True"/></heartbleed>
<reneg><sessionRenegotiation canBeClientInitiated="False" isSecure="True"/></reneg>
<robot><robotAttack resultEnum="NOT_VULNERABLE_NO_ORACLE"/></robot>
<compression exception="timed out"/>
<sslv3 isProtocolSupported="False"/>
<tlsv1_2 isProtocolSupported="True"><acceptedCipherSuites><cipherSuite anonymous="True" name="TLS_DH_anon_WITH_AES_128_CBC_SHA"/></acceptedCipherSuites></tlsv1_2>
</target></results></document>`,
    [7],
  );
  expect(format).toBe("sslyze-xml");
  expect(
    observations.map(
      ({ check, result, at }) => `${check.replace("@tcp/8443", "")} ${result} ${at}`,
    ),
  ).toEqual([
    "sslyze:certificate/host-name fail 4:1",
    "sslyze:certificate/chain-order pass 4:1",
    "sslyze:certificate/no-sha1 pass 4:1",
    "sslyze:certificate/trust/Mozilla pass 4:1",
    "sslyze:heartbleed fail 7:1",
    "sslyze:renegotiation/secure pass 8:1",
    "sslyze:renegotiation/client-initiated pass 8:1",
    "sslyze:robot pass 9:1",
    "sslyze:compression error 10:1",
    "sslyze:protocol/ssl-3.0 pass 11:1",
    "sslyze:protocol/tls-1.2 info 12:1",
    "sslyze:cipher/tls-1.2/TLS_DH_anon_WITH_AES_128_CBC_SHA fail 12:1",
    "scan-run:sslyze/weak-transport fail 4:1",
  ]);
  expect(warnings).toEqual(["skipped 2:77"]);
});
