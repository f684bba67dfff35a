/** Sends one file to the node with progress; fetch cannot report how much of a body has left. */

import { importEvidence, problemOf, urlOf, type ReplyOf } from "@fenji/contract";
import { AppError } from "@fenji/kernel";

export type ImportReply = ReplyOf<typeof importEvidence>;

export interface FileToSend {
  readonly enterpriseId: string;
  readonly name: string;
  readonly content: Blob;
}

export interface Sending {
  readonly signal: AbortSignal;
  /** Bytes that have left this device. */
  readonly onSent: (bytes: number) => void;
  /** The network is lost; it is tried again without end. */
  readonly onBreak: () => void;
  /** At once, unless the queue is paused; an abort ends it too. */
  readonly untilResumed: () => Promise<void>;
}

/** Rejects with AppError as the node reported it, or with TypeError where the node did not answer. */
export const sendFile = (file: FileToSend, sending: Sending): Promise<ImportReply> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const { enterpriseId, name, content } = file;
    request.open("POST", urlOf(importEvidence, { path: { enterpriseId }, query: { name } }));
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.addEventListener("progress", (event) => sending.onSent(event.loaded));
    request.addEventListener("error", () => reject(new TypeError("The node did not answer")));
    request.addEventListener("abort", () => reject(new DOMException("Cancelled", "AbortError")));
    request.addEventListener("load", () => {
      const payload = parse(request.responseText);
      const reply = importEvidence.reply.safeParse(payload);
      if (request.status < 300 && reply.success) resolve(reply.data);
      else if (request.status >= 300) reject(problemOf(payload, request.status));
      else reject(new AppError("platform.internal", { requestId: `HTTP ${request.status}` }));
    });
    sending.signal.addEventListener("abort", () => request.abort());
    request.send(content);
  });

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
