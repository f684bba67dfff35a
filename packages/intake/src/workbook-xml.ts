/** Walks the XML of one part of a workbook as a stream of elements and their text. */

import { AppError } from "@fenji/kernel";
import { SaxesParser } from "saxes";
import type { WorkbookArchive } from "./workbook-archive.ts";

export type XmlEvent =
  | {
      readonly kind: "open";
      readonly name: string;
      readonly attributes: Readonly<Record<string, string>>;
    }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "close"; readonly name: string };

/** Parts of real workbooks nest less than ten deep. */
const maxDepth = 64;

/**
 * Names come without their namespace prefix. A document type is refused: no workbook has one, and entities live there.
 * @throws AppError `evidence.archive-broken` naming part, line and column
 */
export async function* workbookXml(
  archive: WorkbookArchive,
  part: string,
): AsyncGenerator<XmlEvent> {
  for await (const events of workbookXmlPieces(archive, part)) yield* events;
}

/** The same, as many at once as are at hand: a million empty rows take a turn each otherwise. */
export async function* workbookXmlPieces(
  archive: WorkbookArchive,
  part: string,
): AsyncGenerator<readonly XmlEvent[]> {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const events: XmlEvent[] = [];
  let depth = 0;
  const refuse = (cause?: unknown): never => {
    const at = `${part} ${parser.line}:${parser.column + 1}`;
    throw new AppError("evidence.archive-broken", { at }, { cause });
  };
  parser.on("error", refuse);
  parser.on("doctype", () => refuse());
  parser.on("opentag", (tag) => {
    depth += 1;
    if (depth > maxDepth) refuse();
    events.push({ kind: "open", name: localName(tag.name), attributes: tag.attributes });
  });
  parser.on("text", (text) => events.push({ kind: "text", text }));
  parser.on("cdata", (text) => events.push({ kind: "text", text }));
  parser.on("closetag", (tag) => {
    depth -= 1;
    events.push({ kind: "close", name: localName(tag.name) });
  });
  for await (const piece of archive.text(part)) {
    parser.write(piece);
    yield events;
    events.length = 0;
  }
  parser.close();
  yield events;
}

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);
