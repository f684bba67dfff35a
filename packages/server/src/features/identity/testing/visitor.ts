/** A browser as far as the node can tell: keeps its cookies, sends them back, and speaks the contract. */

import { createClient, type Client } from "@fenji/contract";
import type { TestNode } from "../../../platform/testing/start-test-node.ts";

export interface Visitor extends Client {
  readonly cookies: Map<string, string>;
  /** Each `set-cookie` as it was sent. */
  readonly received: string[];
  /** Sent with every request; tests change them. */
  readonly headers: Map<string, string>;
}

const takeCookies = (visitor: Visitor, sent: string | string[] | undefined): void => {
  for (const line of [sent ?? []].flat()) {
    const [pair = ""] = line.split(";");
    const at = pair.indexOf("=");
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    visitor.received.push(line);
    if (value === "") visitor.cookies.delete(name);
    else visitor.cookies.set(name, value);
  }
};

const methods = { GET: "GET", POST: "POST", PUT: "PUT", DELETE: "DELETE" } as const;

const methodOf = (name: string | undefined): keyof typeof methods =>
  Object.values(methods).find((method) => method === name) ?? "GET";

/** `headers` begin as those of a person made by `makePerson`, or of nobody. */
export const visit = (node: TestNode, headers: Readonly<Record<string, string>> = {}): Visitor => {
  const { cookie = "", ...others } = headers;
  const [name, value] = cookie.split("=");
  const state = {
    cookies: new Map(name !== undefined && value !== undefined ? [[name, value]] : []),
    received: [],
    headers: new Map(Object.entries({ "user-agent": "fenji-test", ...others })),
  };
  const client = createClient("", async (url, init) => {
    const reply = await node.app.inject({
      method: methodOf(init?.method),
      url: typeof url === "string" ? url : "",
      headers: {
        ...Object.fromEntries(state.headers),
        ...(init?.body === undefined ? {} : { "content-type": "application/json" }),
        cookie: [...state.cookies].map(([key, held]) => `${key}=${held}`).join("; "),
      },
      ...(typeof init?.body === "string" ? { payload: init.body } : {}),
    });
    takeCookies(visitor, reply.headers["set-cookie"]);
    return new Response(reply.body, { status: reply.statusCode });
  });
  const visitor: Visitor = { ...state, ...client };
  return visitor;
};
