/** Speaks to the node that a command names, as who the token says. */

import { createClient, getSession, type Client } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
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

/** The enterprise that is meant where none is named. @throws AppError `evidence.enterprise-unnamed` */
export const demonstrationOf = async (client: Client, url: string): Promise<string> => {
  const { demonstration } = await client.call(getSession);
  if (demonstration === null) throw new AppError("evidence.enterprise-unnamed", { url });
  return demonstration.enterpriseId;
};

export const enterpriseText = {
  zh: "企业编号；缺省为节点的演示企业",
  en: "id of the enterprise; by default the node's demonstration factory",
};
