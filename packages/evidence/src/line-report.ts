/** Makes a reader from the description of a report that is plain lines of text. */

import type { LocalizedText } from "@fenji/kernel";
import { openText } from "./open-text.ts";
import type { ByteStream, ReadContext, ReadEvent, Reader } from "./reader.ts";

export interface LineReport<State> {
  readonly format: string;
  readonly name: LocalizedText;
  readonly versions: readonly string[];
  /** Default `text/plain`. */
  readonly media?: readonly string[];
  readonly detect: (head: string) => boolean;
  readonly start: (context: ReadContext) => State;
  /** `number` counts from 1; the line comes without its end. */
  readonly take: (state: State, line: string, number: number) => Iterable<ReadEvent>;
  readonly end: (state: State) => Iterable<ReadEvent>;
}

/** UTF-16 units of one line that are kept; the rest is passed over. */
const maxLineLength = 16_384;

export const lineReader = <State>(report: LineReport<State>): Reader => ({
  format: report.format,
  name: report.name,
  versions: report.versions,
  media: report.media ?? ["text/plain"],
  detect: report.detect,
  read: (bytes, context) => readLineReport(report, bytes, context),
});

async function* readLineReport<State>(
  report: LineReport<State>,
  bytes: ByteStream,
  context: ReadContext,
): AsyncGenerator<ReadEvent> {
  const { encoding, text } = await openText(bytes, context);
  if (encoding.guessed)
    yield { kind: "warning", code: "encoding-guessed", at: "1:1", detail: encoding.label };
  const state = report.start(context);
  let number = 0;
  for await (const line of linesOf(text)) {
    number += 1;
    yield* report.take(state, line, number);
  }
  yield* report.end(state);
}

/** Lines without their ends, whether these are LF or CR LF. */
async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of text) {
    let start = 0;
    for (;;) {
      const end = piece.indexOf("\n", start);
      if (end < 0) break;
      yield kept(rest, piece.slice(start, end)).replace(/\r$/, "");
      rest = "";
      start = end + 1;
    }
    rest = kept(rest, piece.slice(start));
  }
  if (rest !== "") yield rest.replace(/\r$/, "");
}

const kept = (before: string, more: string): string =>
  before.length >= maxLineLength ? before : (before + more).slice(0, maxLineLength);
