/** A certificate of one's own for localhost, made in the moment: tests carry no private key. */

import { generateKeyPairSync, sign } from "node:crypto";

const encode = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head = length < 128 ? [tag, length] : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), content]);
};

const sequence = (...parts: readonly Buffer[]): Buffer => encode(0x30, ...parts);
const set = (...parts: readonly Buffer[]): Buffer => encode(0x31, ...parts);
const integer = (value: number): Buffer => encode(0x02, Buffer.from([value]));
const identifier = (hex: string): Buffer => encode(0x06, Buffer.from(hex, "hex"));
const bits = (content: Buffer): Buffer => encode(0x03, Buffer.from([0]), content);
const day = (date: Date): Buffer =>
  encode(
    0x18,
    Buffer.from(
      `${date
        .toISOString()
        .replaceAll(/[-:]|T|\.\d+/g, "")
        .slice(0, 14)}Z`,
    ),
  );

const ecdsaWithSha256 = sequence(identifier("2a8648ce3d040302"));
const name = sequence(set(sequence(identifier("550403"), encode(0x0c, Buffer.from("localhost")))));
/** subjectAltName: dNSName localhost. */
const names = sequence(
  identifier("551d11"),
  encode(0x04, sequence(encode(0x82, Buffer.from("localhost")))),
);

export interface SelfSigned {
  readonly cert: string;
  readonly key: string;
}

export const selfSigned = (): SelfSigned => {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const now = Date.now();
  const content = sequence(
    encode(0xa0, integer(2)),
    integer(1),
    ecdsaWithSha256,
    name,
    sequence(day(new Date(now - 86_400_000)), day(new Date(now + 86_400_000))),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    encode(0xa3, sequence(names)),
  );
  const signature = bits(sign("sha256", content, privateKey));
  const der = sequence(content, ecdsaWithSha256, signature);
  const text = der.toString("base64").replaceAll(/(.{64})/g, "$1\n");
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
};
