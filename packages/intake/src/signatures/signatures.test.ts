/** Signatures hold for exactly what was signed, and SM2 agrees with the published example and with Node's own SM3. */

import { createHash } from "node:crypto";
import fc from "fast-check";
import { sm2 } from "sm-crypto-v2";
import { describe, expect, it } from "vitest";
import { makeKeyPair, openSigner } from "./key-pairs.ts";
import { verifySignature } from "./message-tools.ts";
import { verifySm2 } from "./sm2.ts";

describe.each(["Ed25519", "SM2-SM3"] as const)("%s", (algorithm) => {
  const pair = makeKeyPair(algorithm);
  const { sign } = openSigner(pair);

  it("verifies what it signed, in any script", () => {
    const text = '{"name":"演示特钢厂 \u{1f3ed}"}';
    expect(verifySignature(pair, text, sign(text))).toBe(true);
  });

  it("refuses another text, another key, another name of the key, and any changed byte", () => {
    const text = "proof";
    const signature = sign(text);
    expect(verifySignature(pair, "Proof", signature)).toBe(false);
    expect(verifySignature(makeKeyPair(algorithm), text, signature)).toBe(false);
    expect(verifySignature({ ...pair, keyId: "0".repeat(32) }, text, signature)).toBe(false);
    fc.assert(
      fc.property(fc.nat(63), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = Buffer.from(signature, "base64url");
        bytes[at] = (bytes[at] ?? 0) ^ change;
        return !verifySignature(pair, text, bytes.toString("base64url"));
      }),
      { numRuns: 20 },
    );
  });

  it("says no, and does not throw, to garbage", () => {
    const key = { ...pair, spki: "AAAA" };
    expect(verifySignature(key, "x", sign("x"))).toBe(false);
    for (const garbage of ["", "AA", "_".repeat(86), "0".repeat(200)])
      expect(verifySignature(pair, "x", garbage)).toBe(false);
  });
});

/** GB/T 32918.5-2017, annex A.2: the recommended curve, M = "message digest", ID = 1234567812345678. */
const example = {
  message: "message digest",
  x: "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020",
  y: "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
  za: "b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3",
  e: "f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640",
  r: "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3",
  s: "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa",
} as const;

const sm3 = (bytes: Buffer): string => createHash("sm3").update(bytes).digest("hex");

describe("SM2 against the standard", () => {
  it("hashes abc as GB/T 32905 does", () => {
    expect(sm3(Buffer.from("abc"))).toBe(
      "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    );
  });

  it("gets ZA and e of the example with Node's SM3 alone, and so does the library", () => {
    const curve = {
      a: "fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc",
      b: "28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93",
      gx: "32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7",
      gy: "bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0",
    };
    const id = Buffer.from("1234567812345678").toString("hex");
    const head = `0080${id}${curve.a}${curve.b}${curve.gx}${curve.gy}${example.x}${example.y}`;
    const za = sm3(Buffer.from(head, "hex"));
    expect(za).toBe(example.za);
    const e = sm3(Buffer.concat([Buffer.from(za, "hex"), Buffer.from(example.message)]));
    expect(e).toBe(example.e);
    const point = `04${example.x}${example.y}`;
    expect(sm2.getHash(Buffer.from(example.message), point, "1234567812345678")).toBe(example.e);
  });

  it("verifies the signature of the example, and not that of a neighbour", () => {
    const spki = Buffer.from(
      `3059301306072a8648ce3d020106082a811ccf5501822d03420004${example.x}${example.y}`,
      "hex",
    ).toString("base64url");
    const signature = Buffer.from(example.r + example.s, "hex").toString("base64url");
    expect(verifySm2(spki, example.message, signature)).toBe(true);
    expect(verifySm2(spki, "message digesT", signature)).toBe(false);
  });

  it("takes r and s only, never a DER sequence", () => {
    const pair = makeKeyPair("SM2-SM3");
    const der = sm2.doSignature(
      Buffer.from("x"),
      Buffer.from(pair.secret, "base64url").toString("hex"),
      { hash: true, der: true, userId: "1234567812345678" },
    );
    expect(verifySm2(pair.spki, "x", Buffer.from(der, "hex").toString("base64url"))).toBe(false);
  });
});
