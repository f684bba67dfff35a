/** Which kind of evidence an observation is, by the names of its check: that decides how fast it ages. */

import type { EvidenceKind } from "@fenji/regime";
import type { EvidenceItem } from "../evidence-item.ts";

type Named = Pick<EvidenceItem, "check" | "refs">;

/** What tools look for, as readers name it in `finding:` and `scan:` refs. */
const byFinding: Readonly<Record<string, EvidenceKind>> = {
  "vulnerable-component": "vulnerability",
  "host-vulnerability": "vulnerability",
  "unsupported-software": "vulnerability",
  malware: "vulnerability",
  misconfiguration: "configuration",
  "file-changed": "configuration",
  "default-credential": "configuration",
  "exposed-secret": "code",
  "code-weakness": "code",
  "web-weakness": "network",
  "weak-transport": "network",
  "exposed-service": "network",
};

const byScheme: Readonly<Record<string, EvidenceKind>> = {
  question: "interview",
  interview: "interview",
  document: "document",
  attestation: "attestation",
  cve: "vulnerability",
  cnnvd: "vulnerability",
  cnvd: "vulnerability",
  nvdb: "vulnerability",
  ghsa: "vulnerability",
  port: "network",
  "port-open": "network",
  "port-not-open": "network",
  service: "network",
  "nmap-script": "network",
  bill: "code",
  sarif: "code",
  "sarif-run": "code",
  cwe: "code",
};

const schemeOf = (ref: string): string => ref.slice(0, Math.max(0, ref.indexOf(":")));

const kindOfRef = (ref: string): EvidenceKind | undefined => {
  const scheme = schemeOf(ref);
  if (scheme === "finding" || scheme === "scan") return byFinding[ref.slice(scheme.length + 1)];
  return undefined;
};

/**
 * What the reader says that it looked for; else what the scheme of the check, then of its refs, tells. What nothing tells
 * is a setting: most checks of benchmarks are named by their benchmark alone.
 */
export const evidenceKindOf = ({ check, refs }: Named): EvidenceKind => {
  for (const ref of refs) {
    const kind = kindOfRef(ref);
    if (kind !== undefined) return kind;
  }
  for (const ref of [check, ...refs]) {
    const kind = byScheme[schemeOf(ref)];
    if (kind !== undefined) return kind;
  }
  return "configuration";
};
