/** What the exchange of one running node shares: its identity, and the wish to look at what waits. */

import type { NodeServices } from "../../platform/http/node-services.ts";
import { openIdentityFile, type Identity, type IdentityFile } from "./node-identity.ts";

export interface Exchange {
  readonly services: NodeServices;
  readonly identityFile: IdentityFile;
  readonly identity: () => Identity;
  /** Something new waits for others; sent as soon as the transaction that made it has ended. */
  readonly kick: () => void;
  readonly onKick: (deliver: () => void) => void;
}

const opened = new WeakMap<NodeServices, Exchange>();

/** @throws AppError `exchange.key-file`. */
export const exchangeOf = (services: NodeServices): Exchange => {
  const held = opened.get(services);
  if (held !== undefined) return held;
  const identityFile = openIdentityFile(services.config);
  let deliver = (): void => undefined;
  const exchange: Exchange = {
    services,
    identityFile,
    identity: identityFile.identity,
    kick: () => deliver(),
    onKick: (listener) => {
      deliver = listener;
    },
  };
  opened.set(services, exchange);
  return exchange;
};
