/** Words of the province. */

import type { ProvinceMessages } from "./zh.ts";

export const en = {
  title: "Province",
  summary: (n: string) => (n === "1" ? "1 enterprise, by grade" : `${n} enterprises by grade`),
  byType: "By type of enterprise",
  byCity: "By city",
  bySector: "By sector",
  type: "Type",
  city: "City",
  sector: "Sector",
  all: "Enterprises",
  total: "Total",
  grade: (n: number) => `Grade ${n}`,
  undetermined: "Undetermined",
  elsewhere: "not in the list of cities",
  shownType: "Type shown in the two tables below",
  perType:
    "An enterprise can be of several types and is graded per type, so types can add up to more than the enterprises.",
  open: (what: string) => `Open in the registry: ${what}`,
  computedAt: (at: string) => `summed ${at}`,
  share: "Make-up",
  shortfalls: "Where requirements are not met",
  shortfallsNote:
    "Counts firms that were assessed and whose grade the requirement binds; most shortfalls first.",
  requirement: "Requirement",
  binds: "Firms bound",
  notMet: "Not met",
  contested: "Contested",
  notEvidenced: "Not evidenced",
  met: "Met",
  noShortfalls: "Nothing has been assessed yet. Once firms import evidence, it is listed here.",
  fromGrade: (n: number) => `from grade ${n}`,
  empty: "There are no enterprises yet. Register one first.",
  register: "Enterprises",
} satisfies ProvinceMessages;
