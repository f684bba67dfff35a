/** Marks of state secrets are found in names and in text of whatever encoding; other words are none. */

import { expect, test } from "vitest";
import { isMarkedSecret } from "./document-media.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** 机密★10年 in GB18030 */
const gb18030 = Buffer.from("bbfac3dca1ef3130c4ea", "hex");

test.each([
  ["制度.txt", utf8("秘密 ★ 5年"), true],
  ["制度.txt", gb18030, true],
  ["涉密清单.xlsx", utf8(""), true],
  ["制度.txt", utf8("商业秘密管理制度"), false],
  ["panel.png", Buffer.from("89504e470d0a1a0a", "hex"), false],
])("%s", (name, head, marked) => {
  expect(isMarkedSecret(name, head)).toBe(marked);
});
