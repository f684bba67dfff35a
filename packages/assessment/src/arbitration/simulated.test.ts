/** Ours against the plain majority on plants whose truth is known: never worse, and met is hardly ever said wrongly. */

import { expect, test } from "vitest";
import { average, scenarios } from "../../testing/simulate-sources.ts";

const seeds = 12;

test.each(scenarios)(
  "$en: no less right than the majority, far less often wrongly met",
  (scenario) => {
    const { majority, ours } = average(scenario, seeds);
    expect(ours.accuracy).toBeGreaterThanOrEqual(majority.accuracy - 0.002);
    expect(ours.falseMet).toBeLessThanOrEqual(majority.falseMet);
    expect(ours.falseMet).toBeLessThan(0.01);
  },
);
