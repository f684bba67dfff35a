/** Selecting JSON agrees with JSON.parse on every text, however it is cut. */

import { AppError } from "@fenji/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import { selectJson, type JsonEvent, type Select } from "./json-select.ts";

async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let start = 0; start < text.length; start += size) yield text.slice(start, start + size);
}

const eventsOf = async (text: string, select: Select, size = 65_536): Promise<JsonEvent[]> => {
  const events: JsonEvent[] = [];
  for await (const event of selectJson(inPieces(text, size), select)) events.push(event);
  return events;
};

const whole: Select = () => "value";

const valueOf = async (text: string, size?: number): Promise<unknown> => {
  const [event] = await eventsOf(text, whole, size);
  return event?.kind === "value" ? event.value : undefined;
};

const errorOf = async (work: Promise<unknown>): Promise<AppError> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error(`expected an AppError, got ${String(error)}`);
  return error;
};

test("a whole value is what JSON.parse makes of it, for any cut", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.json({ maxDepth: 6, stringUnit: "binary" }),
      fc.integer({ min: 1, max: 40 }),
      async (text, size) => {
        expect(JSON.stringify(await valueOf(text, size))).toBe(JSON.stringify(JSON.parse(text)));
      },
    ),
    { numRuns: 300 },
  );
});

test("what JSON.parse refuses is refused, what it accepts is accepted, when a text is damaged anywhere", async () => {
  const damage = fc.record({
    text: fc.json({ maxDepth: 4 }),
    at: fc.nat({ max: 200 }),
    put: fc.constantFrom(
      "",
      '"',
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      "\\",
      "0",
      "-",
      "e",
      "tru",
      "\n",
      "\u0001",
      "nul",
    ),
    size: fc.integer({ min: 1, max: 9 }),
  });
  await fc.assert(
    fc.asyncProperty(damage, async ({ text, at, put, size }) => {
      const damaged = text.slice(0, at % text.length) + put + text.slice((at % text.length) + 1);
      let valid = true;
      try {
        JSON.parse(damaged);
      } catch {
        valid = false;
      }
      if (valid)
        expect(JSON.stringify(await valueOf(damaged, size))).toBe(
          JSON.stringify(JSON.parse(damaged)),
        );
      else
        expect((await errorOf(valueOf(damaged, size))).code).toMatch(
          /^evidence\.json-(malformed|truncated)$/,
        );
    }),
    { numRuns: 500 },
  );
});

test("errors name line and column, the same for any cut", async () => {
  const text = '{\n  "a": [1, 2,\n    nope]\n}';
  for (const size of [1, 2, 3, 7, 100]) {
    const error = await errorOf(valueOf(text, size));
    expect([error.code, error.params["at"], error.params["found"]]).toEqual([
      "evidence.json-malformed",
      "3:5",
      "nope",
    ]);
  }
  expect((await errorOf(valueOf('{"a": "b', 3))).params["at"]).toBe("1:9");
});

test("nesting beyond the limit is refused where it happens, also inside what is skipped", async () => {
  const skip: Select = (path) => (path.length === 0 ? "enter" : "skip");
  const deep = `{"a":${"[".repeat(1_000_000)}`;
  const error = await errorOf(eventsOf(deep, skip));
  expect([error.code, error.params["at"]]).toEqual(["evidence.json-too-deep", "1:133"]);
});

test("entered parts are told in order, skipped ones leave nothing, pruned members are missing", async () => {
  const select: Select = (path) => {
    if (path.length < 2) return "enter";
    if (path[0] === "no") return "skip";
    return path.at(-1) === "drop" ? "skip" : "value";
  };
  const text = '{"no":{"x":["y"]},"list":[{"keep":1,"drop":{"z":2}},[],"s"]}';
  for (const size of [1, 5, 1000]) {
    const events = await eventsOf(text, select, size);
    expect(events.map((event) => `${event.kind} /${event.path.join("/")}`)).toEqual([
      "open /",
      "open /no",
      "close /no",
      "open /list",
      "value /list/0",
      "value /list/1",
      "value /list/2",
      "close /list",
      "close /",
    ]);
    expect(JSON.stringify(events[4])).toContain('{"keep":1}');
  }
});

test("a member named __proto__ is a member and changes no prototype", async () => {
  const value = await valueOf('{"__proto__":{"polluted":true},"a":1}');
  expect(Object.keys(value as object)).toEqual(["__proto__", "a"]);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

test("strings are cut, and one value holds so many parts at most", async () => {
  expect(await valueOf(`"${"x".repeat(200_000)}"`)).toHaveLength(16_384);
  expect(await valueOf(`[${"1,".repeat(20_000)}1]`)).toHaveLength(4_999);
});
