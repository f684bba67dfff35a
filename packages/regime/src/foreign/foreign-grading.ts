/** The least grading that requirements from elsewhere need: one fact that says whether, or which. */

import type { ForeignPack } from "./foreign-pack.ts";
import { bothNames, idMaker } from "./foreign-words.ts";

export const foreignType = "organisation";

const provenance = { citation: { source: "catalogue" }, standing: "unverified" };
const typeName = { zh: "组织", en: "Organisation" };

const oneGrade = () => ({
  facts: [
    {
      id: "inScope",
      kind: "boolean",
      label: { zh: "适用该目录", en: "The catalogue applies" },
      citation: { source: "catalogue" },
    },
  ],
  nodes: [
    {
      id: "result",
      rule: "when",
      label: { zh: "唯一的级别", en: "The one grade" },
      ...provenance,
      when: { yes: "inScope" },
      then: 1,
      otherwise: 1,
    },
  ],
  types: [
    {
      id: foreignType,
      name: typeName,
      appliesWhen: { yes: "inScope" },
      result: "result",
      grades: [{ rank: 1, label: { zh: "适用", en: "Applies" } }],
    },
  ],
});

export const foreignGrading = (grades: ForeignPack["grades"]) => {
  if (grades.length === 0) return oneGrade();
  const make = idMaker();
  const options = grades.map(({ id, title }) => ({ id: make(id), label: bothNames(title) }));
  return {
    facts: [
      {
        id: "implementationGroup",
        kind: "choice",
        label: { zh: "实施组", en: "Implementation group" },
        citation: { source: "catalogue" },
        options,
      },
    ],
    nodes: [
      {
        id: "result",
        rule: "lookup",
        label: { zh: "按实施组", en: "By implementation group" },
        ...provenance,
        of: "implementationGroup",
        values: Object.fromEntries(options.map(({ id }, index) => [id, index + 1])),
      },
    ],
    types: [
      {
        id: foreignType,
        name: typeName,
        result: "result",
        grades: options.map(({ label }, index) => ({ rank: index + 1, label })),
      },
    ],
  };
};
