/** Field records as a file of evidence, one a line; what devices disagree on is told by both. */

import { fieldRecordsFormat } from "@fenji/evidence";
import type { StandingRecord } from "./field-records.ts";

export interface RecordsFile {
  /** Number of the engagement. */
  readonly engagement: string;
  /** ISO 8601 in UTC; by it the file is newer than earlier ones, whatever the devices' clocks say. */
  readonly writtenAt: string;
  /** Names of documents by hash. */
  readonly documents: ReadonlyMap<string, string>;
  /** Texts of questions by id. */
  readonly questions: ReadonlyMap<string, string>;
}

/** Where several versions stand, all are told at the newest time, so that none is taken for the later word. */
const linesOf = ({ id, heads, versions }: StandingRecord, file: RecordsFile): object[] => {
  const at = heads
    .map(({ record }) => record.recordedAt)
    .toSorted()
    .at(-1);
  const formerly = versions.map(({ record }) => record.subject);
  return heads.map(({ record }) => ({
    record: id,
    version: record.version,
    kind: record.kind,
    requirement: record.requirement,
    question: record.question,
    title: record.question === null ? null : (file.questions.get(record.question) ?? null),
    subject: record.subject,
    answer: record.answer,
    respondentRole: record.respondentRole,
    note: record.note,
    document:
      record.document === null
        ? null
        : { sha256: record.document, name: file.documents.get(record.document) ?? "" },
    recordedAt: at,
    withdrawn: record.withdrawn,
    formerly,
  }));
};

export async function* evidenceOfRecords(
  records: readonly StandingRecord[],
  file: RecordsFile,
): AsyncGenerator<Uint8Array> {
  const { engagement, writtenAt } = file;
  const encoder = new TextEncoder();
  const head = { format: fieldRecordsFormat, engagement, writtenAt };
  yield encoder.encode(`${JSON.stringify(head)}\n`);
  for (const record of records)
    for (const line of linesOf(record, file)) yield encoder.encode(`${JSON.stringify(line)}\n`);
}
