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
    const root = peekJson(head);
    return root !== undefined && report.detect(root, head);
  },
  read: (bytes, context) => readJsonReport(report, bytes, context),
});

async function* readJsonReport<State>(
  report: JsonReport<State>,
  bytes: ByteStream,
  context: ReadContext,
): AsyncGenerator<ReadEvent> {
  const { encoding, text } = await openText(bytes, context);
  if (encoding.guessed)
    yield { kind: "warning", code: "encoding-guessed", at: "1:1", detail: encoding.label };
  const state = report.start(context);
  const reading = { sequence: report.sequence ?? false };
  for await (const event of selectJson(text, report.select, reading))
    yield* report.take(state, event);
  yield* report.end(state);
}
