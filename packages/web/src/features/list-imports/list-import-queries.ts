/** Reads of imports of lists, and sending a file. */

import {
  getListImport,
  listListImports,
  problemOf,
  uploadList,
  urlOf,
  type ListImport,
} from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";
import { withInterruptions } from "../../interruptions.ts";

export const listImportsQuery = queryOptions({
  queryKey: ["list-imports"],
  queryFn: ({ signal }) => client.call(listListImports, { signal }),
});

export const isUnderWay = (state: ListImport["state"] | undefined): boolean =>
  state === "checking" || state === "importing";

const askAgainMs = 700;

/** Asked again while the node works on it. */
export const listImportQuery = (importId: string) =>
  queryOptions({
    queryKey: ["list-imports", importId],
    queryFn: ({ signal }) => client.call(getListImport, { path: { importId }, signal }),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.state) ? askAgainMs : false),
  });

/** @throws AppError as the node reported it. */
export const sendList = (file: File): Promise<ListImport> =>
  withInterruptions(async () => {
    const reply = await fetch(urlOf(uploadList, { query: { name: file.name.slice(-255) } }), {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: file,
    });
    const payload: unknown = await reply.json().catch(() => null);
    if (!reply.ok) throw problemOf(payload, reply.status);
    const read = uploadList.reply.safeParse(payload);
    if (read.success) return read.data;
    throw new AppError("platform.internal", { requestId: `HTTP ${reply.status}` });
  });
