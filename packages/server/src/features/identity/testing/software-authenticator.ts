/** A passkey authenticator in software: ES256, attestation none, user verified; for tests, written from the specification. */

import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";

interface Options {
  readonly challenge?: unknown;
  readonly [name: string]: unknown;
}

export interface SoftwareAuthenticator {
  readonly register: (options: Options) => Record<string, unknown>;
  readonly signIn: (options: Options, change?: Partial<Change>) => Record<string, unknown>;
}

interface Change {
  readonly origin: string;
  readonly counter: number;
  readonly userVerified: boolean;
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

const sha256 = (bytes: string | Buffer): Buffer => createHash("sha256").update(bytes).digest();

/** CBOR of what an authenticator says: definite lengths, small integers, byte and text strings, maps. */
const cborHead = (major: number, n: number): Buffer => {
  if (n < 24) return Buffer.from([(major << 5) | n]);
  if (n < 256) return Buffer.from([(major << 5) | 24, n]);
  return Buffer.from([(major << 5) | 25, n >> 8, n & 0xff]);
};
const cborInt = (n: number): Buffer => (n >= 0 ? cborHead(0, n) : cborHead(1, -1 - n));
const cborBytes = (bytes: Buffer): Buffer => Buffer.concat([cborHead(2, bytes.length), bytes]);
const cborText = (text: string): Buffer =>
  Buffer.concat([cborHead(3, text.length), Buffer.from(text)]);
const cborMap = (pairs: readonly (readonly [Buffer, Buffer])[]): Buffer =>
  Buffer.concat([cborHead(5, pairs.length), ...pairs.flat()]);

/** COSE_Key of a P-256 public key. */
const coseKey = (publicKey: KeyObject): Buffer => {
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  return cborMap([
    [cborInt(1), cborInt(2)],
    [cborInt(3), cborInt(-7)],
    [cborInt(-1), cborInt(1)],
    [cborInt(-2), cborBytes(Buffer.from(x, "base64url"))],
    [cborInt(-3), cborBytes(Buffer.from(y, "base64url"))],
  ]);
};

const flagsOf = (userVerified: boolean, attested: boolean): number =>
  0x01 | (userVerified ? 0x04 : 0) | (attested ? 0x40 : 0);

export const softwareAuthenticator = (rpId: string, origin: string): SoftwareAuthenticator => {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const credentialId = randomBytes(32);
  let count = 0;
  const clientData = (type: string, challenge: unknown, from: string): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }));
  const authData = (flags: number, counter: number, attested: Buffer): Buffer => {
    const counted = Buffer.alloc(4);
    counted.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), counted, attested]);
  };
  const credential = {
    id: base64url(credentialId),
    rawId: base64url(credentialId),
    type: "public-key",
    clientExtensionResults: {},
  };
  return {
    register: ({ challenge }) => {
      const length = Buffer.from([0, credentialId.length]);
      const attested = Buffer.concat([Buffer.alloc(16), length, credentialId, coseKey(publicKey)]);
      const attestation = cborMap([
        [cborText("fmt"), cborText("none")],
        [cborText("attStmt"), cborMap([])],
        [cborText("authData"), cborBytes(authData(flagsOf(true, true), count, attested))],
      ]);
      return {
        ...credential,
        response: {
          clientDataJSON: base64url(clientData("webauthn.create", challenge, origin)),
          attestationObject: base64url(attestation),
          transports: ["internal"],
        },
      };
    },
    signIn: ({ challenge }, change = {}) => {
      count = change.counter ?? count + 1;
      const data = authData(flagsOf(change.userVerified ?? true, false), count, Buffer.alloc(0));
      const client = clientData("webauthn.get", challenge, change.origin ?? origin);
      return {
        ...credential,
        response: {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(data),
          signature: base64url(sign("sha256", Buffer.concat([data, sha256(client)]), privateKey)),
        },
      };
    },
  };
};
