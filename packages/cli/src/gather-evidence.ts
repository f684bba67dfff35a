/** Reads evidence files for judging offline: good files are kept, bad ones are named. */

import { itemOf, type EvidenceItem, type GatheredFile } from "@fenji/assessment";
import type { ReadEvent, TableMapping, Tool } from "@fenji/evidence";
import { fileError, openEvidence, readContext, walkFiles, type WalkedFile } from "@fenji/intake";
import type { AppError } from "@fenji/kernel";
import { gatherUntil } from "./gather-until.ts";

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
  /** Id of the reader; null where none took the file. */
  readonly format: string | null;
  readonly tool: Tool | null;
  readonly observations: number;
  /** Observations made after the moment that is asked for: they are not counted, nor among `observations`. */
  readonly later: number;
  /** `identical`: the same content was read before under another name. */
  readonly status: "read" | "identical" | "failed";
  readonly error: AppError | null;
}

export interface GatheredEvidence {
  readonly files: readonly ReadFile[];
  readonly gathered: readonly GatheredFile<FileItem>[];
}

export interface Gathering {
  /** Milliseconds of the epoch: the clock by which reports are warned of as being ahead of it. */
  readonly nowMs: number;
  /** Mappings of tables beside those that are built in. */
  readonly tables?: readonly TableMapping[];
  /** Milliseconds of the epoch: only what was observed by then counts, and everything is received then; null: now, all of it. */
  readonly asOfMs: number | null;
  /** What is not kept still dates its report, and takes no memory. */
  readonly keep: (item: FileItem) => boolean;
}

interface Opened {
  readonly file: ReadFile;
  readonly gathered: GatheredFile<FileItem> | null;
}

const failed = (path: string, error: AppError): Opened => ({
  file: {
    path,
    sha256: null,
    format: null,
    tool: null,
    observations: 0,
    later: 0,
    status: "failed",
    error,
  },
  gathered: null,
});

interface Taken {
  readonly tool: Tool | null;
  readonly observations: number;
  readonly later: number;
  readonly gathered: GatheredFile<FileItem>;
}

const takeEvents = async (
  path: string,
  events: AsyncIterable<ReadEvent>,
  { nowMs, asOfMs, keep }: Gathering,
): Promise<Taken> => {
  const receivedAt = new Date(asOfMs ?? nowMs).toISOString();
  const gathering = gatherUntil<FileItem>(receivedAt, asOfMs !== null);
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
      if (gathering.add(scope, item, keep(item))) observations += 1;
    }
  }
  return { tool, observations, ...gathering.result() };
};

const readOne = async (walked: WalkedFile, gathering: Gathering): Promise<Opened> => {
  const { path } = walked;
  if (walked.error !== null) return failed(path, walked.error);
  try {
    const opened = await openEvidence(path, readContext(gathering.nowMs, gathering.tables), {
      follow: walked.named,
    });
    try {
      const { gathered, ...read } = await takeEvents(path, opened.events, gathering);
      const sha256 = await opened.sha256();
      const { format } = opened;
      return { file: { path, sha256, format, ...read, status: "read", error: null }, gathered };
    } finally {
      await opened.close();
    }
  } catch (error) {
    return failed(path, fileError(error, path));
  }
};

/** By content: how files are called and where they lie makes no difference. */
const byContent = ({ file: a }: Opened, { file: b }: Opened): number =>
  (a.sha256 ?? "~") < (b.sha256 ?? "~") ? -1 : 1;

/** Files or folders, each content once, in an order that does not depend on names; a file that fails counts for nothing. */
export const gatherEvidence = async (
  paths: readonly string[],
  gathering: Gathering,
): Promise<GatheredEvidence> => {
  const opened: Opened[] = [];
  const seen = new Set<string>();
  for (const walked of await walkFiles(paths)) {
    const one = await readOne(walked, gathering);
    const { file } = one;
    const again = file.sha256 !== null && seen.has(file.sha256);
    opened.push(again ? { file: { ...file, status: "identical" }, gathered: null } : one);
    if (file.sha256 !== null) seen.add(file.sha256);
  }
  const ordered = opened.toSorted(byContent);
  return {
    files: ordered.map(({ file }) => file),
    gathered: ordered.flatMap(({ gathered }) => gathered ?? []),
  };
};
