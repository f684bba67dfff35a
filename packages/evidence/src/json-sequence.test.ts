/** JSON documents one after another: each is what JSON.parse makes of it, under the number it has. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { peekJson } from "./json-peek.ts";
import { selectJson, type JsonEvent } from "./json-select.ts";

async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let start = 0; start < text.length; start += size) yield text.slice(start, start + size);
}

const documentsOf = async (text: string, size: number): Promise<JsonEvent[]> => {
  const events: JsonEvent[] = [];
  const reading = selectJson(inPieces(text, size), () => "value", { sequence: true });
  for await (const event of reading) events.push(event);
  return events;
};

const documents = fc.array(
  fc.oneof(
    fc.array(fc.jsonValue({ maxDepth: 3 })),
    fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })),
    fc.boolean(),
    fc.string(),
  ),
  { minLength: 1, maxLength: 6 },
);

test("each document is a value at its own number, for any cut and any white space between", async () => {
  await fc.assert(
    fc.asyncProperty(
      documents,
      fc.constantFrom("\n", "\r\n", " ", "\n\n"),
      fc.integer({ min: 1, max: 30 }),
      async (values, between, size) => {
        const text = values.map((value) => JSON.stringify(value)).join(between);
        const events = await documentsOf(text, size);
        expect(events.map(({ path }) => path)).toEqual(values.map((_value, index) => [index]));
        expect(
          events.map((event) => (event.kind === "value" ? JSON.stringify(event.value) : "")),
        ).toEqual(values.map((value) => JSON.stringify(JSON.parse(JSON.stringify(value)))));
      },
    ),
    { numRuns: 200 },
  );
});

test("what follows the last whole document and is none is refused with its place", async () => {
  await expect(documentsOf('{"a":1}\n{"b":', 5)).rejects.toMatchObject({
    code: "evidence.json-truncated",
    params: { at: "2:6" },
  });
  await expect(documentsOf('{"a":1}\n}', 5)).rejects.toMatchObject({
    code: "evidence.json-malformed",
    params: { at: "2:1" },
  });
});

test("a look at a cut head is the value as far as it goes", () => {
  expect(peekJson('{"a":[1,{"b":"c"},"cu')).toEqual({ a: [1, { b: "c" }] });
  expect(peekJson('{"first":1}\n{"second":2}')).toEqual({ first: 1 });
  expect(peekJson("\uFEFF [true")).toEqual([]);
  expect(peekJson("plain words")).toBeUndefined();
  expect(peekJson('{"a":1}}}')).toEqual({ a: 1 });
});
