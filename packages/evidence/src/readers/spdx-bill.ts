/** What an SPDX bill of materials says, in whichever of its formats: packages, and whose they are. */

import { AppError } from "@fenji/kernel";
import type { ReadContext, ReadEvent } from "../reader.ts";
import { reportLimits, reportWriter } from "../report-writer.ts";
import { slug } from "../tool-words.ts";
import { billFinding, billSubject, partFinding, type BillRoot } from "./bill-subject.ts";

export interface SpdxPackage {
  /** Its id inside the document. */
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly purl: string | undefined;
  readonly cpes: readonly string[];
  readonly purpose: string | undefined;
  readonly at: string;
}

export interface SpdxState {
  readonly context: ReadContext;
  /** Whom the bill describes is said after its packages: they wait. */
  readonly packages: SpdxPackage[];
  readonly described: Set<string>;
  name: string | undefined;
  created: string | undefined;
  tool: string | undefined;
}

export const spdxState = (context: ReadContext): SpdxState => ({
  context,
  packages: [],
  described: new Set(),
  name: undefined,
  created: undefined,
  tool: undefined,
});

/** @throws AppError `evidence.too-many-observations` */
export const takePackage = (state: SpdxState, found: SpdxPackage): void => {
  if (state.packages.length >= reportLimits.maxHeld)
    throw new AppError("evidence.too-many-observations", {
      at: found.at,
      limit: reportLimits.maxHeld,
    });
  state.packages.push(found);
};

export const describe = (state: SpdxState, id: string | undefined): void => {
  if (id !== undefined && state.described.size < 1_000) state.described.add(id);
};

/** `Tool: syft-1.50.0`, from `Tool:` on; the version follows the last hyphen where it begins with a digit. */
const toolOf = (
  words: string | undefined,
): { readonly name: string; readonly version: string | null } => {
  const plain = (words ?? "spdx").trim().slice(0, 200);
  const hyphen = plain.lastIndexOf("-");
  return hyphen > 0 && /^v?\d/.test(plain.slice(hyphen + 1))
    ? { name: plain.slice(0, hyphen), version: plain.slice(hyphen + 1) }
    : { name: plain, version: null };
};

/** The one package that the document describes, else the document by its name. */
const rootOf = ({ packages, described, name }: SpdxState): BillRoot => {
  const roots = packages.filter(({ id }) => id !== undefined && described.has(id));
  const [root] = roots;
  if (root === undefined || roots.length > 1) return { name, isContainer: false };
  return {
    name: root.name ?? name,
    version: root.version,
    purl: root.purl,
    isContainer:
      root.purpose?.toUpperCase() === "CONTAINER" || (root.purl?.startsWith("pkg:oci/") ?? false),
  };
};

/** A list of packages says nothing of their vulnerabilities: nothing is concluded. */
export function* tellBill(state: SpdxState, at: string): Generator<ReadEvent> {
  const tool = toolOf(state.tool);
  const family = slug(tool.name) || "spdx";
  const writer = reportWriter({ tool, family, scope: `spdx:${family}`, kinds: [] }, state.context);
  const subject = billSubject(rootOf(state), "spdx");
  const observedAt = state.created ?? null;
  yield* writer.covered(subject, at, observedAt);
  if (subject.id.startsWith("unnamed:")) yield writer.warning("subject-unclear", at, "name");
  let parts = 0;
  for (const each of state.packages) {
    const { name } = each;
    if (name === undefined) yield writer.warning("id-missing", each.at, "name");
    else {
      parts += 1;
      yield* writer.finding({
        ...partFinding({ ...each, name, type: each.purpose, observedAt }),
        subject,
      });
    }
  }
  for (const finding of billFinding(parts, { at, observedAt }))
    yield* writer.finding({ ...finding, subject });
  yield* writer.conclude();
}

/** What SPDX writes for "not said". */
export const said = (text: string | undefined): string | undefined =>
  text === undefined || text === "NOASSERTION" || text === "NONE" ? undefined : text;
