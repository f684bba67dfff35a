/** What a running node lends to webhooks: its key, and the networks that its operator allows. */

import type { NodeServices } from "../../platform/http/node-services.ts";
import { allowedNetworks } from "./webhook-address.ts";
import type { WebhookTools } from "./webhooks.ts";

export const webhookTools = ({
  secretBox,
  config,
}: Pick<NodeServices, "secretBox" | "config">): WebhookTools => ({
  box: secretBox,
  allowed: allowedNetworks(config.webhookNetworks),
});
