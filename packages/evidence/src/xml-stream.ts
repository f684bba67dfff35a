/** Streams an XML file through a visitor in constant memory, refusing what no honest report contains. */

import { AppError } from "@fenji/kernel";
import { SaxesParser } from "saxes";
import { bufferHead } from "./buffer-head.ts";
import type { ByteStream, ReadContext, ReadEvent } from "./reader.ts";
import { xmlEncoding } from "./xml-encoding.ts";
import { xmlInside, type XmlParser, type XmlText } from "./xml-inside.ts";
import type { XmlRecord } from "./xml-record.ts";

export type { XmlText } from "./xml-inside.ts";

export const xmlLimits = {
  maxDepth: 256,
  /** Characters without the start or end of any element. */
  maxQuietCharacters: 8_388_608,
  /** Characters kept of one text; the visitor is told of more by `cut`. */
  maxTextCharacters: 65_536,
  maxObservations: 5_000_000,
} as const;

export const xmlMedia = ["application/xml", "text/xml"] as const;

/** Bytes parsed at a time: small, so that what a piece tells is gone before the next collection of garbage. */
const pieceBytes = 16_384;

/** What to do with an element: look at its children, take its whole text, keep it whole, or pass over it with all it holds. */
export type Visit = "enter" | "text" | "record" | "skip";

/** The start tag being visited. Its values are valid only during the call. */
export interface XmlElement {
  /** Local name. */
  readonly name: string;
  /** Local name of the nearest entered element; "" for the root. */
  readonly parent: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** `line:column` of the tag's `<`, counted from 1 in characters. */
  readonly at: () => string;
}

export interface XmlVisitor {
  readonly open: (element: XmlElement) => Visit;
  /** End of an element that was entered or whose text was taken. */
  readonly close: (name: string, text: XmlText | null) => void;
  /** End of an element that was kept whole. */
  readonly record?: (record: XmlRecord) => void;
  /** End of the file. */
  readonly end: (at: string) => void;
}

export type Emit = (event: ReadEvent) => void;

/** What a format gives to be read: its visitor, made anew for each file. */
export type MakeVisitor = (emit: Emit, context: ReadContext) => XmlVisitor;

/**
 * The events that the visitor emits, in order, as soon as the bytes for them have come. What was emitted before a
 * failure has been yielded before it is thrown.
 * @throws AppError `evidence.xml-*`, `evidence.too-many-observations` with `line:column`
 */
export async function* readXml(
  stream: ByteStream,
  context: ReadContext,
  makeVisitor: MakeVisitor,
): AsyncGenerator<ReadEvent> {
  const { head, bytes } = await bufferHead(stream, 65_536);
  const encoding = xmlEncoding(head);
  const pump = makePump(context, makeVisitor);
  if (encoding.guessed !== null)
    yield { kind: "warning", code: "encoding-guessed", at: "1:1", detail: encoding.guessed };
  const decoder = context.decoder(encoding.label);
  for await (const chunk of bytes) {
    for (let start = 0; start < chunk.length; start += pieceBytes)
      yield* pump.write(
        decoder.decode(chunk.subarray(start, start + pieceBytes), { stream: true }),
      );
  }
  yield* pump.write(decoder.decode());
  yield* pump.end();
}

interface Pump {
  readonly write: (text: string) => Generator<ReadEvent>;
  readonly end: () => Generator<ReadEvent>;
}

const makePump = (context: ReadContext, makeVisitor: MakeVisitor): Pump => {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const here = (): string => `${parser.line}:${parser.column + 1}`;
  let pending: ReadEvent[] = [];
  let observations = 0;
  const emit: Emit = (event) => {
    if (event.kind === "observation") observations += 1;
    pending.push(event);
  };
  const visitor = makeVisitor(emit, context);
  const walk = walkElements(parser, visitor);
  let quiet = 0;
  function* drain(failure: unknown): Generator<ReadEvent> {
    const told = pending;
    pending = [];
    yield* told;
    if (failure !== undefined) throw failure;
    if (observations > xmlLimits.maxObservations)
      throw new AppError("evidence.too-many-observations", {
        at: here(),
        limit: xmlLimits.maxObservations,
      });
  }
  return {
    *write(text) {
      if (text === "") return;
      const failure = attempt(() => void parser.write(text), "evidence.xml-malformed", here);
      quiet = walk.moved() ? 0 : quiet + text.length;
      yield* drain(failure);
      if (quiet > xmlLimits.maxQuietCharacters)
        throw new AppError("evidence.xml-too-long", {
          at: here(),
          limit: xmlLimits.maxQuietCharacters,
        });
    },
    *end() {
      const at = here();
      const close = (): void => {
        parser.close();
        visitor.end(at);
      };
      yield* drain(attempt(close, "evidence.xml-truncated", () => at));
    },
  };
};

/** The parser's own complaints become ours; it prefixes them with the place. */
const attempt = (
  act: () => void,
  code: "evidence.xml-malformed" | "evidence.xml-truncated",
  here: () => string,
): unknown => {
  try {
    act();
    return undefined;
  } catch (error) {
    // saxes throws plain errors; any other kind is a fault of ours and must not be blamed on the file.
    if (!(error instanceof Error) || error.name !== "Error") return error;
    const detail = error.message
      .replace(/^\d+:\d+: /, "")
      .slice(0, 200)
      .replace(/\.$/, "");
    return new AppError(code, { at: here(), detail });
  }
};

/** Wires the parser to the visitor; text is only gathered inside elements whose text the visitor wants. */
const walkElements = (
  parser: XmlParser,
  visitor: XmlVisitor,
): { readonly moved: () => boolean } => {
  const entered: string[] = [];
  const cursor = { name: "", parent: "", attributes: {}, at: () => `${line}:${column}` };
  let [line, column, depth, moved] = [1, 1, 0, false];
  /** Depth of the element whose inside is not visited; 0 when all is. */
  let closedAt = 0;
  const inside = xmlInside(parser, xmlLimits.maxTextCharacters);
  parser.on("doctype", (text) => refuseEntities(text, parser));
  parser.on("opentagstart", (tag) => {
    if (closedAt !== 0 && !inside.recording()) return;
    // One character after the name has been read; when it ended the line, only the line is known.
    const index = parser.column - tag.name.length - 1;
    line = index < 1 ? parser.line - 1 : parser.line;
    column = Math.max(index, 1);
  });
  parser.on("opentag", (tag) => {
    moved = true;
    depth += 1;
    if (depth > xmlLimits.maxDepth) throw tooDeep(parser);
    if (inside.recording())
      inside.open({ name: localName(tag.name), attributes: tag.attributes, at: cursor.at() });
    if (closedAt !== 0) return;
    cursor.name = localName(tag.name);
    cursor.parent = entered.at(-1) ?? "";
    cursor.attributes = tag.attributes;
    const visit = visitor.open(cursor);
    if (visit === "enter") entered.push(cursor.name);
    else {
      closedAt = depth;
      inside.begin(visit, { name: cursor.name, attributes: tag.attributes, at: cursor.at() });
    }
  });
  parser.on("closetag", (tag) => {
    moved = true;
    depth -= 1;
    if (closedAt === 0) {
      entered.pop();
      visitor.close(localName(tag.name), null);
      return;
    }
    const record = inside.close();
    if (depth >= closedAt) return;
    closedAt = 0;
    const text = inside.stop();
    if (record !== null) visitor.record?.(record);
    else if (text !== null) visitor.close(localName(tag.name), text);
  });
  return {
    moved: () => {
      const was = moved;
      moved = false;
      return was;
    },
  };
};

const tooDeep = (parser: XmlParser): AppError =>
  new AppError("evidence.xml-too-deep", {
    at: `${parser.line}:${parser.column + 1}`,
    limit: xmlLimits.maxDepth,
  });

const localName = (name: string): string => {
  const colon = name.indexOf(":");
  return colon === -1 ? name : name.slice(colon + 1);
};

/** A document type is harmless (Nmap writes one); entities in it are not. */
const refuseEntities = (doctype: string, parser: XmlParser): void => {
  const index = doctype.search(/<!ENTITY/i);
  if (index === -1) return;
  const before = doctype.slice(0, index);
  const newlines = doctype.slice(index).split("\n").length - 1;
  const lastBreak = before.lastIndexOf("\n");
  const column = lastBreak === -1 ? parser.column - (doctype.length - index) : index - lastBreak;
  throw new AppError("evidence.xml-entities", {
    at: `${parser.line - newlines}:${Math.max(column, 1)}`,
  });
};
