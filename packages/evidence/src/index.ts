/** Evidence: what tools and people say, read from any supported format as a stream of events. */

export { parseInstant } from "./instant.ts";
export { createCsvScanner, csvDelimiters, endCsv, scanCsv, type CsvDelimiter } from "./csv-rows.ts";
export { bufferHead } from "./buffer-head.ts";
export { detectEncoding, type EncodingLabel } from "./detect-encoding.ts";
export { detectReader } from "./detect-format.ts";
export { documentMedia } from "./document-media.ts";
export type {
  CheckRef,
  Observation,
  ObservationResult,
  Severity,
  Subject,
  SubjectKind,
} from "./observation.ts";
export { observationResults, severityOrder } from "./observation.ts";
export type { ByteStream, ReadContext, Reader, ReadEvent, Tool, WarningCode } from "./reader.ts";
export { readers } from "./readers.ts";
export { fieldRecordsFormat } from "./readers/field-record.ts";
export {
  readEvidence,
  readLimits,
  withBoundedWarnings,
  type EvidenceReading,
  type ReadLimits,
} from "./read-evidence.ts";
export type { SheetRow } from "./questionnaire.ts";
export { builtInTables } from "./tables/built-in-tables.ts";
export { guessMapping } from "./tables/guess-mapping.ts";
export { matchTable, type TableMatch } from "./tables/match-table.ts";
export { readMappedTable } from "./tables/read-table.ts";
export { openCsvTable } from "./tables/open-csv-table.ts";
export type { HtmlTableEvent } from "./tables/html-tables.ts";
export { isHtml, openHtml } from "./tables/open-html.ts";
export { readSheet } from "./tables/read-sheet.ts";
export { tableFields, type TableField, type TableMapping } from "./tables/table-mapping.ts";
export { questionnaireHeadings, type QuestionnaireField } from "./questionnaire-columns.ts";
