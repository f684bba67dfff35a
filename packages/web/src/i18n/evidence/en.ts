/** Words of evidence and uploads. */

import type { EvidenceMessages } from "./zh.ts";

export const en = {
  title: "Evidence files",
  note: "Drop scan results or questionnaires anywhere on this enterprise's pages; files stay on this node.",
  choose: "Choose files",
  chooseFolder: "Choose a folder",
  blank: {
    download: "Blank questionnaire",
    name: "questionnaire.csv",
    headings: [
      "question id",
      "question text",
      "answer",
      "evidence kind",
      "respondent role",
      "date",
      "note",
      "subject",
    ],
  },
  dropHere: "Let go to import as evidence of this enterprise",
  dropFormats: "Reports of tools or questionnaires; the format is found by content",
  formats: "Formats that can be read",
  empty:
    "No evidence yet. Drop a scan report here, or download the blank questionnaire (answers: yes, partly, no, na, unknown), fill it in and drop it.",
  emptyToRead: "No evidence yet.",
  file: "File",
  format: "Format",
  tool: "Tool",
  received: "Received",
  size: "Size",
  open: "Open observations",
  warnings: (n: number) => (n === 1 ? "1 warning" : `${n} warnings`),
  withdraw: "Withdraw",
  withdrawn: "withdrawn",
  withdrawTitle: "Withdraw this evidence file?",
  withdrawText:
    "Its observations stop counting; the record stays. To undo, import the same file again.",
  withdrawDone: (observations: number, verdicts: number) =>
    `Withdrawn: ${observations} observations closed, ${verdicts} verdicts changed. Import the same file again to undo.`,
  cancel: "Cancel",
  uploads: "Imports",
  hide: "Put away",
  waiting: "waiting",
  sending: (percent: string) => `sending ${percent}`,
  reading: "reading and judging",
  cancelled: "cancelled, nothing was written",
  identical: "identical file already imported, nothing changed",
  imported: "imported",
  counts: (added: number, closed: number, unchanged: number) =>
    `${added} added · ${closed} closed · ${unchanged} unchanged`,
  verdictsChanged: (n: number) =>
    n === 0 ? "no verdict changed" : n === 1 ? "1 verdict changed" : `${n} verdicts changed`,
  changes: "Verdicts that changed",
  failed: "not imported",
  again: "Try again",
  openAssessment: "Open the assessment",
  summary: (done: number, all: number) => `${done} of ${all} files done`,
  unmapped: "Checks that reach no requirement",
  unmappedNote: (mapped: number, all: number) => `${mapped} of ${all} checks reach a requirement.`,
  check: "Check",
  family: "Family",
  observations: "Observations",
  allMapped: "Every check reaches a requirement.",
  importWarnings: {
    "other-host": "The report is about another host; check whether it belongs here",
    "older-report": "The report is older than what is already here; it closed nothing newer",
  },
  at: "at",
} satisfies EvidenceMessages;
