/** Reads evidence files for judging offline: good files are kept, bad ones are named. */

import { itemOf, gatherFile, type EvidenceItem, type GatheredFile } from "@fenji/assessment";
import type { ReadEvent, Tool } from "@fenji/evidence";
import { fileError, openEvidence, readContext, walkFiles, type WalkedFile } from "@fenji/intake";
import type { AppError } from "@fenji/kernel";

/** An observation with its place. */
export interface FileItem extends EvidenceItem {
  readonly file: string;
  /** Place in the file. */
  readonly at: string;
  readonly title: string | null;
}

export interface ReadFile {
  readonly path: string;
  readonly sha256: string | null;
  readonly tool: Tool | null;
  readonly observations: number;
  /** `identical`: the same content was read before under another name. */
  readonly status: "read" | "identical" | "failed";
  readonly error: AppError | null;
}

export interface GatheredEvidence {
  readonly files: readonly ReadFile[];
  readonly gathered: readonly GatheredFile<FileItem>[];
}

export interface Gathering {
  /** Milliseconds of the epoch: everything is received now. */
  readonly nowMs: number;
  /** What is not kept still dates its report, and takes no memory. */
  readonly keep: (item: FileItem) => boolean;
}

interface Opened {
  readonly file: ReadFile;
  readonly gathered: GatheredFile<FileItem> | null;
}

const failed = (path: string, error: AppError): Opened => ({
  file: { path, sha256: null, tool: null, observations: 0, status: "failed", error },
  gathered: null,
});

const takeEvents = async (
  path: string,
  events: AsyncIterable<ReadEvent>,
  { nowMs, keep }: Gathering,
): Promise<{ tool: Tool | null; observations: number; gathered: GatheredFile<FileItem> }> => {
  const receivedAt = new Date(nowMs).toISOString();
  const gathering = gatherFile<FileItem>(receivedAt);
  let tool: Tool | null = null;
  let family = "unknown";
  let observations = 0;
  for await (const event of events) {
    if (event.kind === "tool") {
      tool ??= event.tool;
      ({ family } = event);
    } else if (event.kind === "scope") {
      const { scope, subject } = event;
      gathering.cover({ family, scope, subject }, event.observedAt ?? null);
    } else if (event.kind === "observation") {
      const { observation, scope } = event;
      const item = {
        ...itemOf(observation, { family, receivedAt }),
        file: path,
        at: observation.at,
        title: observation.title,
      };
      observations += 1;
      gathering.add(scope, item, keep(item));
    }
  }
  return { tool, observations, gathered: gathering.result() };
};

const readOne = async (walked: WalkedFile, gathering: Gathering): Promise<Opened> => {
  const { path } = walked;
  if (walked.error !== null) return failed(path, walked.error);
  try {
    const opened = await openEvidence(path, readContext(gathering.nowMs), { follow: walked.named });
    try {
      const { gathered, ...read } = await takeEvents(path, opened.events, gathering);
      const sha256 = await opened.sha256();
      return { file: { path, sha256, ...read, status: "read", error: null }, gathered };
    } finally {
      await opened.close();
    }
  } catch (error) {
    return failed(path, fileError(error, path));
  }
};

/** Files or folders, in the order of `walkFiles`; a file that fails counts for nothing. */
export const gatherEvidence = async (
  paths: readonly string[],
  gathering: Gathering,
): Promise<GatheredEvidence> => {
  const files: ReadFile[] = [];
  const gathered: GatheredFile<FileItem>[] = [];
  const seen = new Set<string>();
  for (const walked of await walkFiles(paths)) {
    const one = await readOne(walked, gathering);
    const again = one.file.sha256 !== null && seen.has(one.file.sha256);
    files.push(again ? { ...one.file, status: "identical" } : one.file);
    if (one.file.sha256 !== null) seen.add(one.file.sha256);
    if (one.gathered !== null && !again) gathered.push(one.gathered);
  }
  return { files, gathered };
};
