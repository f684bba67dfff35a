/** The condition on which a requirement is asked: it reads as facts define it, and every wrong one is told. */

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { readPack } from "./read-pack.ts";

const folder = join(import.meta.dirname, "../../../packs/iiot-protection/2024-illustrative");
const file = "requirements/physical.yaml";

const read = (condition: string) => {
  const files = new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path), readFileSync(path, "utf8")] as const),
  );
  const text = files.get(file) ?? "";
  expect(text).toContain("    fromGrade: 1\n");
  files.set(
    file,
    text.replace("    fromGrade: 1\n", `    fromGrade: 1\n    appliesWhen: ${condition}\n`),
  );
  return readPack(files);
};

describe("appliesWhen of a requirement", () => {
  it("is read as a condition over facts, and is null where none is given", () => {
    const result = read("{ all: [{ yes: remoteControl }, { choice: division, in: [C26] }] }");
    if (!result.ok || result.value.kind !== "regime") throw new Error("the pack does not read");
    const [first, second] = result.value.pack.requirements.filter(
      ({ domain }) => domain === "physical",
    );
    expect(first?.appliesWhen).toEqual({
      all: [{ yes: "remoteControl" }, { choice: "division", in: ["C26"] }],
    });
    expect(second?.appliesWhen).toBeNull();
  });

  it.each([
    ["{ yes: remoteContro }", "Did you mean “remoteControl”?"],
    ["{ yes: division }", "boolean fact is needed"],
    ["{ choice: division, in: [C99] }", "The option “C99” is not defined"],
    ["{ set: importantSystems, has: sys }", "Did you mean “sis”?"],
    ["{ number: { node: connectedScore }, op: '>=', value: 40 }", "cannot read the rule node"],
    ["{ any: [{ not: { number: { fact: division }, op: '>', value: 1 } }] }", "number fact"],
    ["{ maybe: remoteControl }", "a condition is one of"],
  ])("%s is told", (condition, message) => {
    const result = read(condition);
    const problems = result.ok ? [] : result.error;
    expect(problems.map((problem) => problem.message.en).join("\n")).toContain(message);
    expect(new Set(problems.map((problem) => problem.file))).toEqual(new Set([file]));
  });
});
