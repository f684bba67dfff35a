/** Turns a byte stream into text in pieces of bounded size. */

import type { EncodingLabel } from "./detect-encoding.ts";
import type { ByteStream, ReadContext } from "./reader.ts";

/** Bytes decoded at a time, whatever the size of the chunks that arrive. */
const sliceBytes = 65_536;

/** The text of `bytes`; a byte order mark is dropped, bytes that mean nothing become U+FFFD. */
export async function* decodeText(
  bytes: ByteStream,
  label: EncodingLabel,
  context: ReadContext,
): AsyncGenerator<string> {
  const decoder = context.decoder(label);
  for await (const chunk of bytes) {
    for (let start = 0; start < chunk.length; start += sliceBytes) {
      const text = decoder.decode(chunk.subarray(start, start + sliceBytes), { stream: true });
      if (text !== "") yield text;
    }
  }
  const rest = decoder.decode();
  if (rest !== "") yield rest;
}
