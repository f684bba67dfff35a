/** Words of documents looked at in the page, in English. */

import type { DocumentsMessages } from "./zh.ts";

export const en: DocumentsMessages = {
  from: {
    node: "This opening has been recorded.",
    kept: "The node cannot be reached: this is what the device kept when it was opened before, which was recorded.",
    device: "Not sent to the node yet: it is on this device only.",
  },
  ofRequirement: "Documents looked at for this requirement",
  takeKept: "Add a document that an engagement keeps",
  takeNone: "(choose)",
  leaveOut: "Leave out",
  leaveOutNamed: (name) => `Leave out: ${name}`,
  download: "Download",
  content: "Content of the document",
  encoding: (name, sure) => `Shown as ${name}${sure ? "" : ", judged by its content"}.`,
  textOnly: "Its text only; download it for pictures, headers, footers and layout.",
  cutText: " It is long: only the beginning is shown.",
  sheet: (name, sheets) => `Sheet “${name}”${sheets > 1 ? `, the first of ${sheets}` : ""}.`,
  cutRows: (count) => ` Only the first ${count} rows are shown.`,
  emptySheet: "This sheet is empty.",
  pages: "Pages and size",
  page: (number) => `Page ${number}`,
  pageOf: (number, all) => `Page ${number} of ${all}`,
  previousPage: "Previous",
  nextPage: "Next",
  smaller: "Smaller",
  larger: "Larger",
  keys: "← → turn pages, Esc closes.",
  noPageText: "This page holds no text; it may be a scan.",
  notShown: {
    damaged:
      "The file is damaged or incomplete and cannot be previewed. Download it to check, or ask for a new copy.",
    locked:
      "The file has a password and cannot be previewed. Download it and open it with the password.",
    "too-large": "The file is too large to be previewed in the page. Download it.",
    "too-heavy": "Drawing this page took too long and was stopped. Download the file.",
    unknown:
      "This kind of file cannot be previewed in the page. Download it and open it with a suitable program.",
  },
};
