/** An address becomes the question that it stands for; what it does not say is not supposed. */

import { describe, expect, it } from "vitest";
import { explainDecision } from "@fenji/contract";
import { questionOf } from "./explain-question.ts";

describe("the explorer's question", () => {
  it("asks about oneself, as things are now, where the address says nothing", () => {
    expect(questionOf({ on: "node" })).toEqual({
      permission: "enterprise:read",
      subject: { kind: "self" },
      resource: { kind: "node" },
      circumstances: {},
    });
  });

  it("supposes a program with few permissions, an hour after its second factor", () => {
    const question = questionOf({
      permission: "enterprise:write",
      who: "supposed",
      role: "enterprise-editor",
      program: "yes",
      limited: "evidence:import, enterprise:write",
      on: "supposed-enterprise",
      relation: "own",
      place: "99",
      lines: "industry,communications",
      grade: "3",
      notMet: "9",
      factor: "3600",
      kept: "yes",
      risk: "elevated",
    });
    expect(question).toEqual({
      permission: "enterprise:write",
      subject: {
        kind: "supposed",
        program: true,
        role: "enterprise-editor",
        manager: false,
        jurisdiction: null,
        line: null,
        limitedTo: ["evidence:import", "enterprise:write"],
      },
      resource: {
        kind: "supposed-enterprise",
        relation: "own",
        jurisdiction: "99",
        lines: ["industry", "communications"],
        grade: 3,
        posture: { met: 0, notMet: 9, contested: 0, notEvidenced: 0 },
      },
      circumstances: { secondFactorAgeSeconds: 3600, secondFactorKept: true, risk: "elevated" },
    });
    expect(explainDecision.body.safeParse(question).success).toBe(true);
  });

  it("asks nothing before an enterprise is chosen", () => {
    expect(questionOf({ on: "enterprise" })).toBeUndefined();
  });

  it("does not believe the address", () => {
    const question = questionOf({ who: "supposed", role: "emperor", on: "moon", grade: "-1" });
    expect(question?.subject).toMatchObject({ role: "enterprise-viewer" });
    expect(question?.resource).toMatchObject({ kind: "supposed-enterprise", grade: null });
  });
});
