/** What a schema cannot see in freshness.yaml: a kind with two rules, and sources that are not there. */

import { dangling, repeated } from "./checking.ts";
import { words } from "./check-requirements.ts";
import type { Freshness } from "./freshness-model.ts";
import type { Report, SourceFile } from "./pack-problem.ts";

export const checkFreshness = (
  { rules }: Freshness,
  file: SourceFile,
  { sources, report }: { readonly sources: ReadonlySet<string>; readonly report: Report },
): void => {
  for (const { id, index } of repeated(rules.map(({ kind }) => kind)))
    report(file, ["rules", index, "kind"], {
      zh: `“${id}”的时效写了两次。请只留一条。`,
      en: `The freshness of “${id}” is given twice. Keep one.`,
    });
  for (const [index, { citation }] of rules.entries())
    if (citation !== null && !sources.has(citation.source))
      report(
        file,
        ["rules", index, "citation", "source"],
        dangling(words.source, citation.source, sources),
      );
};
