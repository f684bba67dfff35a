/** Signs what is sent, as Standard Webhooks 1.0.0 describes: HMAC-SHA256 over id, time and body. */

import { createHmac, randomBytes } from "node:crypto";

const prefix = "whsec_";

export const newSecret = (): Buffer => randomBytes(32);

/** As it is shown once. */
export const secretText = (secret: Buffer): string => `${prefix}${secret.toString("base64")}`;

export interface Signed {
  readonly id: string;
  /** Seconds of the epoch. */
  readonly time: number;
  readonly body: string;
}

/** With two secrets a receiver that knows either accepts it. */
export const signatureOf = ({ id, time, body }: Signed, secrets: readonly Buffer[]): string =>
  secrets
    .map((secret) => {
      const mac = createHmac("sha256", secret).update(`${id}.${time}.${body}`);
      return `v1,${mac.digest("base64")}`;
    })
    .join(" ");
