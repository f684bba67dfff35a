/** Sends one file to a node in parts: after a break it goes on from the last byte that arrived, also in another run. */

import { createHash } from "node:crypto";
import { createReadStream, openAsBlob } from "node:fs";
import { basename } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { appendUpload, createUpload, getUpload, type Client, type Upload } from "@fenji/contract";
import { fileError } from "@fenji/intake";
import { AppError } from "@fenji/kernel";

const partBytes = 8 * 2 ** 20;

export interface Pushing {
  readonly client: Client;
  readonly enterpriseId: string;
  /** Milliseconds for which a node that does not answer is asked again. */
  readonly patienceMs: number;
  /** Told after each part: bytes that have arrived, and bytes of the file. */
  readonly onProgress: (arrived: number, size: number) => Promise<void>;
  /** Told when the line is broken, before it is tried again. */
  readonly onBreak: (error: AppError) => Promise<void>;
}

const hashOf = async (path: string): Promise<string> => {
  const hash = createHash("sha256");
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  } catch (error) {
    throw fileError(error, path);
  }
  return hash.digest("hex");
};

/** What another try may mend: no answer, a gateway in between, a part that the node did not expect. */
const isPassing = (error: unknown): error is AppError =>
  error instanceof AppError &&
  (error.code === "evidence.node-unreachable" ||
    error.code === "upload.offset" ||
    (error.code === "upload.state" && error.params["state"] === "interrupted") ||
    error.status >= 500);

/** Asks again, at most half a minute apart, until the node has not answered for as long as patience lasts. */
const patiently = async <T>(
  pushing: Pick<Pushing, "patienceMs" | "onBreak">,
  ask: () => Promise<T>,
): Promise<T> => {
  const givenUpAt = performance.now() + pushing.patienceMs;
  for (let pauseMs = 500; ; pauseMs = Math.min(30_000, pauseMs * 2)) {
    try {
      return await ask();
    } catch (error) {
      const left = givenUpAt - performance.now();
      if (!isPassing(error) || left <= 0) throw error;
      await pushing.onBreak(error);
      await wait(Math.min(pauseMs, left));
    }
  }
};

/**
 * @returns the upload once the node has all of it; it then waits to be read, or is known already.
 * @throws AppError of the node, or of the file; `evidence.node-unreachable` when patience is at its end
 */
export const pushFile = async (pushing: Pushing, path: string): Promise<Upload> => {
  const { client, enterpriseId } = pushing;
  const sha256 = await hashOf(path);
  const blob = await openAsBlob(path).catch((error: unknown) => {
    throw fileError(error, path);
  });
  const body = { name: basename(path).slice(0, 255), size: blob.size, sha256 };
  let upload = await patiently(pushing, () =>
    client.call(createUpload, { path: { enterpriseId }, body }),
  );
  const at = { enterpriseId, uploadId: upload.id };
  while (upload.state === "receiving") {
    let sure = true;
    upload = await patiently(pushing, async () => {
      // After a break only the node knows how much arrived.
      if (!sure) upload = await client.call(getUpload, { path: at });
      if (upload.state !== "receiving") return upload;
      sure = false;
      const { offset } = upload;
      const bytes = blob.slice(offset, offset + partBytes);
      return client.call(appendUpload, { path: at, query: { offset }, bytes });
    });
    await pushing.onProgress(upload.offset, upload.size);
  }
  return upload;
};

const open: readonly Upload["state"][] = ["receiving", "queued", "importing"];

/** Waits until the node has read the file, however long its queue is. */
export const settledUpload = async (
  pushing: Omit<Pushing, "onProgress">,
  upload: Upload,
): Promise<Upload> => {
  const { client, enterpriseId } = pushing;
  let now = upload;
  for (let pauseMs = 100; open.includes(now.state); pauseMs = Math.min(2_000, pauseMs * 2)) {
    await wait(pauseMs);
    now = await patiently(pushing, () =>
      client.call(getUpload, { path: { enterpriseId, uploadId: upload.id } }),
    );
  }
  return now;
};
