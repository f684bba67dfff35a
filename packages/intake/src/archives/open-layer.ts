/** Opens what a stream is: a report, a workbook, or an archive of such. */

import {
  bufferHead,
  readEvidence,
  withBoundedWarnings,
  type ByteStream,
  type EvidenceReading,
  type ReadContext,
} from "@fenji/evidence";
import { AppError } from "@fenji/kernel";
import type { IntakeLimits } from "../intake-limits.ts";
import { questionnaireWorkbook, readWorkbook } from "../questionnaire-workbook.ts";
import { workbookArchive } from "../workbook-archive.ts";
import { workbookPart } from "../workbook-parts.ts";
import { archiveKind, kindBytes } from "./archive-kind.ts";
import type { ArchiveMember } from "./archive-member.ts";
import { spool } from "./spool.ts";
import { tarMembers } from "./tar-members.ts";
import { metered, type UnpackBudget } from "./unpack-budget.ts";
import { unpackGzip } from "./unpack-gzip.ts";
import { openZip, zipMembers, type ZipArchive } from "./zip-archive.ts";

export interface Opening {
  readonly context: ReadContext;
  readonly limits: IntakeLimits;
  readonly budget: UnpackBudget;
  /** Frees what was opened on the way, to be called in reverse. */
  readonly closers: (() => Promise<void>)[];
}

export interface LayerInput {
  readonly bytes: ByteStream;
  /** The same bytes as a file, where there is one already. */
  readonly fd?: () => Promise<number>;
}

export type Layer =
  | { readonly kind: "report"; readonly reading: EvidenceReading }
  | { readonly kind: "archive"; readonly members: AsyncGenerator<ArchiveMember> };

/** @throws AppError `evidence.*`; what was opened until then is in `closers` */
export const openLayer = (opening: Opening, input: LayerInput): Promise<Layer> =>
  openStream(opening, input, false);

const openStream = async (opening: Opening, input: LayerInput, inGzip: boolean): Promise<Layer> => {
  const { head, bytes } = await bufferHead(input.bytes, kindBytes);
  switch (archiveKind(head)) {
    case "gzip": {
      if (inGzip) throw new AppError("evidence.unknown-format", { at: "1:1", start: "gzip, gzip" });
      const unpacked = metered(unpackGzip(bytes), opening.budget, "gzip");
      return openStream(opening, { bytes: unpacked }, true);
    }
    case "tar":
      return { kind: "archive", members: tarMembers(bytes) };
    case "zip":
      return openZipLayer(opening, await fileOf(opening, input, bytes));
    default: {
      const { maxFileBytes: maxBytes, maxWarnings } = opening.limits;
      const reading = await readEvidence(bytes, opening.context, { maxBytes, maxWarnings });
      return { kind: "report", reading };
    }
  }
};

/** A ZIP archive is read from its end, so it needs to be a file. */
const fileOf = async (opening: Opening, input: LayerInput, bytes: ByteStream): Promise<number> => {
  if (input.fd !== undefined) {
    await bytes[Symbol.asyncIterator]().return?.();
    return input.fd();
  }
  const spooled = await spool(bytes);
  opening.closers.push(spooled.close);
  return spooled.fd;
};

/** Documents and programs are ZIP archives too; nothing in them is a report. */
const notAnArchive = ["[Content_Types].xml", "META-INF/MANIFEST.MF", "mimetype"];

const openZipLayer = async (opening: Opening, fd: number): Promise<Layer> => {
  const { context, limits } = opening;
  const zip = await openZip(fd, limits);
  const has = (name: string): boolean => zip.entries.some((entry) => entry.name === name);
  if (has(workbookPart)) {
    const events = readWorkbook(workbookArchive(zip, limits), context, limits);
    const bounded = withBoundedWarnings(events, limits.maxWarnings);
    return { kind: "report", reading: { ...questionnaireWorkbook, events: bounded } };
  }
  if (notAnArchive.some(has))
    throw new AppError("evidence.unknown-format", { at: "1:1", start: "PK (zip)" });
  return { kind: "archive", members: zipMembers(meteredZip(zip, opening)) };
};

const meteredZip = (zip: ZipArchive, { budget }: Opening): ZipArchive => ({
  ...zip,
  unpack: (entry) => metered(zip.unpack(entry), budget, entry.name),
});
