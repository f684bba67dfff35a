/** Tables of words: what is in them, and that nothing is inherited. */

import { expect, test } from "vitest";
import { wordTable } from "./word-table.ts";

test("rows are found, inherited members are not", () => {
  const table = wordTable({ open: "fail" });
  expect(table["open"]).toBe("fail");
  for (const word of ["constructor", "__proto__", "toString", "hasOwnProperty"])
    expect(table[word]).toBeUndefined();
});
