/** Speaks to the node that a command names, as who the token says. */

import { createClient, type Client } from "@fenji/contract";
import type { Io } from "./io.ts";
import { reachNode } from "./reach-node.ts";

/** @throws AppError `token.unencrypted`; from each call `evidence.node-unreachable`. */
export const nodeClient = (io: Io, address: string): Client => {
  const url = address.replace(/\/+$/, "");
  return createClient(url, reachNode(url, io.token));
};

export const nodeText = {
  zh: "节点的地址；端口缺省取 FENJI_PORT",
  en: "address of the node; its port is FENJI_PORT by default",
};
