/** Nobody is sent away from the node by an address that somebody made up. */

import { expect, it } from "vitest";
import { safeTarget } from "./safe-target.ts";

it.each([
  ["/enterprises?city=1#a", "/enterprises?city=1#a"],
  ["/", "/"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["https://evil.example/", "/"],
  ["javascript:alert(1)", "/"],
  ["enterprises", "/"],
  ["/sign-in?to=/x", "/"],
  ["", "/"],
  [undefined, "/"],
  [null, "/"],
])("%s → %s", (wanted, target) => expect(safeTarget(wanted)).toBe(target));
