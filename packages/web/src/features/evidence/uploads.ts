/** The page's one queue of uploads; it outlives a change of tab. */

import { useSyncExternalStore } from "react";
import { sendFile } from "./send-file.ts";
import { createUploadQueue, type Upload } from "./upload-queue.ts";

export const uploads = createUploadQueue(sendFile);

export const useUploads = (enterpriseId: string): readonly Upload[] =>
  useSyncExternalStore(uploads.subscribe, uploads.list).filter(
    (upload) => upload.enterpriseId === enterpriseId,
  );
