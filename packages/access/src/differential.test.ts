/** Thousands of random requests over random policies: the compiled policies answer as Cedar's own engine. */

import { describe, expect, it } from "vitest";
import { compareWithCedar } from "./testing/compare-with-cedar.ts";

describe("compiled policies and Cedar's own engine", () => {
  it("agree on decision, determining policies and failures", { timeout: 240_000 }, () => {
    const { disagreements, compared, allowed, withErrors, left } = compareWithCedar(20_240_101, {
      sets: 70,
      worlds: 4,
      requests: 8,
    });
    expect(disagreements.slice(0, 3)).toEqual([]);
    // The comparison says something only if every outcome occurs, and if little is left out of it.
    expect(compared).toBeGreaterThan(2_000);
    expect(left).toBeLessThan(200);
    expect(allowed).toBeGreaterThan(500);
    expect(compared - allowed).toBeGreaterThan(500);
    expect(withErrors).toBeGreaterThan(500);
  });
});
