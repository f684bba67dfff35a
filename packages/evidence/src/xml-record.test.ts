/** Elements kept whole: attributes, own text, children and places, at bounded size. */

import { expect, test } from "vitest";
import { pieces, testContext } from "../testing/read-all.ts";
import { childOf, childrenOf, childText, type XmlRecord } from "./xml-record.ts";
import { readXml } from "./xml-stream.ts";

const recordsOf = async (text: string, size = 65_536): Promise<XmlRecord[]> => {
  const records: XmlRecord[] = [];
  const events = readXml(pieces(new TextEncoder().encode(text), [size]), testContext(), () => ({
    open: ({ name }) => (name === "item" ? "record" : "enter"),
    record: (record) => void records.push(record),
    close: () => undefined,
    end: () => undefined,
  }));
  for await (const event of events) expect(event.kind).toBe("warning");
  return records;
};

const text = `<list>
  <item id="1">before<b x="y">in&amp;side</b><![CDATA[<raw>]]><b>two</b></item>
  <other><item id="2"/></other>
</list>`;

test.each([1, 3, 65_536])("the same records whatever the size of the pieces: %i", async (size) => {
  const [first, second, ...more] = await recordsOf(text, size);
  expect(more).toEqual([]);
  expect(first).toEqual({
    name: "item",
    attributes: { id: "1" },
    text: "before<raw>",
    at: "2:3",
    children: [
      { name: "b", attributes: { x: "y" }, text: "in&side", children: [], at: "2:22" },
      { name: "b", attributes: {}, text: "two", children: [], at: "2:63" },
    ],
  });
  expect(second).toMatchObject({ attributes: { id: "2" }, text: "", at: "3:10" });
  expect(childText(first, "b")).toBe("in&side");
  expect(childrenOf(first, "b")).toHaveLength(2);
  expect(childOf(second, "b")).toBeUndefined();
});

test("a record larger than anybody writes is kept in part, and the next one whole", async () => {
  const huge = `<list><item>${"<b>x</b>".repeat(20_000)}</item><item><b>y</b></item></list>`;
  const [first, second] = await recordsOf(huge);
  expect(first?.children.length).toBe(4_999);
  expect(second?.children.length).toBe(1);
  const long = `<list><item><b>${"a".repeat(3_000_000)}</b></item></list>`;
  const [cut] = await recordsOf(long);
  expect(childText(cut, "b")).toHaveLength(65_536);
});
