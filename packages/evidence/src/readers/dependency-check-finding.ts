/** Tells a vulnerability of a library as Dependency-Check knows it, the same from its XML and from its JSON. */

import { componentFinding } from "../component-finding.ts";
import type { ListedFinding } from "../list-report.ts";

export interface LibraryVulnerability {
  /** CVE, GHSA or the name that the source gives. */
  readonly id: string;
  readonly library: string;
  readonly purl: string | undefined;
  /** `CWE-502`, or `CWE-502 Deserialization of Untrusted Data`. */
  readonly cwes: readonly string[];
  readonly severity: string | undefined;
  readonly score: number | undefined;
  readonly description: string | undefined;
  /** The note of who suppressed it, null where nobody did. */
  readonly suppressed: string | null;
}

export const libraryFinding = (found: LibraryVulnerability): ListedFinding =>
  componentFinding({
    scheme: "dependency-check",
    id: found.id,
    aliases: found.cwes.map((cwe) => cwe.split(" ")[0] ?? ""),
    component: found.library,
    purl: found.purl,
    severity: found.severity,
    score: found.score,
    description: found.description,
    suppressed:
      found.suppressed === null ? null : `suppressed: ${found.suppressed || "no reason given"}`,
  });
