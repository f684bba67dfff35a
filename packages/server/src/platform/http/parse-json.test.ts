/** JSON of requests: what is kept as it was written, and what is refused instead of altered. */

import { AppError } from "@fenji/kernel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "./parse-json.ts";

const refusal = (text: string): string => {
  try {
    parseJson(text);
  } catch (error) {
    if (error instanceof AppError) return `${error.code} ${String(error.params["detail"])}`;
  }
  return "accepted";
};

describe("numbers", () => {
  it.each(["9007199254740993", "-9007199254740993", "18446744073709551615"])(
    "%s would be altered, so it is refused wherever it stands",
    (number) => {
      for (const text of [number, `{"facts":{"n":${number}}}`, `[[${number}]]`])
        expect(refusal(text)).toBe(`request.invalid ${number}`);
    },
  );

  it("that a double holds exactly are kept, however long", () => {
    expect(parseJson("[9007199254740992, 9007199254740991, 1e21, 0.1]")).toEqual([
      9007199254740992, 9007199254740991, 1e21, 0.1,
    ]);
    expect(parseJson('"9007199254740993"')).toBe("9007199254740993");
  });

  it("beyond every double are refused", () => {
    expect(refusal('{"n":1e999}')).toBe("request.invalid 1e999");
  });
});

describe("shape", () => {
  it("is bounded in depth, and brackets in texts do not count", () => {
    expect(refusal(`${"[".repeat(65)}${"]".repeat(65)}`)).toMatch(/^request.invalid JSON > 64/);
    expect(refusal(`{"a":${'{"a":'.repeat(200_000)}`)).toMatch(/^request.invalid/);
    expect(parseJson(`"${"[".repeat(500)}\\"["`)).toHaveLength(502);
  });

  it.each(['{"__proto__":{"admin":true}}', '{"a":[{"\\u005f_proto__":1}]}'])(
    "%s is refused",
    (text) => {
      expect(refusal(text)).toBe("request.invalid __proto__");
    },
  );

  it.each([
    ['"a\\u0000b"', "NUL"],
    ['{"a\\u0000":1}', "NUL"],
    ['["\\ud83d"]', "UTF-16"],
  ])("%s is refused: no database keeps it as it is", (text, why) => {
    expect(refusal(text)).toBe(`request.invalid ${why}`);
    expect(parseJson('"\\ud83d\\ude00"')).toBe("😀");
  });

  it("an empty body is none, broken text is refused", () => {
    expect(parseJson(" \n")).toBeUndefined();
    expect(refusal("{")).toBe("request.invalid JSON");
  });

  it("anything that JSON.stringify wrote comes back as it was", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 20 }), (value) => {
        const text = JSON.stringify(value);
        if (text.includes("__proto__")) return;
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });
});
