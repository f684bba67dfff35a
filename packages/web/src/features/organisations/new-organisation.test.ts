/** Each kind of organisation asks for what it needs, and sends nothing else. */

import { createOrganisation } from "@fenji/contract";
import { describe, expect, it } from "vitest";
import { blankOrganisation, toNewOrganisation } from "./new-organisation.ts";

const typed = {
  ...blankOrganisation,
  name: " 示例 ",
  creditCode: "91110000600037341l",
  jurisdiction: "110000",
  division: "C31",
};

describe("a new organisation", () => {
  it("of an enterprise needs code, place and division", () => {
    const body = toNewOrganisation(typed);
    expect(body).toEqual({
      kind: "enterprise",
      name: "示例",
      creditCode: "91110000600037341L",
      jurisdiction: "110000",
      city: null,
      division: "C31",
    });
    expect(createOrganisation.body.safeParse(body).success).toBe(true);
    expect(toNewOrganisation({ ...typed, creditCode: "91110000600037342L" })).toBeUndefined();
    expect(toNewOrganisation({ ...typed, division: "" })).toBeUndefined();
  });

  it("of a supervisor needs a jurisdiction; no line is every line", () => {
    const supervisor = { ...typed, kind: "supervisor" as const };
    expect(toNewOrganisation(supervisor)).toEqual({
      kind: "supervisor",
      name: "示例",
      jurisdiction: "110000",
      line: null,
    });
    expect(toNewOrganisation({ ...supervisor, jurisdiction: "" })).toBeUndefined();
  });

  it("of any other kind needs a name", () => {
    expect(toNewOrganisation({ ...typed, kind: "fund" })).toEqual({ kind: "fund", name: "示例" });
    expect(toNewOrganisation({ ...typed, kind: "fund", name: "  " })).toBeUndefined();
  });
});
