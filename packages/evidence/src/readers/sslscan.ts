/** Reads the XML of sslscan: protocols, ciphers and certificates of TLS services. */

import { ownRef } from "../finding-refs.ts";
import type { ObservationResult } from "../observation.ts";
import { siteOf, siteReports, type Site, type SiteReports } from "../site-reports.ts";
import { childOf, childText, type XmlRecord } from "../xml-record.ts";
import { xmlReader } from "../xml-report.ts";
import { wordTable } from "../word-table.ts";

interface SslscanState {
  readonly reports: SiteReports;
  site: Site | undefined;
  siteAt: string;
  broken: boolean;
}

interface Said {
  readonly id: string;
  readonly result: ObservationResult;
  readonly refs?: readonly string[];
  readonly message?: string;
}

const passIf = (good: boolean): ObservationResult => (good ? "pass" : "fail");

/** Protocols whose presence sslscan marks as bad; of the others it says only that they are there. */
const weakProtocols = new Set(["ssl/2", "ssl/3", "tls/1.0", "tls/1.1"]);

const protocolSays = ({ attributes }: XmlRecord): Said[] => {
  const { type = "?", version = "?", enabled } = attributes;
  const id = `protocol/${type}-${version}`;
  if (enabled !== "0" && enabled !== "1") return [];
  const result = weakProtocols.has(`${type}/${version}`) ? passIf(enabled === "0") : "info";
  return [{ id, result, message: enabled === "1" ? "enabled" : "disabled" }];
};

/** Ciphers that sslscan itself calls weak, anonymous or without encryption. */
const weakStrengths = new Set(["weak", "null", "anonymous"]);

const cipherSays = ({ attributes }: XmlRecord): Said[] => {
  const { status = "", cipher = "?", sslversion = "?", strength = "", bits = "" } = attributes;
  const isAccepted = status === "accepted" || status === "preferred";
  const isWeak = weakStrengths.has(strength);
  if (!isAccepted && !isWeak) return [];
  return [
    {
      id: `cipher/${sslversion}/${cipher}`,
      result: isWeak ? passIf(!isAccepted) : "info",
      message: `${status}, ${strength}, ${bits} bits`,
    },
  ];
};

const certificateSays = (record: XmlRecord): Said[] => {
  const said: Said[] = [];
  const name = childText(record, "subject") ?? "";
  const signature = childText(record, "signature-algorithm");
  if (signature !== undefined)
    said.push({
      id: "certificate/signature-algorithm",
      result: passIf(!/md2|md5|sha1/i.test(signature)),
      message: `${signature}; ${name}`,
    });
  const key = childOf(record, "pk")?.attributes;
  const bits = Number(key?.["bits"]);
  if (key?.["type"] === "RSA" && bits > 0)
    said.push({
      id: "certificate/key-size",
      result: passIf(bits >= 2048),
      message: `RSA ${bits}; ${name}`,
    });
  for (const [member, words] of [
    ["self-signed", childText(record, "issuer")],
    ["expired", childText(record, "not-valid-after")],
  ] as const) {
    const value = childText(record, member);
    if (value === "true" || value === "false")
      said.push({
        id: `certificate/${member}`,
        result: passIf(value === "false"),
        message: `${words ?? ""}; ${name}`,
      });
  }
  return said;
};

/** `supported` and `vulnerable` are 0 or 1; what is neither says nothing. */
const says = wordTable<(record: XmlRecord) => Said[]>({
  protocol: protocolSays,
  cipher: cipherSays,
  certificate: certificateSays,
  fallback: ({ attributes: { supported } }) =>
    supported === "0" || supported === "1"
      ? [{ id: "fallback-scsv", result: passIf(supported === "1") }]
      : [],
  renegotiation: ({ attributes: { supported, secure } }) =>
    supported === "0" || supported === "1"
      ? [{ id: "renegotiation", result: passIf(supported === "0" || secure === "1") }]
      : [],
  compression: ({ attributes: { supported } }) =>
    supported === "0" || supported === "1"
      ? [{ id: "compression", result: passIf(supported === "0"), refs: ["cve:CVE-2012-4929"] }]
      : [],
  heartbleed: ({ attributes: { sslversion = "?", vulnerable } }) =>
    vulnerable === "0" || vulnerable === "1"
      ? [
          {
            id: `heartbleed/${sslversion}`,
            result: passIf(vulnerable === "0"),
            refs: ["cve:CVE-2014-0160"],
          },
        ]
      : [],
});

export const sslscanReader = xmlReader<SslscanState>({
  format: "sslscan",
  name: { zh: "sslscan（传输加密）", en: "sslscan (transport encryption)" },
  versions: ["1.11", "2"],
  roots: ["document"],
  detect: (tag, head) => /title="SSLScan/i.test(tag) || head.includes("<ssltest "),
  start: (context) => ({
    reports: siteReports(
      {
        tool: { name: "sslscan", version: null },
        family: "sslscan",
        scope: "sslscan",
        kinds: ["weak-transport"],
      },
      context,
    ),
    site: undefined,
    siteAt: "1:1",
    broken: false,
  }),
  open: (state, { name, attributes, at }) => {
    if (name === "document") {
      state.reports.setTool({ name: "sslscan", version: attributes["version"] ?? null });
      return "enter";
    }
    if (name === "ssltest") {
      const { host, sniname, port } = attributes;
      state.site = siteOf({ host: sniname, address: host, port });
      state.siteAt = at();
      return "enter";
    }
    if (name === "certificates") return "enter";
    return says[name] !== undefined || name === "error" ? "record" : "skip";
  },
  *take(state, record) {
    const { reports, site } = state;
    if (record.name === "error") {
      state.broken = true;
      yield reports.warning("skipped", record.at, record.text);
      return;
    }
    if (site === undefined) return;
    for (const { id, result, refs = [], message } of says[record.name]?.(record) ?? [])
      yield* reports.finding(site, {
        check: ownRef("sslscan", id),
        title: id,
        refs,
        result,
        at: record.at,
        message: message ?? null,
      });
  },
  *close(state, name) {
    if (name === "ssltest" && state.site !== undefined)
      yield* state.reports.covered(state.site, state.siteAt);
  },
  *end({ reports, broken }) {
    if (!broken) yield* reports.conclude();
  },
});
