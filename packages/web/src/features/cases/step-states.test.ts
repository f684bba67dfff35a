/** Every stage of a case shows where it is: what lies behind, one step at most that is at hand, what lies ahead. */

import { caseStages } from "@fenji/submission";
import { describe, expect, it } from "vitest";
import { stepStates } from "./step-states.ts";

const shown = (stage: (typeof caseStages)[number]): string =>
  stepStates(stage)
    .map(({ state }) => ({ done: "d", current: "c", ahead: "." })[state])
    .join("");

describe("steps of a case", () => {
  it("stand as the stage says", () => {
    expect(Object.fromEntries(caseStages.map((stage) => [stage, shown(stage)]))).toEqual({
      unfiled: "c.......",
      submitted: "ddc.....",
      returned: "dc......",
      verified: "dddc....",
      registered: "ddddc...",
      protected: "dddddc..",
      assessed: "dddddd..",
      rectifying: "dddd.dc.",
      changed: "dddc....",
      closed: "dddddddd",
    });
  });
});
