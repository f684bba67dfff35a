/** SHA-256 of a file slice by slice, so that a report of gigabytes never lies in memory; WebCrypto wants it whole. */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

const sliceBytes = 2 * 2 ** 20;

/** @throws DOMException AbortError when the signal says so */
export const hashFile = async (content: Blob, signal: AbortSignal): Promise<string> => {
  const hash = sha256.create();
  for (let at = 0; at < content.size; at += sliceBytes) {
    signal.throwIfAborted();
    hash.update(new Uint8Array(await content.slice(at, at + sliceBytes).arrayBuffer()));
  }
  return bytesToHex(hash.digest());
};
