/** Reads of webhooks and of what was sent to them. */

import { listWebhookDeliveries, listWebhooks } from "@fenji/contract";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";

export const webhooksQuery = (enterpriseId: string) =>
  queryOptions({
    queryKey: ["enterprise", enterpriseId, "webhooks"],
    queryFn: ({ signal }) => client.call(listWebhooks, { path: { enterpriseId }, signal }),
  });

export const deliveriesQuery = (at: {
  readonly enterpriseId: string;
  readonly webhookId: string;
}) =>
  queryOptions({
    queryKey: ["enterprise", at.enterpriseId, "webhooks", at.webhookId, "deliveries"],
    queryFn: ({ signal }) => client.call(listWebhookDeliveries, { path: at, signal }),
    // What waits goes out within seconds.
    refetchInterval: 3_000,
  });
