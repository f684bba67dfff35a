/** Reads the XML of SSLyze 1 and 2: protocols, ciphers, certificates and known attacks of TLS services. */

import { siteOf, siteReports, type Site, type SiteReports } from "../site-reports.ts";
import { childOf, childrenOf, type XmlRecord } from "../xml-record.ts";
import { xmlReader } from "../xml-report.ts";
import {
  ccsInjectionSays,
  cipherSays,
  compressionSays,
  fallbackSays,
  heartbleedSays,
  judged,
  protocolSays,
  renegotiationSays,
  robotSays,
  sslyzeFinding,
  sslyzeHead,
  type SslyzeSaid,
} from "./sslyze-checks.ts";
import { wordTable } from "../word-table.ts";

interface SslyzeState {
  readonly reports: SiteReports;
  site: Site | undefined;
  siteAt: string;
  invalidAt: string | undefined;
}

const protocols = wordTable<string>({
  sslv2: "ssl-2.0",
  sslv3: "ssl-3.0",
  tlsv1: "tls-1.0",
  tlsv1_1: "tls-1.1",
  tlsv1_2: "tls-1.2",
  tlsv1_3: "tls-1.3",
});

/** Python's words. */
const truth = (text: string | undefined): boolean | undefined =>
  text === "True" ? true : text === "False" ? false : undefined;

const suitesSay = (protocol: string, record: XmlRecord): SslyzeSaid[] => [
  ...protocolSays(protocol, truth(record.attributes["isProtocolSupported"])),
  ...childrenOf(childOf(record, "acceptedCipherSuites"), "cipherSuite").map(({ attributes }) =>
    cipherSays(protocol, {
      name: attributes["name"] ?? "?",
      isAnonymous: truth(attributes["anonymous"]) ?? false,
    }),
  ),
];

const certificatesSay = (record: XmlRecord): SslyzeSaid[] => {
  const validation = childOf(record, "certificateValidation");
  const verified = childOf(validation, "verifiedCertificateChain")?.attributes;
  const sha1 = truth(verified?.["hasSha1SignedCertificate"]);
  return [
    ...judged(
      "certificate/host-name",
      truth(
        childOf(validation, "hostnameValidation")?.attributes["certificateMatchesServerHostname"],
      ),
    ),
    ...judged(
      "certificate/chain-order",
      truth(childOf(record, "receivedCertificateChain")?.attributes["isChainOrderValid"]),
    ),
    ...judged("certificate/no-sha1", sha1 === undefined ? undefined : !sha1),
    ...childrenOf(validation, "pathValidation").flatMap(({ attributes }) => {
      const result = attributes["validationResult"];
      return judged(
        `certificate/trust/${attributes["usingTrustStore"] ?? "?"}`,
        result === undefined ? undefined : result === "ok",
        { message: result },
      );
    }),
  ];
};

const commands = wordTable<(record: XmlRecord) => SslyzeSaid[]>({
  certinfo: certificatesSay,
  compression: (record) =>
    compressionSays(truth(childOf(record, "compressionMethod")?.attributes["isSupported"])),
  fallback: (record) =>
    fallbackSays(truth(childOf(record, "tlsFallbackScsv")?.attributes["isSupported"])),
  heartbleed: (record) =>
    heartbleedSays(truth(childOf(record, "openSslHeartbleed")?.attributes["isVulnerable"])),
  openssl_ccs: (record) =>
    ccsInjectionSays(truth(childOf(record, "openSslCcsInjection")?.attributes["isVulnerable"])),
  reneg: (record) => {
    const found = childOf(record, "sessionRenegotiation")?.attributes;
    return renegotiationSays(truth(found?.["isSecure"]), truth(found?.["canBeClientInitiated"]));
  },
  robot: (record) => robotSays(childOf(record, "robotAttack")?.attributes["resultEnum"]),
});

const commandSays = (record: XmlRecord): SslyzeSaid[] => {
  const failed = childOf(record, "exception") ?? childOf(record, "error");
  const words = failed?.text ?? record.attributes["exception"];
  if (words !== undefined) return [{ id: record.name, result: "error", message: words }];
  const protocol = protocols[record.name];
  return protocol === undefined
    ? (commands[record.name]?.(record) ?? [])
    : suitesSay(protocol, record);
};

export const sslyzeXmlReader = xmlReader<SslyzeState>({
  format: "sslyze-xml",
  name: { zh: "SSLyze（传输加密，XML）", en: "SSLyze (transport encryption, XML)" },
  versions: ["1", "2"],
  roots: ["document"],
  detect: (tag) => tag.includes("SSLyzeVersion") || /title="SSLyze/i.test(tag),
  start: (context) => ({
    reports: siteReports(sslyzeHead, context),
    site: undefined,
    siteAt: "1:1",
    invalidAt: undefined,
  }),
  open: (state, { name, attributes, at }) => {
    if (name === "document") {
      const version = attributes["SSLyzeVersion"] ?? null;
      state.reports.setTool({ name: "sslyze", version });
      return "enter";
    }
    if (name === "invalidTarget") state.invalidAt ??= at();
    if (name === "target") {
      const { host, ip, port } = attributes;
      state.site = siteOf({ host, address: ip, port });
      state.siteAt = at();
      return "enter";
    }
    if (name === "results" || name === "invalidTargets") return "enter";
    return commands[name] !== undefined || protocols[name] !== undefined ? "record" : "skip";
  },
  *take({ reports, site }, record) {
    if (site === undefined) return;
    for (const said of commandSays(record))
      yield* reports.finding(site, sslyzeFinding(said, { at: record.at, observedAt: null }));
  },
  *close(state, name) {
    if (name !== "target" || state.site === undefined) return;
    yield* state.reports.covered(state.site, state.siteAt);
    state.site = undefined;
  },
  *end({ reports, invalidAt }) {
    if (invalidAt !== undefined) yield reports.warning("skipped", invalidAt, "invalidTarget");
    yield* reports.conclude();
  },
});
