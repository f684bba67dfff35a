/** What a schema cannot see in obligations.yaml: references, and two rules for one thing. */

import { dangling, repeated } from "./checking.ts";
import { words, type Known } from "./check-requirements.ts";
import type { Obligations } from "./obligation-model.ts";
import type { Report, SourceFile } from "./pack-problem.ts";

export const checkObligations = (
  { deadlines, cycles, materialChanges }: Obligations,
  file: SourceFile,
  { known, report }: { readonly known: Known; readonly report: Report },
): void => {
  const { facts, types } = known.grading;
  const typeIds = types.map(({ id }) => id);
  for (const { id, index } of repeated(deadlines.map(({ id }) => id)))
    report(file, ["deadlines", index, "id"], {
      zh: `期限“${id}”已经定义过。请换一个名字。`,
      en: `The deadline “${id}” is defined already. Choose another name.`,
    });
  const cycleKeys = cycles.map(({ type, grade }) => `${type ?? "*"} ${grade}`);
  for (const { id, index } of repeated(cycleKeys))
    report(file, ["cycles", index], {
      zh: `“${id}”的评测周期写了两次。请只留一个。`,
      en: `The cycle of “${id}” is given twice. Keep one.`,
    });
  for (const [index, { type, grade }] of cycles.entries()) {
    if (type !== null && !typeIds.includes(type))
      report(file, ["cycles", index, "type"], dangling(words.type, type, typeIds));
    const ranks = types
      .filter(({ id }) => type === null || id === type)
      .flatMap(({ grades }) => grades.map(({ rank }) => rank));
    if (!ranks.includes(grade))
      report(file, ["cycles", index, "grade"], {
        zh: `没有 ${grade} 级。请改为规则中列出的级别。`,
        en: `There is no grade ${grade}. Use one that the rules list.`,
      });
  }
  const factIds = facts.map(({ id }) => id);
  for (const [index, id] of (materialChanges?.facts ?? []).entries())
    if (!factIds.includes(id))
      report(file, ["materialChanges", "facts", index], dangling(words.fact, id, factIds));
  const cited = [...deadlines, ...cycles, ...(materialChanges === null ? [] : [materialChanges])];
  for (const { citation } of cited)
    if (citation !== null && !known.sources.has(citation.source))
      report(file, [], dangling(words.source, citation.source, known.sources));
};
