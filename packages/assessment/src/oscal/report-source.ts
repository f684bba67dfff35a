/** A report as the OSCAL writers see it: its words in one language, its identifiers, its texts in OSCAL's shapes. */

import type { Language } from "@fenji/kernel";
import type { OscalTools } from "@fenji/regime";
import type { AssessmentReport, ReportSubject } from "../report/assessment-report.ts";
import { sayIn } from "../report/say-in.ts";
import type { Say } from "../report/written-report.ts";

export interface ReportSource extends AssessmentReport {
  readonly say: Say;
  /** The same for the same thing, in every report that names it. */
  readonly uuids: {
    readonly party: (name: string) => string;
    readonly subject: (subject: ReportSubject) => string;
    readonly finding: (number: string, part: string) => string;
    /** Of what this report alone says. */
    readonly own: (part: string) => string;
  };
}

/** What an engine must not make itself: identifiers from names. */
export type NameUuid = Pick<OscalTools, "uuidOf">;

export const reportSource = (
  report: AssessmentReport,
  lang: Language,
  { uuidOf }: NameUuid,
): ReportSource => {
  const { creditCode, name: firmName } = report.content.enterprise;
  const firm = `assessment/${creditCode ?? firmName}`;
  return {
    ...report,
    say: sayIn(lang),
    uuids: {
      party: (name) => uuidOf(`${firm}/party/${name}`),
      subject: ({ kind, id }) => uuidOf(`${firm}/subject/${kind}/${id}`),
      finding: (number, part) => uuidOf(`${firm}/finding/${number}/${part}`),
      own: (part) => uuidOf(`${firm}/report/${report.seal.contentHash}/${part}`),
    },
  };
};

/** One line that is not empty, as OSCAL's titles, names and values are. */
export const lineOf = (text: string): string => text.replaceAll(/\s+/gu, " ").trim() || "–";

/** Prose that is not empty. */
export const proseOf = (text: string): string => (text.trim() === "" ? "–" : text.toWellFormed());

/** A date begins in UTC; an instant stays as it is. */
export const instantOf = (text: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text;

/** OSCAL knows no empty lists: a member without items is left out. */
export const listed = <Name extends string, Item>(
  name: Name,
  items: readonly Item[],
): { readonly [Key in Name]?: readonly Item[] } =>
  // A computed name widens to `string`; there is no other member than the one that is named.
  (items.length === 0 ? {} : { [name]: items }) as { readonly [Key in Name]?: readonly Item[] };
