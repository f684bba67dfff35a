/** Sends a large file in parts: after a lost network, or chosen again after a reload, it goes on from the last byte that arrived. */

import {
  appendUpload,
  createUpload,
  getUpload,
  listEvidence,
  steerUpload,
  type Client,
  type Upload,
} from "@fenji/contract";
import { AppError, type LocalizedText } from "@fenji/kernel";
import { hashFile } from "./hash-file.ts";
import type { FileToSend, ImportReply, Sending } from "./send-file.ts";

/** Some seconds of a slow line: less is sent again sooner than hashing and asking would take. */
export const partsFromBytes = 8 * 2 ** 20;
const partBytes = 4 * 2 ** 20;

/** The node has read the file and does not take it; its words say why. */
export class UploadRefused extends Error {
  override readonly name = "UploadRefused";
  readonly text: LocalizedText;
  constructor(text: LocalizedText) {
    super(text.en);
    this.text = text;
  }
}

export interface PartsPort {
  readonly client: Client;
  /** Resolves after so long, or at once when the network is back or the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

interface Transfer {
  readonly port: PartsPort;
  readonly file: FileToSend;
  readonly sending: Sending;
}

/** What another try may mend; a failed fetch is a TypeError. */
const isPassing = (error: unknown): boolean =>
  error instanceof AppError
    ? error.status >= 500 ||
      error.code === "upload.offset" ||
      (error.code === "upload.state" && error.params["state"] === "interrupted")
    : error instanceof TypeError;

/** Asks until there is an answer: whoever does not want to wait cancels. */
const patiently = async <T>({ port, sending }: Transfer, ask: () => Promise<T>): Promise<T> => {
  for (let pauseMs = 500; ; pauseMs = Math.min(30_000, pauseMs * 2)) {
    sending.signal.throwIfAborted();
    try {
      return await ask();
    } catch (error) {
      sending.signal.throwIfAborted();
      if (!isPassing(error)) throw error;
      sending.onBreak();
      await port.wait(pauseMs, sending.signal);
    }
  }
};

const sendParts = async (transfer: Transfer, begun: Upload): Promise<Upload> => {
  const { port, file, sending } = transfer;
  const at = { enterpriseId: file.enterpriseId, uploadId: begun.id };
  let upload = begun;
  while (upload.state === "receiving") {
    sending.onSent(upload.offset);
    await sending.untilResumed();
    let sure = true;
    upload = await patiently(transfer, async () => {
      // After a break only the node knows how much arrived.
      if (!sure) upload = await port.client.call(getUpload, { path: at });
      if (upload.state !== "receiving") return upload;
      sure = false;
      const { offset } = upload;
      const bytes = file.content.slice(offset, offset + partBytes);
      const { signal } = sending;
      return port.client.call(appendUpload, { path: at, query: { offset }, bytes, signal });
    });
  }
  sending.onSent(upload.size);
  return upload;
};

const untilRead = async (transfer: Transfer, sent: Upload): Promise<Upload> => {
  const { port, file, sending } = transfer;
  const path = { enterpriseId: file.enterpriseId, uploadId: sent.id };
  let upload = sent;
  for (let ms = 200; ["queued", "importing"].includes(upload.state); ms = Math.min(2_000, ms * 2)) {
    await port.wait(ms, sending.signal);
    upload = await patiently(transfer, () => port.client.call(getUpload, { path }));
  }
  return upload;
};

/** The queue of the node counts warnings; the list of files has their words. */
const replyOf = async (transfer: Transfer, { name, result }: Upload): Promise<ImportReply> => {
  if (result === null) throw new AppError("platform.internal", { requestId: name });
  const { sha256, status, format, added, closed, unchanged, ...judged } = result;
  const path = { enterpriseId: transfer.file.enterpriseId };
  const { files } = await patiently(transfer, () =>
    transfer.port.client.call(listEvidence, { path }),
  );
  const known = files.find((one) => one.sha256 === sha256);
  return {
    file: {
      sha256,
      name,
      status,
      format,
      tool: known?.tool ?? null,
      warnings: known?.warnings ?? [],
    },
    observations: { added, closed, unchanged },
    verdictsChanged: judged.verdictsChanged,
    changes: judged.changes,
    regimes: judged.regimes,
  };
};

/** @throws AppError of the node, UploadRefused, or AbortError once the node has been told to drop it */
export const sendInParts = async (
  port: PartsPort,
  file: FileToSend,
  sending: Sending,
): Promise<ImportReply> => {
  const transfer = { port, file, sending };
  const { enterpriseId, name, content } = file;
  const body = { name, size: content.size, sha256: await hashFile(content, sending.signal) };
  const begun = await patiently(transfer, () =>
    port.client.call(createUpload, { path: { enterpriseId }, body }),
  );
  try {
    const upload = await untilRead(transfer, await sendParts(transfer, begun));
    if (upload.state === "cancelled") throw new DOMException("Cancelled", "AbortError");
    if (upload.problem !== null) throw new UploadRefused(upload.problem.text);
    return await replyOf(transfer, upload);
  } catch (error) {
    if (sending.signal.aborted) {
      const path = { enterpriseId, uploadId: begun.id };
      // Out of reach, or settled meanwhile: what is left of it expires on the node.
      await port.client.call(steerUpload, { path, body: { action: "cancel" } }).catch(() => {});
    }
    throw error;
  }
};

/** Also ends when the browser says that the network is back. */
export const waitForNetwork: PartsPort["wait"] = (ms, signal) =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      globalThis.removeEventListener("online", end);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    globalThis.addEventListener("online", end);
    signal.addEventListener("abort", end);
  });
