/** Walks the XML of one part of an Office document as its elements and text come. */

import { SaxesParser } from "saxes";
import { NoPreview } from "./no-preview.ts";
import type { OpenedZip } from "./zip-directory.ts";

export type XmlEvent =
  | {
      readonly kind: "open";
      readonly name: string;
      readonly attributes: Readonly<Record<string, string>>;
    }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "close"; readonly name: string };

/** Tables in tables in text boxes nest deeper than anything in a workbook. */
const maxDepth = 256;

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

/** Names come without their prefix. A document type is refused: no Office document has one, and entities live there. */
export async function* officeXml(zip: OpenedZip, part: string): AsyncGenerator<XmlEvent> {
  const parser = new SaxesParser({ xmlns: false });
  const events: XmlEvent[] = [];
  let depth = 0;
  const refuse = (cause?: unknown): never => {
    throw new NoPreview("damaged", cause);
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
  for await (const piece of zip.text(part)) {
    parser.write(piece);
    yield* events.splice(0);
  }
  parser.close();
  yield* events.splice(0);
}
