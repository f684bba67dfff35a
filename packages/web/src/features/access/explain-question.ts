/** What the explorer asks, read from the address: who, what, on what, and under which circumstances. */

import {
  line,
  organisationKind,
  role,
  type BodyOf,
  type explainDecision,
  type Line,
  type Role,
} from "@fenji/contract";
import type { ExplainSearch } from "../../routes/search-params.ts";

export type Question = BodyOf<typeof explainDecision>;

/** A part of the form that asks. */
export interface ExploreFieldsProps {
  readonly search: ExplainSearch;
  /** An empty word takes the field back to its first choice. */
  readonly onSet: (fields: ExplainSearch) => void;
}

export const resourceKinds = [
  "node",
  "enterprise",
  "supposed-enterprise",
  "supposed-organisation",
] as const;

export type ResourceKind = (typeof resourceKinds)[number];

/** What stands in the form where the address says nothing. */
export const chosen = (search: ExplainSearch) => ({
  permission: search.permission ?? "enterprise:read",
  who: search.who === "supposed" ? ("supposed" as const) : ("self" as const),
  role: oneOf<Role>(role.options, search.role, "enterprise-viewer"),
  program: search.program === "yes",
  on: oneOf<ResourceKind>(resourceKinds, search.on, "supposed-enterprise"),
  relation: search.relation === "own" ? ("own" as const) : ("other" as const),
  lines: linesOf(search.lines ?? "industry"),
  kind: oneOf(organisationKind.options, search.kind, "enterprise"),
});

const oneOf = <T extends string>(known: readonly T[], value: string | undefined, other: T): T =>
  known.find((candidate) => candidate === value) ?? other;

const linesOf = (words: string): readonly Line[] =>
  line.options.filter((known) => words.split(",").includes(known));

const wholeNumber = (words: string | undefined): number | null =>
  words !== undefined && /^\d{1,6}$/.test(words) ? Number(words) : null;

const subjectOf = (search: ExplainSearch): Question["subject"] => {
  const { who, role: supposed, program } = chosen(search);
  if (who === "self") return { kind: "self" };
  const limited = (search.limited ?? "").split(/[\s,，]+/).filter((name) => name !== "");
  return {
    kind: "supposed",
    program,
    role: supposed,
    manager: search.manager === "yes",
    jurisdiction: search.jurisdiction ?? null,
    line: line.options.find((known) => known === search.line) ?? null,
    limitedTo: program && limited.length > 0 ? limited : null,
  };
};

const resourceOf = (search: ExplainSearch): Question["resource"] | undefined => {
  const { on, relation, lines, kind } = chosen(search);
  switch (on) {
    case "node":
      return { kind: "node" };
    case "enterprise":
      return search.enterprise === undefined
        ? undefined
        : { kind: "enterprise", enterpriseId: search.enterprise };
    case "supposed-enterprise":
      return {
        kind: "supposed-enterprise",
        relation,
        jurisdiction: search.place ?? "",
        lines: [...lines],
        grade: wholeNumber(search.grade),
        posture: {
          met: wholeNumber(search.met) ?? 0,
          notMet: wholeNumber(search.notMet) ?? 0,
          contested: wholeNumber(search.contested) ?? 0,
          notEvidenced: wholeNumber(search.notEvidenced) ?? 0,
        },
      };
    case "supposed-organisation":
      return { kind: "supposed-organisation", relation, organisationKind: kind };
  }
};

const circumstancesOf = (search: ExplainSearch): Question["circumstances"] => ({
  ...(search.factor === undefined
    ? {}
    : {
        secondFactorAgeSeconds: search.factor === "never" ? null : wholeNumber(search.factor),
      }),
  ...(search.kept === undefined ? {} : { secondFactorKept: search.kept === "yes" }),
  ...(search.risk === undefined
    ? {}
    : { risk: search.risk === "elevated" ? ("elevated" as const) : ("normal" as const) }),
  ...(search.device === undefined
    ? {}
    : { device: search.device === "passkey" ? ("passkey" as const) : ("unknown" as const) }),
});

/** undefined while the question is not complete. */
export const questionOf = (search: ExplainSearch): Question | undefined => {
  const resource = resourceOf(search);
  return resource === undefined
    ? undefined
    : {
        permission: chosen(search).permission,
        subject: subjectOf(search),
        resource,
        circumstances: circumstancesOf(search),
      };
};
