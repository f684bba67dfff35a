/** Opens what lies on disk as the byte streams and rows that engines read, under limits. */

export { fileError } from "./file-error.ts";
export {
  openList,
  type ListBatch,
  type ListRow,
  type ListSheet,
  type OpenedList,
} from "./lists/open-list.ts";
export { intakeLimits, type IntakeLimits } from "./intake-limits.ts";
export { archiveFormat } from "./archives/archive-format.ts";
export {
  openEvidence,
  openReading,
  type OpenedEvidence,
  type OpenedReading,
  type OpenOptions,
} from "./open-evidence.ts";
export { previewTables, type TablePreview } from "./preview-tables.ts";
export { questionnaireWorkbook } from "./questionnaire-workbook.ts";
export { readContext } from "./read-context.ts";
export { openRegularFile, type RegularFile } from "./regular-file.ts";
export { walkFiles, type WalkedFile } from "./walk-files.ts";
export { reportDocx } from "./reports/write-report-docx.ts";
export { reportPdf } from "./reports/write-report-pdf.ts";
export { reportXlsx } from "./reports/write-report-xlsx.ts";
export { formDocx, type WrittenForm } from "./write-form-docx.ts";
export { questionnaireCsv, questionnaireXlsx, type BlankQuestion } from "./write-questionnaire.ts";
export { openPack } from "./open-pack.ts";
export { openInstalledPack } from "./pack-cache.ts";
export { openPolicies, type OpenPolicies, type WrittenPolicy } from "./policies/open-policies.ts";
export { twoExecutors, type Disagreement } from "./policies/two-executors.ts";
export { keyIdOf, makeKeyPair, openSigner, type KeyPair } from "./signatures/key-pairs.ts";
export { decodeUtf8, hashText, verifySignature } from "./signatures/message-tools.ts";
export { readTextFile } from "./read-text-file.ts";
export {
  executors,
  openDecisionPoint,
  type DecisionPointOptions,
  type Executor,
  type OpenedDecisionPoint,
} from "./policies/open-decision-point.ts";
export { recordedAddress, type Address } from "./postgres/address.ts";
export { openSecrets, type Secrets } from "./postgres/secrets.ts";
export { startEmbedded, type EmbeddedDatabase, type Probe } from "./postgres/start-embedded.ts";
export { identifyProcess, sameProcessRuns } from "./postgres/process-identity.ts";
export { checkWithSql, type CheckedRows, type SqlCheck } from "./rule-sql/check-with-sql.ts";
export { lendPostgres } from "./rule-sql/lend-postgres.ts";
export { openPackFile } from "./packs/open-pack-file.ts";
export { oscalTools, uuidOf } from "./packs/oscal-tools.ts";
export { packCsv } from "./packs/pack-csv.ts";
export { savePack } from "./packs/save-pack.ts";
export { packXlsx } from "./packs/write-pack-workbook.ts";
