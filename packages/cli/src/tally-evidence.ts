/** Counts what the readers make of one file, report by report. */

import {
  observationResults,
  type Observation,
  type ObservationResult,
  type Tool,
  type TableMapping,
} from "@fenji/evidence";
import { fileError, openEvidence, readContext, type WalkedFile } from "@fenji/intake";
import { AppError, errorMessage } from "@fenji/kernel";
import type { FileReading, ReadingError } from "./file-reading.ts";

export interface Reading {
  /** Milliseconds of the epoch. */
  readonly now: number;
  /** Mappings of tables beside those that are built in. */
  readonly tables: readonly TableMapping[];
  /** Told of each observation as it is read; `path` as in the line of its file. */
  readonly tell: (path: string, observation: Observation) => Promise<void>;
}

interface Tally {
  readonly path: string;
  format: string | null;
  tool: Tool | null;
  readonly byResult: Record<ObservationResult, number>;
  readonly warnings: { readonly code: string; readonly at: string }[];
}

const tallyOf = (path: string, format: string | null): Tally => ({
  path,
  format,
  tool: null,
  byResult: { pass: 0, fail: 0, notApplicable: 0, error: 0, info: 0 },
  warnings: [],
});

const readingOf = (tally: Tally, error: AppError | null): FileReading => {
  const { path, format, tool, byResult, warnings } = tally;
  const total = observationResults.reduce((sum, result) => sum + byResult[result], 0);
  return {
    path,
    format,
    tool,
    observations: { total, byResult },
    warnings,
    error: error === null ? null : errorOf(error),
  };
};

const errorOf = (error: AppError): ReadingError => ({
  code: error.code,
  at: String(error.params["at"] ?? ""),
  ...errorMessage(error.code, error.params),
});

/** Of an archive a reading for each report in it, `path` being `a.zip!b.json`, and last one of the archive itself. */
export async function* readingsOf(file: WalkedFile, reading: Reading): AsyncGenerator<FileReading> {
  const whole = tallyOf(file.path, null);
  if (file.error !== null) {
    yield readingOf(whole, file.error);
    return;
  }
  try {
    const options = { follow: file.named };
    const opened = await openEvidence(file.path, readContext(reading.now, reading.tables), options);
    whole.format = opened.format;
    try {
      for await (const part of opened.parts) {
        if (part.kind === "warning") whole.warnings.push({ code: part.code, at: part.at });
        else if (part.member === null) await tallyEvents(whole, part.events, reading);
        else {
          const tally = tallyOf(`${file.path}!${part.member}`, part.format);
          yield readingOf(tally, await tallyMember(tally, part.events, reading));
        }
      }
    } finally {
      await opened.close();
    }
    yield readingOf(whole, null);
  } catch (error) {
    yield readingOf(whole, fileError(error, file.path));
  }
}

/** The reports after one that failed are still read. */
const tallyMember = async (
  tally: Tally,
  events: Parameters<typeof tallyEvents>[1],
  reading: Reading,
): Promise<AppError | null> => {
  try {
    await tallyEvents(tally, events, reading);
    return null;
  } catch (error) {
    return fileError(error, tally.path);
  }
};

/** What was read before a failure stays counted. */
const tallyEvents = async (
  tally: Tally,
  events: Awaited<ReturnType<typeof openEvidence>>["events"],
  { tell }: Reading,
): Promise<void> => {
  for await (const event of events) {
    if (event.kind === "tool") tally.tool ??= { ...event.tool };
    else if (event.kind === "warning") tally.warnings.push({ code: event.code, at: event.at });
    else if (event.kind === "observation") {
      tally.byResult[event.observation.result] += 1;
      await tell(tally.path, event.observation);
    }
  }
};
