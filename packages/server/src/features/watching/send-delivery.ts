/** Sends one delivery to the addresses that were checked: no redirect is followed, nothing large is read, nothing is waited for long. */

import { request as requestHttp } from "node:http";
import { request as requestHttps, type RequestOptions } from "node:https";
import type { LookupFunction, TcpSocketConnectOpts } from "node:net";
import type { WebhookAddress } from "./webhook-address.ts";

export interface SendLimits {
  readonly patienceMs: number;
  /** Of the reply, in bytes. */
  readonly mostRead: number;
}

const usualLimits: SendLimits = { patienceMs: 10_000, mostRead: 64 * 1024 };

/** How long one of several addresses is waited for before the next is tried. */
const nextAddressMs = 2_000;

export interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Outcome {
  /** Null where nobody answered. */
  readonly status: number | null;
  /** Null where it was taken: a status from 200 to 299. */
  readonly failure: string | null;
}

/** A name is not asked for again: it may lead elsewhere by now. */
const onlyTo =
  ({ addresses }: WebhookAddress): LookupFunction =>
  (host, options, done) => {
    const [first] = addresses;
    if (options.all === true) done(null, [...addresses]);
    else if (first === undefined) done(new Error(host), "");
    else done(null, first.address, first.family);
  };

export const sendDelivery = (
  address: WebhookAddress,
  { headers, body }: Message,
  { patienceMs, mostRead }: SendLimits = usualLimits,
): Promise<Outcome> =>
  new Promise((settled) => {
    const bytes = Buffer.from(body);
    const options: RequestOptions &
      Pick<TcpSocketConnectOpts, "autoSelectFamily" | "autoSelectFamilyAttemptTimeout"> = {
      method: "POST",
      lookup: onlyTo(address),
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: nextAddressMs,
      agent: false,
      headers: { ...headers, "content-length": bytes.length },
      signal: AbortSignal.timeout(patienceMs),
    };
    // Once there is a status it is the outcome, however the rest of the reply goes: sent again it would come twice.
    let answered: Outcome | null = null;
    const send = address.url.protocol === "https:" ? requestHttps : requestHttp;
    const sending = send(address.url, options, (response) => {
      const status = response.statusCode ?? 0;
      const outcome = { status, failure: status >= 200 && status < 300 ? null : `HTTP ${status}` };
      answered = outcome;
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
      settled(answered ?? { status: null, failure });
    });
    sending.end(bytes);
  });
