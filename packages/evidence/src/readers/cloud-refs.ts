/** Refs of the catalogues under which cloud tools file their checks, as Prowler writes them. */

import { cisRef, nistRef } from "../compliance-refs.ts";
import type { CheckRef } from "../observation.ts";

/** Frameworks list hundreds of their clauses for one check. */
const maxRefs = 60;

/** One framework (`CIS-1.4`, `NIST-800-53-Revision-5`, `ISO27001-2013`) with the clauses that the check serves. */
export const frameworkRefs = (
  provider: string,
  framework: string,
  clauses: readonly string[],
): CheckRef[] => {
  const version = /^CIS-(\d[\d.]{0,8})$/.exec(framework)?.[1];
  if (version !== undefined)
    return clauses.flatMap((clause) => cisRef(`${provider}-${version}`, clause) ?? []);
  if (/^NIST-800-53/i.test(framework)) return clauses.flatMap((clause) => nistRef(clause) ?? []);
  if (/^ISO27001/i.test(framework))
    return clauses.flatMap((clause) =>
      /^A?\.?\d{1,2}(\.\d{1,2}){1,3}$/.test(clause) ? [`iso27001:${clause}`] : [],
    );
  return [];
};

/** `CIS-1.4: 1.20 | NIST-800-53-Revision-5: ac_3, ac_6_2`. */
export const frameworkListRefs = (provider: string, text: string): CheckRef[] => {
  const refs = new Set<CheckRef>();
  for (const part of text.slice(0, 20_000).split("|")) {
    const colon = part.indexOf(":");
    if (colon < 0) continue;
    const clauses = part.slice(colon + 1).split(",");
    for (const ref of frameworkRefs(
      provider,
      part.slice(0, colon).trim(),
      clauses.map((one) => one.trim()),
    ))
      if (refs.size < maxRefs) refs.add(ref);
  }
  return [...refs];
};
