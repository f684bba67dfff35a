/** What a bill of materials tells alike in every format: its parts, and whose parts they are. */

import { ownRef } from "../finding-refs.ts";
import type { Subject } from "../observation.ts";
import type { HeldFinding } from "../report-writer.ts";
import { imageSubject, repositorySubject, unnamedRepository } from "../subjects.ts";
import { toolWords } from "../tool-words.ts";

export interface BillPart {
  readonly name: string;
  readonly version?: string | undefined;
  readonly group?: string | undefined;
  readonly purl?: string | undefined;
  readonly cpes?: readonly string[];
  /** What the format calls it: library, firmware, … */
  readonly type?: string | undefined;
  readonly at: string;
  readonly observedAt: string | null;
}

export const partName = ({ name, version, group }: BillPart): string =>
  `${group === undefined ? "" : `${group}/`}${name}${version === undefined ? "" : ` ${version}`}`;

/** A part is a fact, named by its package URL where it has one. */
export const partFinding = (part: BillPart): HeldFinding => ({
  check: ownRef("component", part.purl ?? partName(part).replace(" ", "@")),
  title: partName(part),
  kinds: [],
  refs: [
    ...(part.purl === undefined ? [] : [ownRef("purl", part.purl)]),
    ...(part.cpes ?? []).slice(0, 20).map((cpe) => ownRef("cpe", cpe)),
  ],
  result: "info",
  observedAt: part.observedAt,
  at: part.at,
  message: part.type ?? null,
});

/** That there is a bill, and of how many parts: one fact, where the parts may be thousands. A bill of nothing is none. */
export const billFinding = (
  parts: number,
  bill: { readonly at: string; readonly observedAt: string | null },
): HeldFinding[] =>
  parts === 0
    ? []
    : [
        {
          check: "bill:parts",
          title: null,
          kinds: [],
          refs: [],
          result: "info",
          observedAt: bill.observedAt,
          at: bill.at,
          message: String(parts),
        },
      ];

export interface BillRoot {
  readonly name?: string | undefined;
  readonly version?: string | undefined;
  readonly purl?: string | undefined;
  readonly isContainer: boolean;
  /** Address of the source, where the bill names one. */
  readonly source?: string | undefined;
}

const digestIn = (text: string | undefined): string | undefined =>
  /sha256(?::|%3a)([0-9a-f]{64})/i.exec(text?.slice(0, 1_000) ?? "")?.[1];

/** An image by its digest; else the source by its address; else by the name that the bill gives it. */
export const billSubject = (root: BillRoot | undefined, format: string): Subject => {
  const name = root?.name;
  if (root === undefined || name === undefined) return unnamedRepository(format);
  if (root.isContainer) {
    const digest = digestIn(root.version) ?? digestIn(root.purl) ?? digestIn(name);
    const tag =
      root.version === undefined || /^sha256:/i.test(root.version) ? "" : `:${root.version}`;
    return imageSubject({
      name: name.includes("@") || /:[^/]+$/.test(name) ? name : `${name}${tag}`,
      ...(digest === undefined ? {} : { digest: `sha256:${digest}` }),
    });
  }
  return repositorySubject(root.source ?? name, {
    name: toolWords(name, 300),
    ...(root.version === undefined ? {} : { version: toolWords(root.version, 100) }),
  });
};
