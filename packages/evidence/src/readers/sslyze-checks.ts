/** What each scan of SSLyze tells of a TLS service, in whichever of its report formats it stands. */

import { ownRef } from "../finding-refs.ts";
import type { CheckRef, ObservationResult } from "../observation.ts";
import type { ReportHead } from "../report-head.ts";
import type { Finding } from "../report-writer.ts";

export const sslyzeHead: ReportHead = {
  tool: { name: "sslyze", version: null },
  family: "sslyze",
  scope: "sslyze",
  kinds: ["weak-transport"],
};

export interface SslyzeSaid {
  readonly id: string;
  readonly result: ObservationResult;
  readonly refs?: readonly CheckRef[];
  readonly message?: string | undefined;
}

export const sslyzeFinding = (
  { id, result, refs = [], message }: SslyzeSaid,
  place: { readonly at: string; readonly observedAt: string | null },
): Omit<Finding, "subject"> => ({
  check: ownRef("sslyze", id),
  title: id,
  refs,
  result,
  observedAt: place.observedAt,
  at: place.at,
  message: message ?? null,
});

/** `good` undefined: the report does not say. */
export const judged = (
  id: string,
  good: boolean | undefined,
  more: Pick<SslyzeSaid, "refs" | "message"> = {},
): SslyzeSaid[] => (good === undefined ? [] : [{ id, result: good ? "pass" : "fail", ...more }]);

const not = (value: boolean | undefined): boolean | undefined =>
  value === undefined ? undefined : !value;

/** RFC 6176, 7568 and 8996 forbid these; SSLyze itself only says what it met. */
const forbiddenProtocols = new Set(["ssl-2.0", "ssl-3.0", "tls-1.0", "tls-1.1"]);

export const protocolSays = (protocol: string, isSupported: boolean | undefined): SslyzeSaid[] => {
  const message = isSupported === true ? "supported" : "not supported";
  if (forbiddenProtocols.has(protocol))
    return judged(`protocol/${protocol}`, not(isSupported), { message });
  return isSupported === undefined ? [] : [{ id: `protocol/${protocol}`, result: "info", message }];
};

/** The name of a suite says that it has no authentication, no encryption, or one that is broken. */
const brokenCipher = /(?:^|_|-)(?:NULL|anon|EXPORT|EXP|RC4|RC2|DES|DES40|ADH|AECDH)(?:_|-|$)/i;

export const cipherSays = (
  protocol: string,
  cipher: { readonly name: string; readonly isAnonymous: boolean },
): SslyzeSaid => ({
  id: `cipher/${protocol}/${cipher.name}`,
  result: cipher.isAnonymous || brokenCipher.test(cipher.name) ? "fail" : "info",
  message: cipher.isAnonymous ? "accepted, anonymous" : "accepted",
});

export const heartbleedSays = (isVulnerable: boolean | undefined): SslyzeSaid[] =>
  judged("heartbleed", not(isVulnerable), { refs: ["cve:CVE-2014-0160"] });

export const ccsInjectionSays = (isVulnerable: boolean | undefined): SslyzeSaid[] =>
  judged("openssl-ccs-injection", not(isVulnerable), { refs: ["cve:CVE-2014-0224"] });

export const compressionSays = (isSupported: boolean | undefined): SslyzeSaid[] =>
  judged("compression", not(isSupported), { refs: ["cve:CVE-2012-4929"] });

export const fallbackSays = (isSupported: boolean | undefined): SslyzeSaid[] =>
  judged("fallback-scsv", isSupported);

export const renegotiationSays = (
  isSecure: boolean | undefined,
  isClientInitiated: boolean | undefined,
): SslyzeSaid[] => [
  ...judged("renegotiation/secure", isSecure),
  ...judged("renegotiation/client-initiated", not(isClientInitiated), {
    refs: ["cve:CVE-2011-1473"],
  }),
];

/** `VULNERABLE_…` and `NOT_VULNERABLE_…`; an oracle that answered differently each time decides nothing. */
export const robotSays = (word: string | undefined): SslyzeSaid[] => {
  if (word === undefined) return [];
  const name = word.replace(/^.*\./, "");
  const result = name.startsWith("NOT_VULNERABLE")
    ? "pass"
    : name.startsWith("VULNERABLE")
      ? "fail"
      : "error";
  return [{ id: "robot", result, message: name }];
};
