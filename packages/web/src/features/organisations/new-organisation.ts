/** What is typed about a new organisation, and what of it the node is sent: each kind needs something else. */

import type { BodyOf, createOrganisation, Line } from "@fenji/contract";
import { creditCodeProblem } from "@fenji/kernel";

type Body = BodyOf<typeof createOrganisation>;

export const blankOrganisation = {
  kind: "enterprise" as Body["kind"],
  name: "",
  creditCode: "",
  jurisdiction: "",
  city: "",
  division: "",
  line: "" as Line | "",
};

export type NewOrganisation = typeof blankOrganisation;

/** undefined: something that this kind needs is missing or wrong. */
export const toNewOrganisation = (draft: NewOrganisation): Body | undefined => {
  const name = draft.name.trim();
  const { kind, jurisdiction, division } = draft;
  if (name === "") return undefined;
  if (kind === "supervisor") {
    const line = draft.line === "" ? null : draft.line;
    return jurisdiction === "" ? undefined : { kind, name, jurisdiction, line };
  }
  if (kind !== "enterprise") return { kind, name };
  const creditCode = draft.creditCode.trim().toUpperCase();
  const city = draft.city === "" ? null : draft.city;
  if (creditCodeProblem(creditCode) !== undefined || jurisdiction === "" || division === "")
    return undefined;
  return { kind, name, creditCode, jurisdiction, city, division };
};
