/** Messages are believed only as signed, by the keys pinned, for this node; and only what is spelled canonically is read. */

import {
  bodyText,
  messageText,
  readBody,
  readBundle,
  readEnrolmentCode,
  readEnvelope,
  sealText,
  verifyMessage,
  writeBundle,
  writeEnrolmentCode,
  type Draft,
  type PinnedKey,
  type ReadEnvelope,
} from "@fenji/submission";
import { AppError, canonicalJson, type Json } from "@fenji/kernel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeKeyPair, openSigner, type KeyPair } from "./key-pairs.ts";
import { decodeUtf8, hashText, verifySignature } from "./message-tools.ts";

const from = "01920000-0000-7000-8000-00000000000a";
const to = "01920000-0000-7000-8000-00000000000b";

const draft: Draft<"notice"> = {
  id: "01920000-0000-7000-8000-000000000001",
  kind: "notice",
  from,
  to,
  sequence: 1,
  createdAt: "2026-11-25T00:00:00.000Z",
  about: "91110000600037341L",
  inReplyTo: null,
  body: { title: { zh: "通知", en: null }, text: { zh: "请核对“事实”\n谢谢", en: "Check 😀" } },
};

const ed = makeKeyPair("Ed25519");
const sm = makeKeyPair("SM2-SM3");

const pinned = (pair: KeyPair, state: PinnedKey["state"] = "current"): PinnedKey => {
  const { secret: _secret, ...key } = pair;
  return { ...key, state };
};

const text = messageText(draft);

const encode = (value: string): Uint8Array => Buffer.from(value, "utf8");

const sealed = (...pairs: KeyPair[]): string => sealText(text, pairs.map(openSigner));

const read = (bytes: Uint8Array | string) =>
  readEnvelope(typeof bytes === "string" ? encode(bytes) : bytes, { decode: decodeUtf8 });

const opened = (envelope: string): ReadEnvelope => {
  const result = read(envelope);
  if (!result.ok) throw result.error;
  return result.value;
};

const codeOf = (result: { readonly ok: boolean; readonly error?: unknown }): string =>
  result.error instanceof AppError ? result.error.code : "ok";

const verify = (envelope: string, keys: readonly PinnedKey[], now = draft.createdAt) =>
  codeOf(verifyMessage(opened(envelope), { to, now, keys, verifySignature }));

describe("reading", () => {
  it("gives back the message, its signed text and its bytes as they came", () => {
    const envelope = sealed(ed);
    const result = opened(envelope);
    expect(result.text).toBe(text);
    expect(result.envelopeText).toBe(envelope);
    expect(bodyText(result.text)).toBe(canonicalJson(draft.body));
    expect(readBody(result.message)).toMatchObject({ ok: true, value: { body: draft.body } });
  });

  it("refuses every other spelling of the same value", () => {
    const envelope = sealed(ed);
    const other: readonly string[] = [
      ` ${envelope}`,
      `${envelope}\n`,
      envelope.replace('"sequence":1', '"sequence":1.0'),
      envelope.replace('"sequence":1', '"sequence":1e0'),
      envelope.replace('"sequence":1', '"sequence":1,"sequence":1'),
      envelope.replace("通知", "\\u901a\\u77e5"),
      envelope
        .replace('{"format":"fenji-message/1",', "{")
        .replace(/}$/, ',"format":"fenji-message/1"}'),
      JSON.stringify(JSON.parse(envelope), null, 1),
    ];
    for (const spelled of other) expect(codeOf(read(spelled))).toBe("exchange.malformed");
  });

  it("refuses truncation at every byte, bad UTF-8 and half a surrogate pair", () => {
    const bytes = encode(sealed(ed));
    for (let length = 0; length < bytes.length; length += 7)
      expect(codeOf(read(bytes.subarray(0, length)))).toBe("exchange.malformed");
    const broken = Buffer.from(bytes);
    broken[bytes.indexOf(0xe9)] = 0xff;
    expect(codeOf(read(broken))).toBe("exchange.malformed");
    expect(codeOf(read(sealed(ed).replace("通知", "\\ud83d")))).toBe("exchange.malformed");
  });

  it("refuses 10 MB of nesting before it is parsed, and depth 17 in a small one", () => {
    expect(codeOf(read("[".repeat(10 * 2 ** 20)))).toBe("exchange.too-large");
    expect(codeOf(read("[".repeat(3 * 2 ** 20)))).toBe("exchange.too-deep");
    expect(codeOf(read(`${"[".repeat(17)}${"]".repeat(17)}`))).toBe("exchange.too-deep");
    expect(codeOf(read(`${"[".repeat(16)}${"]".repeat(16)}`))).not.toBe("exchange.too-deep");
    expect(codeOf(read(`"${"[".repeat(100)}"`))).toBe("exchange.schema");
  });

  it("lets only a release be large, whatever another kind says at its end", () => {
    const big = (kind: string, body: Json): string =>
      sealText(canonicalJson({ ...draft, kind, schema: `${kind}/1`, body }), [openSigner(ed)]);
    const content = "A".repeat(5 * 2 ** 20);
    expect(codeOf(read(big("release", { content })))).toBe("ok");
    expect(codeOf(read(big("filing", { content })))).toBe("exchange.too-large");
    expect(
      codeOf(read(big("filing", { content: content + '"kind":"release","schema":"release/' }))),
    ).toBe("exchange.too-large");
  });

  it("tells a newer format, kind or version from a wrong one", () => {
    const spelled = (change: Record<string, Json>): string =>
      sealText(canonicalJson({ ...draft, schema: "notice/1", ...change }), [openSigner(ed)]);
    expect(codeOf(readBody(opened(spelled({ schema: "notice/2" })).message))).toBe(
      "exchange.newer-schema",
    );
    expect(codeOf(readBody(opened(spelled({ kind: "poem", schema: "poem/1" })).message))).toBe(
      "exchange.newer-schema",
    );
    expect(codeOf(readBody(opened(spelled({ schema: "filing/1" })).message))).toBe(
      "exchange.schema",
    );
    expect(codeOf(readBody(opened(spelled({ body: { ...draft.body, more: 1 } })).message))).toBe(
      "exchange.schema",
    );
    expect(codeOf(read(sealed(ed).replace("fenji-message/1", "fenji-message/2")))).toBe(
      "exchange.newer-schema",
    );
  });

  it("never throws, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(codeOf(read(bytes))).toMatch(/^exchange\./);
      }),
    );
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(codeOf(read(json))).toMatch(/^exchange\./);
      }),
    );
  });
});

describe("believing", () => {
  it("believes what every pinned key has signed", () => {
    expect(verify(sealed(ed), [pinned(ed)])).toBe("ok");
    expect(verify(sealed(ed, sm), [pinned(ed), pinned(sm)])).toBe("ok");
    expect(verify(sealed(ed, sm), [pinned(ed)])).toBe("ok");
  });

  it("asks for both signatures where both keys are pinned, and both must hold", () => {
    const keys = [pinned(ed), pinned(sm)];
    expect(verify(sealed(ed), keys)).toBe("exchange.signature-missing");
    expect(verify(sealed(sm), keys)).toBe("exchange.signature-missing");
    const other = sealText(text.replace("请", "勿"), [openSigner(sm)]);
    const wrong = /"signature":"([^"]+)"/.exec(other)?.[1] ?? "";
    const forged = sealed(ed, sm).replace(/"signature":"[^"]+"}\]}$/, `"signature":"${wrong}"}]}`);
    expect(verify(forged, keys)).toBe("exchange.forged");
  });

  it("refuses changed content, strangers, retired and revoked keys", () => {
    expect(verify(sealed(ed).replace("请核对", "请忽略"), [pinned(ed)])).toBe("exchange.forged");
    expect(verify(sealed(ed), [])).toBe("exchange.unknown-key");
    expect(verify(sealed(ed), [pinned(makeKeyPair("Ed25519"))])).toBe("exchange.unknown-key");
    expect(verify(sealed(ed), [pinned(ed, "replaced")])).toBe("exchange.replaced-key");
    expect(verify(sealed(ed), [pinned(ed, "revoked"), pinned(sm)])).toBe("exchange.revoked-key");
    expect(verify(sealed(ed), [{ ...pinned(ed), algorithm: "SM2-SM3" }])).toBe("exchange.forged");
  });

  it("refuses another recipient and the future, and takes what is months old", () => {
    const read = opened(sealed(ed));
    const keys = [pinned(ed)];
    const at = (now: string, node = to) =>
      codeOf(verifyMessage(read, { to: node, now, keys, verifySignature }));
    expect(at(draft.createdAt, from)).toBe("exchange.wrong-recipient");
    expect(at("2026-11-24T23:49:00.000Z")).toBe("exchange.clock");
    expect(at("2026-11-24T23:51:00.000Z")).toBe("ok");
    expect(at("2028-01-01T00:00:00.000Z")).toBe("ok");
  });
});

describe("codes and bundles", () => {
  const code = { secret: "0123456789abcdef".repeat(2), nodeId: to, keyId: ed.keyId };

  it("reads a code back, typed carelessly, and refuses one with a slip", () => {
    const written = writeEnrolmentCode(code, hashText);
    expect(readEnrolmentCode(written, hashText)).toEqual(code);
    const careless = written
      .toLowerCase()
      .replaceAll("-", " ")
      .replaceAll("0", "O")
      .replaceAll("1", "l");
    expect(readEnrolmentCode(careless, hashText)).toEqual(code);
    const slip = (written.startsWith("2") ? "3" : "2") + written.slice(1);
    for (const wrong of ["", "x", written.slice(1), slip])
      expect(() => readEnrolmentCode(wrong, hashText)).toThrow(/enrolment code/);
  });

  it("carries messages byte for byte, and still gives the whole ones of a file cut short", () => {
    const envelopes = [sealed(ed), sealed(sm)];
    const file = encode(writeBundle({ from, to, createdAt: draft.createdAt }, envelopes));
    const bundle = readBundle(file, decodeUtf8);
    expect(bundle.header).toMatchObject({ from, to, messages: 2 });
    expect(bundle.messages.map(decodeUtf8)).toEqual(envelopes);
    const cut = readBundle(file.subarray(0, file.length - 9), decodeUtf8);
    expect(cut.messages.map((bytes) => codeOf(read(bytes)))).toEqual(["ok", "exchange.malformed"]);
    for (const other of ["", "{}", "PK\u0003\u0004", sealed(ed)])
      expect(() => readBundle(encode(other), decodeUtf8)).toThrow(/bundle/);
  });
});
