/** What a report rests on: field records and the files of evidence that were held at the cut-off. */

import type { ReportEvidenceFile, ReportFieldRecord } from "@fenji/assessment";
import type { Ctx } from "../../platform/ctx.ts";
import type { Engagement } from "./engagement-row.ts";
import { findDocumentNames } from "./field-documents.ts";
import type { Named } from "./people.ts";
import type { Work } from "./work.ts";

/** A report names no more files than a person looks through. */
const maxFiles = 5_000;

export const findEvidenceFiles = async (
  tx: Ctx,
  enterpriseId: string,
  asOf: string,
): Promise<ReportEvidenceFile[]> => {
  const rows = await tx.db
    .selectFrom("evidence_files")
    .where("enterprise_id", "=", enterpriseId)
    .where("status", "=", "read")
    .where("received_at", "<=", asOf)
    .where((eb) => eb.or([eb("withdrawn_at", "is", null), eb("withdrawn_at", ">", asOf)]))
    .select(["sha256", "name", "format", "tool", "received_at"])
    .orderBy("received_at")
    .orderBy("sha256")
    .limit(maxFiles)
    .execute();
  return rows.map((row) => ({
    sha256: row.sha256,
    name: row.name,
    format: row.format ?? "",
    tool: row.tool,
    receivedAt: row.received_at,
  }));
};

export const reportFieldRecords = async (
  tx: Ctx,
  engagement: Engagement,
  { work, named }: { readonly work: Work; readonly named: Named },
): Promise<ReportFieldRecord[]> => {
  const documents = await findDocumentNames(tx, engagement);
  const questions = new Map(work.machine.pack.questions.map(({ id, text }) => [id, text]));
  return work.records.flatMap(({ heads }) =>
    heads
      .filter(({ record }) => !record.withdrawn)
      .map(({ record, person }) => ({
        id: record.id,
        kind: record.kind,
        requirement: record.requirement,
        question: record.question,
        questionText: record.question === null ? null : (questions.get(record.question) ?? null),
        subject: record.subject,
        answer: record.answer,
        respondentRole: record.respondentRole,
        note: record.note,
        document:
          record.document === null
            ? null
            : { sha256: record.document, name: documents.get(record.document) ?? "" },
        recordedBy: named(person).name,
        recordedAt: record.recordedAt,
      })),
  );
};
