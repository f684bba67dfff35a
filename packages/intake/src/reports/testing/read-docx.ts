/** Reads the text of a Word document. */

import { buffer } from "node:stream/consumers";
import { fromBufferPromise } from "yauzl";

export const documentXml = async (bytes: Uint8Array): Promise<string> => {
  const zip = await fromBufferPromise(Buffer.from(bytes));
  for await (const entry of zip.eachEntry())
    if (entry.fileName === "word/document.xml")
      return (await buffer(await zip.openReadStreamPromise(entry))).toString();
  throw new Error("no document");
};

/** Every run of text, in order. */
export const documentTexts = async (bytes: Uint8Array): Promise<string[]> =>
  [...(await documentXml(bytes)).matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(
    ([, text = ""]) => text,
  );
