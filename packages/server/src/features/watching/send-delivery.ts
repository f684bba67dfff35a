/** Sends one delivery to the address that was checked: no redirect is followed, nothing large is read, nothing is waited for long. */

import { request as requestHttp } from "node:http";
import { request as requestHttps, type RequestOptions } from "node:https";
import type { LookupFunction } from "node:net";
import type { WebhookAddress } from "./webhook-address.ts";

const patienceMs = 10_000;
const mostRead = 64 * 1024;

export interface Outcome {
  /** Null where nobody answered. */
  readonly status: number | null;
  /** Null where it was taken: a status from 200 to 299. */
  readonly failure: string | null;
}

/** A name is not asked for again: it may lead elsewhere by now. */
const onlyTo =
  ({ ip, family }: WebhookAddress): LookupFunction =>
  (_host, options, done) => {
    if (options.all === true) done(null, [{ address: ip, family }]);
    else done(null, ip, family);
  };

export const sendDelivery = (
  address: WebhookAddress,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<Outcome> =>
  new Promise((settled) => {
    const bytes = Buffer.from(body);
    const options: RequestOptions = {
      method: "POST",
      lookup: onlyTo(address),
      agent: false,
      headers: { ...headers, "content-length": bytes.length },
      signal: AbortSignal.timeout(patienceMs),
    };
    const send = address.url.protocol === "https:" ? requestHttps : requestHttp;
    const sending = send(address.url, options, (response) => {
      const status = response.statusCode ?? 0;
      const outcome = { status, failure: status >= 200 && status < 300 ? null : `HTTP ${status}` };
      let read = 0;
      response.on("data", (chunk: Buffer) => {
        read += chunk.length;
        // The status is all that counts.
        if (read > mostRead) response.destroy();
      });
      response.on("close", () => settled(outcome));
      response.on("error", () => settled(outcome));
    });
    sending.on("error", (error: NodeJS.ErrnoException) => {
      const failure =
        error.name === "TimeoutError" || error.name === "AbortError"
          ? "timeout"
          : (error.code ?? error.name);
      settled({ status: null, failure });
    });
    sending.end(bytes);
  });
