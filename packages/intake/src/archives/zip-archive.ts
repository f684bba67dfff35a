/** Opens a ZIP archive by its table of contents and unpacks single members of it. */

import { AppError } from "@fenji/kernel";
import { fromFdPromise, type Entry, type ZipFile } from "yauzl";
import type { IntakeLimits } from "../intake-limits.ts";
import { archiveFault } from "./archive-fault.ts";
import { nothing, type ArchiveMember } from "./archive-member.ts";
import { isJunk, plainName, zipName } from "./member-name.ts";

export interface ZipEntry {
  readonly name: string;
  readonly entry: Entry;
}

export interface ZipArchive {
  /** In the order of the table of contents. */
  readonly entries: readonly ZipEntry[];
  /** Unpacks as it is read; what is longer than declared is refused. @throws AppError `evidence.archive-broken` */
  readonly unpack: (entry: ZipEntry) => AsyncGenerator<Uint8Array>;
}

/**
 * `fd` stays open and stays the caller's. Names are not checked as paths, because nothing is ever written to them.
 * @throws AppError `evidence.archive-broken`, `evidence.too-many-members`
 */
export const openZip = async (fd: number, limits: IntakeLimits): Promise<ZipArchive> => {
  const options = {
    lazyEntries: true,
    autoClose: false,
    validateEntrySizes: true,
    decodeStrings: false,
  };
  try {
    const zip = await fromFdPromise(fd, options);
    return { entries: await listEntries(zip, limits), unpack: (entry) => unpackEntry(zip, entry) };
  } catch (error) {
    throw archiveFault(error, "zip");
  }
};

const listEntries = async (zip: ZipFile, limits: IntakeLimits): Promise<readonly ZipEntry[]> => {
  const entries: ZipEntry[] = [];
  for await (const entry of zip.eachEntry()) {
    const name = zipName(entry);
    if (entries.length >= limits.maxParts)
      throw new AppError("evidence.too-many-members", {
        at: plainName(name),
        limit: limits.maxParts,
      });
    entries.push({ name, entry });
  }
  return entries;
};

async function* unpackEntry(zip: ZipFile, { name, entry }: ZipEntry): AsyncGenerator<Uint8Array> {
  try {
    yield* await zip.openReadStreamPromise(entry);
  } catch (error) {
    throw archiveFault(error, plainName(name));
  }
}

/** Methods of compression that can be undone here (APPNOTE 4.4.5). */
const isReadable = (method: number): boolean => method === 0 || method === 8;

/** Folders are left out: what lies in them comes on its own. */
export async function* zipMembers(archive: ZipArchive): AsyncGenerator<ArchiveMember> {
  for (const entry of archive.entries)
    if (!/[/\\]$/.test(entry.name)) yield memberOf(archive, entry);
}

const memberOf = (archive: ZipArchive, zipped: ZipEntry): ArchiveMember => {
  const name = plainName(zipped.name);
  const { compressionMethod: method } = zipped.entry;
  if (isJunk(name)) return { name, passedOver: { code: "skipped", detail: name }, bytes: nothing };
  if (zipped.entry.isEncrypted())
    return { name, passedOver: { code: "member-encrypted", detail: name }, bytes: nothing };
  if (!isReadable(method)) {
    const detail = `compression method ${method}`;
    return { name, passedOver: { code: "skipped", detail }, bytes: nothing };
  }
  return { name, passedOver: null, bytes: () => archive.unpack(zipped) };
};
