/** Keeps a decision point open over HTTP: takes changed files in whole or not at all, and stops without losing an answer. */

import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { SearchableDecisionPoint } from "@fenji/access";
import { AppError } from "@fenji/kernel";
import { decisionServer, hostName } from "./decision-server.ts";
import {
  openDecisionPoint,
  type DecisionPointOptions,
  type OpenedDecisionPoint,
} from "@fenji/intake";
import type { Tokens } from "./read-tokens.ts";

export interface ServeOptions {
  readonly files: DecisionPointOptions;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** How callers reach the server from outside; null for the address that it listens on. */
  readonly publicUrl: string | null;
  /** Null where whoever reaches the port may ask. */
  readonly tokens: Tokens | null;
  readonly tls: { readonly cert: string; readonly key: string } | null;
  readonly now: () => number;
  readonly report: (error: unknown) => void;
}

export interface ServedDecisions {
  readonly url: string;
  /** Reads the files again. Broken ones leave what is served as it was. @throws AppError that names the file. */
  readonly reload: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const stopWithinMs = 5_000;

/** @throws AppError of the files, or `decision-point.cannot-listen`. */
export const serveDecisions = async (options: ServeOptions): Promise<ServedDecisions> => {
  let current = counted(await openDecisionPoint(options.files));
  let url = "";
  const scheme = options.tls === null ? "http" : "https";
  const hosts = hostNames(options);
  const server = decisionServer({
    point: () => current.point,
    // A caller compares the identifier with the address it used (9.2.3), which may be another name of this machine.
    base: (host) =>
      options.publicUrl === null && hosts.includes(hostName(host)) ? `${scheme}://${host}` : url,
    admits: options.tokens?.admits ?? null,
    hosts,
    tls: options.tls,
    now: options.now,
    report: options.report,
  });
  try {
    const address = await listen(server, options);
    url = options.publicUrl ?? `${scheme}://${address}`;
  } catch (error) {
    await current.retire();
    throw error;
  }
  return {
    url,
    reload: async () => {
      await options.tokens?.reload();
      const next = counted(await openDecisionPoint(options.files));
      const before = current;
      current = next;
      await before.retire();
    },
    stop: async () => {
      await close(server);
      await current.retire();
    },
  };
};

const hostNames = ({ host, publicUrl }: ServeOptions): readonly string[] => [
  "localhost",
  "127.0.0.1",
  "[::1]",
  host.includes(":") ? `[${host}]` : host,
  ...(publicUrl === null ? [] : [new URL(publicUrl).hostname]),
];

/** `host:port` as it stands in a URL. */
const listen = (server: Server, { host, port }: ServeOptions): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const detail = error.code ?? error.message;
      reject(
        new AppError("decision-point.cannot-listen", { host, port, detail }, { cause: error }),
      );
    });
    server.listen({ host, port, backlog: 1_024 }, () => {
      const address = server.address() as AddressInfo;
      const named = address.family === "IPv6" ? `[${address.address}]` : address.address;
      resolve(`${named}:${address.port}`);
    });
  });

/** Takes no new connection, lets answers under way go out, and ends each connection once it is idle. */
const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), 20);
    const timer = setTimeout(() => server.closeAllConnections(), stopWithinMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(timer);
      resolve();
    });
  });

interface CountedPoint {
  readonly point: SearchableDecisionPoint;
  /** Closes once no decision is under way. */
  readonly retire: () => Promise<void>;
}

const counted = ({ point, close }: OpenedDecisionPoint): CountedPoint => {
  let underWay = 0;
  let idle: (() => void) | undefined;
  const done = (): void => {
    underWay -= 1;
    if (underWay === 0) idle?.();
  };
  return {
    point: {
      ...point,
      decide: async (request) => {
        underWay += 1;
        try {
          return await point.decide(request);
        } finally {
          done();
        }
      },
    },
    retire: async () => {
      if (underWay > 0) await new Promise<void>((resolve) => (idle = resolve));
      await close();
    },
  };
};
