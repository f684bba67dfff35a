/** Reads the reports in an archive one after the other, archives in it included. */

import type { ReadEvent, WarningCode } from "@fenji/evidence";
import { AppError, type LocalizedText } from "@fenji/kernel";
import { archiveFault } from "./archive-fault.ts";
import type { ArchiveMember } from "./archive-member.ts";
import { openLayer, type Layer, type Opening } from "./open-layer.ts";
import { countMember } from "./unpack-budget.ts";

/** One report of a file: the file itself, or a member of the archive that it is. */
export interface EvidencePart {
  readonly kind: "report";
  /** Path in the archive, `inner.zip!scan/a.json`; null for the file itself. */
  readonly member: string | null;
  readonly format: string;
  readonly name: LocalizedText;
  /** Places are those in the member. To be read to its end, or until it throws, before the next part. */
  readonly events: AsyncGenerator<ReadEvent>;
}

/** What the archive itself deserves to be warned of; `at` is the member's path. */
export interface ArchiveWarning {
  readonly kind: "warning";
  readonly code: WarningCode;
  readonly at: string;
  readonly detail: string;
}

/** Where the archive lies: the path of members before it, and how many archives are around. */
interface Position {
  readonly prefix: string;
  readonly depth: number;
}

export async function* readMembers(
  opening: Opening,
  members: AsyncGenerator<ArchiveMember>,
): AsyncGenerator<EvidencePart | ArchiveWarning> {
  const position = { prefix: "", depth: 1 };
  const tally = { reports: 0, first: "" };
  for await (const part of readArchive(opening, members, position)) {
    if (part.kind === "report") tally.reports += 1;
    else if (tally.first === "") tally.first = part.at;
    yield part;
  }
  if (tally.reports > 0) return;
  const { members: count } = opening.budget;
  throw new AppError("evidence.archive-without-report", { at: tally.first || "1:1", count });
}

async function* readArchive(
  opening: Opening,
  members: AsyncGenerator<ArchiveMember>,
  { prefix, depth }: Position,
): AsyncGenerator<EvidencePart | ArchiveWarning> {
  for await (const member of members) {
    const at = `${prefix}${member.name}`;
    countMember(opening.budget, at, opening.limits);
    if (member.passedOver !== null) {
      yield { kind: "warning", at, ...member.passedOver };
      continue;
    }
    const opened = opening.closers.length;
    yield* readMember(opening, member, { prefix: at, depth });
    for (const close of opening.closers.splice(opened).toReversed()) await close();
  }
}

async function* readMember(
  opening: Opening,
  member: ArchiveMember,
  { prefix: at, depth }: Position,
): AsyncGenerator<EvidencePart | ArchiveWarning> {
  let layer: Layer;
  try {
    layer = await openLayer(opening, { bytes: member.bytes() });
  } catch (error) {
    const fault = inMember(archiveFault(error, "1:1"), at);
    if (!isNoReport(fault)) throw fault;
    yield { kind: "warning", code: "member-unknown", at, detail: startOf(fault) };
    return;
  }
  if (layer.kind === "report")
    yield { ...layer.reading, kind: "report", member: at, events: located(layer.reading, at) };
  else if (depth >= opening.limits.maxArchiveDepth) {
    await layer.members.return(undefined);
    yield { kind: "warning", code: "member-too-deep", at, detail: String(depth) };
  } else yield* readArchive(opening, layer.members, { prefix: `${at}!`, depth: depth + 1 });
}

/** Failures name the member; what is found keeps its place in the member. */
async function* located(
  { events }: { readonly events: AsyncGenerator<ReadEvent> },
  at: string,
): AsyncGenerator<ReadEvent> {
  try {
    yield* events;
  } catch (error) {
    throw error instanceof AppError ? inMember(error, at) : error;
  }
}

const inMember = (error: AppError, at: string): AppError =>
  new AppError(
    error.code,
    { ...error.params, at: `${at}!${String(error.params["at"] ?? "1:1")}` },
    { cause: error },
  );

const isNoReport = ({ code }: AppError): boolean =>
  code === "evidence.unknown-format" || code === "evidence.empty";

const startOf = ({ params }: AppError): string => String(params["start"] ?? "");
