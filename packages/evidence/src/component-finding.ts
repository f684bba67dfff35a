/** Tells a known vulnerability of a component as a finding, the same whichever tool reports it. */

import {
  identifierRef,
  identifierRefs,
  ownRef,
  severityOf,
  severityOfScore,
} from "./finding-refs.ts";
import type { ListedFinding } from "./list-report.ts";
import type { CheckRef } from "./observation.ts";

export interface VulnerableComponent {
  /** Scheme of the tool's own ids, for one that is neither CVE nor GHSA. */
  readonly scheme: string;
  readonly id: string;
  /** Other names and weaknesses of it, as the report spells them: CVE, GHSA, CNNVD, CWE. */
  readonly aliases?: readonly string[];
  readonly component: string;
  readonly version?: string | undefined;
  readonly purl?: string | undefined;
  /** The tool's word, or else the CVSS base score. */
  readonly severity?: string | undefined;
  readonly score?: number | undefined;
  readonly title?: string | undefined;
  readonly fixed?: readonly string[];
  readonly description?: string | undefined;
  /** Why it is ignored, accepted or a false alarm; it then neither proves nor contradicts anything. */
  readonly suppressed?: string | null | undefined;
  readonly refs?: readonly CheckRef[];
}

export const componentFinding = (found: VulnerableComponent): ListedFinding => {
  const { id, component, version, purl, title, suppressed = null } = found;
  const name = version === undefined ? component : `${component} ${version}`;
  return {
    check: identifierRef(id) ?? ownRef(found.scheme, id),
    title: title === undefined ? `${id}: ${name}` : `${id}: ${name}: ${title}`,
    refs: [
      ...identifierRefs([id, ...(found.aliases ?? [])]),
      ...(purl === undefined ? [] : [ownRef("purl", purl)]),
      ...(found.refs ?? []),
    ],
    result: suppressed === null ? "fail" : "info",
    severity: severityOf(found.severity) ?? severityOfScore(found.score),
    message: messageOf(found),
  };
};

/** What a reader needs first stands first, since long words are cut. */
const messageOf = ({ suppressed, fixed = [], description }: VulnerableComponent): string =>
  [
    suppressed ?? "",
    fixed.length === 0 ? "" : `fixed in ${fixed.slice(0, 20).join(", ")}`,
    description ?? "",
  ]
    .filter((part) => part !== "")
    .join("; ");
