/** Makes a reader from the description of a JSON report: how it is known, what of it is looked at, what that says. */

import type { LocalizedText } from "@fenji/kernel";
import { peekJson } from "./json-peek.ts";
import { selectJson, type JsonEvent, type JsonValue, type Select } from "./json-select.ts";
import { openText } from "./open-text.ts";
import type { ByteStream, ReadContext, ReadEvent, Reader } from "./reader.ts";

export interface JsonReport<State> {
  readonly format: string;
  readonly name: LocalizedText;
  readonly versions: readonly string[];
  /** Default `application/json`. */
  readonly media?: readonly string[];
  /** `root` is the first document as far as the first 64 KiB tell it. */
  readonly detect: (root: JsonValue, head: string) => boolean;
  /** What is looked at; the rest is only checked to be JSON. */
  readonly select: Select;
  /** What stands before the JSON in a report that is a script, e.g. `/^name =/`; places count it. */
  readonly prefix?: RegExp;
  /** Several documents follow one another (JSON lines): paths begin with the number of the document. */
  readonly sequence?: boolean;
  readonly start: (context: ReadContext) => State;
  readonly take: (state: State, event: JsonEvent) => Iterable<ReadEvent>;
  /** @throws AppError `evidence.field-missing` where the file turns out to lack what makes it a report */
  readonly end: (state: State) => Iterable<ReadEvent>;
}

/** What was told before a failure stays told; the file as a whole is then refused by the error. */
export const jsonReader = <State>(report: JsonReport<State>): Reader => ({
  format: report.format,
  name: report.name,
  versions: report.versions,
  media: report.media ?? ["application/json"],
  detect: (head) => {
    const root = peekJson(withoutPrefix(head, report.prefix));
    return root !== undefined && report.detect(root, head);
  },
  read: (bytes, context) => readJsonReport(report, bytes, context),
});

async function* readJsonReport<State>(
  report: JsonReport<State>,
  bytes: ByteStream,
  context: ReadContext,
): AsyncGenerator<ReadEvent> {
  const opened = await openText(bytes, context);
  const { encoding } = opened;
  const text = report.prefix === undefined ? opened.text : afterPrefix(opened.text, report.prefix);
  if (encoding.guessed)
    yield { kind: "warning", code: "encoding-guessed", at: "1:1", detail: encoding.label };
  const state = report.start(context);
  const reading = { sequence: report.sequence ?? false };
  for await (const event of selectJson(text, report.select, reading))
    yield* report.take(state, event);
  yield* report.end(state);
}

/** Blanks take the place of the prefix, so that lines and columns stay those of the file. */
const withoutPrefix = (head: string, prefix: RegExp | undefined): string =>
  prefix === undefined ? head : head.replace(prefix, (found) => found.replaceAll(/[^\r\n]/g, " "));

/** Characters in which the prefix must end. */
const maxPrefix = 1_024;

async function* afterPrefix(text: AsyncIterable<string>, prefix: RegExp): AsyncGenerator<string> {
  let begun: string | null = "";
  for await (const piece of text) {
    if (begun === null) {
      yield piece;
      continue;
    }
    begun += piece;
    if (begun.length < maxPrefix) continue;
    yield withoutPrefix(begun, prefix);
    begun = null;
  }
  if (begun !== null) yield withoutPrefix(begun, prefix);
}
