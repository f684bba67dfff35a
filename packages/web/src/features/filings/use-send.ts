/** Sends one task or notice to each recipient in turn; who did not get it is named with the reason. */

import { sendNotice, sendPeerTask, sendTask } from "@fenji/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";
import { refreshExchange } from "../exchange/exchange-queries.ts";
import { writtenOf, type Draft } from "./written.tsx";
import type { Recipient } from "./recipient-choice.tsx";

export interface Sending {
  readonly kind: "task" | "notice";
  readonly title: Draft;
  readonly text: Draft;
  /** Empty: none. */
  readonly dueDate: string;
}

interface Job {
  readonly draft: Sending;
  readonly recipients: readonly Recipient[];
}

export interface SendFailure {
  readonly name: string;
  readonly error: unknown;
}

const sendOne = (draft: Sending, recipient: Recipient): Promise<unknown> => {
  const words = { title: writtenOf(draft.title), text: writtenOf(draft.text) };
  const task = { ...words, dueDate: draft.dueDate === "" ? null : draft.dueDate };
  if (recipient.kind === "node") {
    return client.call(sendPeerTask, { path: { peerId: recipient.id }, body: task });
  }
  const path = { enterpriseId: recipient.id };
  return draft.kind === "task"
    ? client.call(sendTask, { path, body: task })
    : client.call(sendNotice, { path, body: words });
};

export const useSend = () => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ draft, recipients }: Job) => {
      const failures: SendFailure[] = [];
      for (const recipient of recipients) {
        try {
          await sendOne(draft, recipient);
        } catch (error) {
          failures.push({ name: recipient.name, error });
        }
      }
      return { sent: recipients.length - failures.length, failures };
    },
    onSettled: () => refreshExchange(queries),
  });
};
