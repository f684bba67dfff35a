/** The page's one queue of uploads; it outlives a change of tab. */

import { useSyncExternalStore } from "react";
import { client } from "../../contract-client.ts";
import { withInterruptions } from "../../interruptions.ts";
import { sendFile } from "./send-file.ts";
import { partsFromBytes, sendInParts, waitForNetwork } from "./send-in-parts.ts";
import { createUploadQueue, type Upload } from "./upload-queue.ts";

export const uploads = createUploadQueue((file, sending) =>
  withInterruptions(() => {
    // Cancelled while its person was asked to sign in again.
    sending.signal.throwIfAborted();
    return file.content.size < partsFromBytes
      ? sendFile(file, sending)
      : sendInParts({ client, wait: waitForNetwork }, file, sending);
  }),
);

export const useUploads = (enterpriseId: string): readonly Upload[] =>
  useSyncExternalStore(uploads.subscribe, uploads.list).filter(
    (upload) => upload.enterpriseId === enterpriseId,
  );

export const useUploadsPaused = (): boolean =>
  useSyncExternalStore(uploads.subscribe, uploads.isPaused);
