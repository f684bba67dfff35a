/** The case of a firm at its supervisor: every stage is reached, no step is taken from where it makes no sense, refusals help. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { occasions } from "./bodies/filing.ts";
import {
  caseStages,
  standsOnRegistration,
  stepCase,
  unfiledCase,
  type CaseState,
  type CaseStep,
} from "./case-stage.ts";

const step: fc.Arbitrary<CaseStep> = fc.oneof(
  fc.record({ does: fc.constant("file" as const), occasion: fc.constantFrom(...occasions) }),
  fc.record({ does: fc.constant("return" as const) }),
  fc.record({ does: fc.constant("verify" as const), openItems: fc.nat({ max: 2 }) }),
  fc.record({ does: fc.constant("register" as const), openItems: fc.nat({ max: 2 }) }),
);

/** From where, by what, to where; refused steps leave it where it is. */
const walk = (steps: readonly CaseStep[]) => {
  let state: CaseState = unfiledCase;
  return steps.map((one) => {
    const before = state;
    const next = stepCase(state, one);
    if (next.ok) state = next.value;
    return { before, one, next, after: state };
  });
};

const stageAfter = (...steps: CaseStep[]): string => walk(steps).at(-1)?.after.stage ?? "unfiled";

const file = (occasion: (typeof occasions)[number]): CaseStep => ({ does: "file", occasion });
const verify = (openItems = 0): CaseStep => ({ does: "verify", openItems });
const register = (openItems = 0): CaseStep => ({ does: "register", openItems });
const registered = [file("initial"), verify(), register(1)];

describe("a case", () => {
  it("goes the whole way", () => {
    const stages = walk([
      file("initial"),
      { does: "return" },
      file("initial"),
      verify(),
      register(3),
      file("assessment"),
      verify(2),
      file("rectification"),
      verify(),
      file("change"),
      verify(),
      register(),
      file("closure"),
      verify(),
    ]).map(({ after }) => after.stage);
    expect(stages).toEqual([
      "submitted",
      "returned",
      "submitted",
      "verified",
      "registered",
      "registered",
      "rectifying",
      "rectifying",
      "assessed",
      "assessed",
      "changed",
      "protected",
      "protected",
      "closed",
    ]);
    expect(new Set(["unfiled", ...stages])).toEqual(new Set(caseStages));
  });

  it("takes a first filing on a registration for a change, and a change of nothing for a first filing", () => {
    expect(walk([...registered, file("initial")]).at(-1)?.after.open?.occasion).toBe("change");
    expect(stageAfter(file("change"))).toBe("submitted");
    expect(stageAfter(...registered, file("closure"), verify(), file("change"))).toBe("submitted");
  });

  it("keeps its stage while something is filed on top of it and is returned", () => {
    expect(stageAfter(...registered, file("assessment"), { does: "return" })).toBe("registered");
  });

  it("refuses from the wrong stage, naming it and what to do", () => {
    for (const [steps, refused] of [
      [[], "assessment"],
      [registered, "rectification"],
      [[...registered, file("assessment"), verify(1)], "assessment"],
      [[file("initial")], "closure"],
    ] as const) {
      const state = walk(steps).at(-1)?.after ?? unfiledCase;
      const next = stepCase(state, file(refused));
      expect(next).toMatchObject({ ok: false, error: { stage: state.stage } });
      if (!next.ok) expect(next.error.remedy.en).toMatch(/\w+\./);
    }
    expect(stepCase(unfiledCase, verify()).ok).toBe(false);
    const settled = walk([...registered, file("assessment"), verify()]).at(-1)?.after;
    expect(stepCase(settled ?? unfiledCase, register())).toMatchObject({
      error: { remedy: { en: expect.stringContaining("not registered on top") } },
    });
  });

  it("whatever is tried: never registered without having been verified, never lost once it stands", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let verified = false;
        for (const { before, one, next, after } of walk(steps)) {
          if (next.ok && one.does === "verify") verified = true;
          if (standsOnRegistration(after.stage)) expect(verified).toBe(true);
          // What stands on a registration leaves it by an accepted closure alone.
          if (standsOnRegistration(before.stage) && !standsOnRegistration(after.stage)) {
            expect(after.stage).toBe("closed");
            expect(before.open?.occasion).toBe("closure");
          }
          if (!next.ok) {
            expect(after).toBe(before);
            expect(next.error.stage).toBe(before.stage);
          }
          // Before registration the stage tells of the open filing, and the other way round.
          if (["submitted", "returned", "verified"].includes(after.stage))
            expect(after.open?.state).toBe(after.stage);
        }
      }),
    );
  });
});
