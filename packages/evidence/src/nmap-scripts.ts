/** What the output of an Nmap script means, for the few whose meaning cannot be mistaken. */

import type { CheckRef, ObservationResult, Severity } from "./observation.ts";

export interface NmapScript {
  readonly id: string;
  readonly output: string;
  /** Elements at the top of the script's output by their key. */
  readonly fields: ReadonlyMap<string, string>;
  /** Texts of the tables at the top of the script's output by their key. */
  readonly tables: ReadonlyMap<string, readonly string[]>;
}

export interface ScriptMeaning {
  readonly result: ObservationResult;
  readonly severity: Severity | null;
  /** Why, in front of the script's own words; "" when they say it themselves. */
  readonly note: string;
}

const noJudgement: ScriptMeaning = { result: "info", severity: null, note: "" };
const good: ScriptMeaning = { result: "pass", severity: null, note: "" };
const bad = (severity: Severity, note = ""): ScriptMeaning => ({ result: "fail", severity, note });

/** `observedAt` in ISO 8601, UTC, decides whether a certificate had expired. */
export const scriptMeaning = (script: NmapScript, observedAt: string | null): ScriptMeaning => {
  const { id, output } = script;
  switch (id) {
    case "ftp-anon":
      return output.includes("Anonymous FTP login allowed") ? bad("medium") : noJudgement;
    case "telnet-encryption":
      if (output.includes("does not support encryption")) return bad("high");
      return output.includes("supports encryption") ? good : noJudgement;
    case "sshv1":
      return output.includes("Server supports SSHv1") ? bad("high") : noJudgement;
    case "smb-protocols":
      return output.includes("SMBv1") ? bad("high", "SMBv1 is offered") : noJudgement;
    case "smb2-security-mode":
      if (/enabled and required/i.test(output)) return good;
      return /not required|disabled/i.test(output) ? bad("medium") : noJudgement;
    case "ssl-enum-ciphers":
      return tlsMeaning(script);
    case "ssh2-enum-algos":
      return sshMeaning(script);
    case "ssl-cert":
      return certificateMeaning(output, observedAt);
    default:
      return vulnerabilityMeaning(output);
  }
};

/** Scripts written with Nmap's vulns library end each finding in one of its fixed states. */
const vulnerabilityMeaning = (output: string): ScriptMeaning => {
  if (/State: VULNERABLE/.test(output)) return bad("high");
  return /State: NOT VULNERABLE/.test(output) ? good : noJudgement;
};

/** RFC 8996 and RFC 7568 retired everything before TLS 1.2; the letter is Nmap's own for the weakest cipher. */
const tlsMeaning = ({ output, tables, fields }: NmapScript): ScriptMeaning => {
  const old = ["SSLv2", "SSLv3", "TLSv1.0", "TLSv1.1"].filter(
    (version) => tables.has(version) || output.includes(`\n  ${version}:`),
  );
  const least = fields.get("least strength") ?? /least strength: (\w+)/.exec(output)?.[1];
  const weak = least !== undefined && /^[B-F]$/.test(least);
  if (old.length === 0 && !weak) return least === "A" ? good : noJudgement;
  const parts = [
    ...(old.length > 0 ? [`offers ${old.join(", ")}`] : []),
    ...(weak ? [`least strength ${least}`] : []),
  ];
  return bad(
    least === "F" || old.some((version) => version.startsWith("SSL")) ? "high" : "medium",
    parts.join("; "),
  );
};

/** RFC 9142 (key exchange), RFC 8758 (arcfour), CVE-2008-5161 (CBC), RFC 6151 (MD5); DSA and "none" need no source. */
const weakSsh: ReadonlyMap<string, RegExp> = new Map([
  [
    "kex_algorithms",
    /^(diffie-hellman-group1-sha1|diffie-hellman-group-exchange-sha1|rsa1024-sha1)$/,
  ],
  ["server_host_key_algorithms", /^ssh-dss/],
  ["encryption_algorithms", /^(arcfour|none$|des)|-cbc(@|$)/],
  ["mac_algorithms", /^(none$|hmac-md5|hmac-sha1-96)/],
]);

const sshMeaning = ({ tables }: NmapScript): ScriptMeaning => {
  if (tables.size === 0) return noJudgement;
  const weak = [...weakSsh].flatMap(([key, pattern]) =>
    (tables.get(key) ?? []).filter((algorithm) => pattern.test(algorithm)),
  );
  return weak.length === 0 ? good : bad("medium", `weak: ${weak.slice(0, 20).join(", ")}`);
};

/** Only defects are told: a certificate without them may still be the wrong one. */
const certificateMeaning = (output: string, observedAt: string | null): ScriptMeaning => {
  const bits = /Public Key type: rsa\s+Public Key bits: (\d{1,5})/.exec(output)?.[1];
  const end = /Not valid after:\s+(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})/.exec(output)?.[1];
  const faults = [
    ...(end !== undefined && observedAt !== null && `${end}.000Z` < observedAt
      ? [`expired ${end}`]
      : []),
    ...(/Signature Algorithm: (md5|sha1)With/i.test(output) ? ["signed with a broken hash"] : []),
    ...(bits !== undefined && Number(bits) < 2048 ? [`RSA key of ${bits} bits`] : []),
  ];
  return faults.length === 0 ? noJudgement : bad("medium", faults.join("; "));
};

/** Vulnerabilities that the output names. */
export const scriptRefs = (output: string): CheckRef[] => [
  ...new Set(
    [...output.slice(0, 20_000).matchAll(/\bCVE-\d{4}-\d{4,7}\b/g)]
      .slice(0, 50)
      .map(([id]) => `cve:${id}`),
  ),
];
