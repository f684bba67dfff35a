/** The running text of a DOCX (ISO/IEC 29500-1, 17): paragraphs as lines, cells of a table in one line, nothing that was deleted. */

import { officeXml } from "./office-xml.ts";
import { previewLimits } from "./preview-limits.ts";
import type { OpenedZip } from "./zip-directory.ts";

export const docxPart = "word/document.xml";

export interface OfficeText {
  readonly text: string;
  readonly cut: boolean;
}

/** What stands in for a mark that is no text. */
const marks: ReadonlyMap<string, string> = new Map([
  ["tab", "\t"],
  ["br", "\n"],
  ["cr", "\n"],
]);

/** Text that a reader does not see: what was deleted, and the copy of a text box for older programs (Part 3, 10). */
const passedOver = new Set(["del", "moveFrom", "Fallback"]);

interface State {
  readonly pieces: string[];
  length: number;
  taking: boolean;
  cells: number;
  hidden: number;
}

const add = (state: State, text: string): void => {
  if (text === "" || state.hidden > 0) return;
  state.pieces.push(text);
  state.length += text.length;
};

/** In place of the mark that ended what is inside: a cell ends where its last paragraph does. */
const addInstead = (state: State, mark: string, text: string): void => {
  if (state.pieces.at(-1) === mark) state.length -= state.pieces.pop()?.length ?? 0;
  add(state, text);
};

const openElement = (state: State, name: string): void => {
  if (passedOver.has(name)) state.hidden += 1;
  else if (name === "tc") state.cells += 1;
  else if (name === "t") state.taking = true;
  else add(state, marks.get(name) ?? "");
};

const closeElement = (state: State, name: string): void => {
  if (passedOver.has(name)) state.hidden -= 1;
  else if (name === "t") state.taking = false;
  else if (name === "p") add(state, state.cells > 0 ? " " : "\n");
  else if (name === "tr") addInstead(state, "\t", "\n");
  else if (name === "tc") {
    state.cells -= 1;
    addInstead(state, " ", "\t");
  }
};

/** @throws NoPreview */
export const docxText = async (zip: OpenedZip): Promise<OfficeText> => {
  const state: State = { pieces: [], length: 0, taking: false, cells: 0, hidden: 0 };
  for await (const event of officeXml(zip, docxPart)) {
    if (event.kind === "open") openElement(state, event.name);
    else if (event.kind === "close") closeElement(state, event.name);
    else if (state.taking) add(state, event.text);
    if (state.length > previewLimits.textBytes) break;
  }
  const text = state.pieces.join("");
  const cut = text.length > previewLimits.textBytes;
  return { text: cut ? text.slice(0, previewLimits.textBytes).toWellFormed() : text, cut };
};
