/** Parts are found in the bytes, by the name and the value that stand there. */

import { describe, expect, it } from "vitest";
import { partsOf, signedTextOf } from "./message-parts.ts";

const bytes =
  '{"format":"fenji-message/1","message":{"about":null,"body":{"facts":{"a":1,"b":["x"]},"revision":2},"createdAt":"2026-01-01T00:00:00.000Z","kind":"filing"},"signatures":[{"keyId":"00"}]}';

describe("parts of a message", () => {
  it("names envelope, message, body and signatures, each with its meaning", () => {
    expect(partsOf(bytes)?.map(({ path, meaning }) => [path, meaning])).toEqual([
      ["format", "format"],
      ["message.about", "message.about"],
      ["message.createdAt", "message.createdAt"],
      ["message.kind", "message.kind"],
      ["message.body.facts", "filing.facts"],
      ["message.body.revision", "filing.revision"],
      ["signatures", "signatures"],
    ]);
  });

  it("finds every part where it stands", () => {
    const shown = partsOf(bytes)?.map(({ range }) =>
      range === null ? null : bytes.slice(range.from, range.to),
    );
    expect(shown).toEqual([
      '"format":"fenji-message/1"',
      '"about":null',
      '"createdAt":"2026-01-01T00:00:00.000Z"',
      '"kind":"filing"',
      '"facts":{"a":1,"b":["x"]}',
      '"revision":2',
      '"signatures":[{"keyId":"00"}]',
    ]);
  });

  it("finds what the signatures are over", () => {
    expect(JSON.parse(signedTextOf(bytes))).toEqual(JSON.parse(bytes).message);
    expect(signedTextOf("else")).toBe("else");
  });

  it("does not point at what it cannot find, and says when there is no message", () => {
    expect(partsOf('{ "format": "spaced" }')?.[0]?.range).toBeNull();
    expect(partsOf("not json")).toBeUndefined();
    expect(partsOf("[1]")).toBeUndefined();
  });
});
