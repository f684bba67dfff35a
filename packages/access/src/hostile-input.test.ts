/** Input made to hurt: deep, huge, cyclic, misnamed or inexact values are refused or decided in time, never guessed. */

import { AppError } from "@fenji/kernel";
import { describe, expect, it } from "vitest";
import {
  accessLimits,
  compilePolicies,
  entityStore,
  type CedarValue,
  type Entity,
} from "./index.ts";
import { compileText } from "./testing/cedar-text.ts";

const uid = (type: string, id: string) => ({ type, id });
const user: Entity = { uid: uid("User", "a"), attrs: {}, parents: [] };
const request = {
  principal: uid("User", "a"),
  action: uid("Action", "x"),
  resource: uid("Doc", "d"),
  context: {},
};
const nobody = entityStore([]);

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
  return "taken";
};

const withAttribute = (value: unknown): string =>
  codeOf(() => entityStore([{ ...user, attrs: { x: value as CedarValue } }]));

const nested = (depth: number): CedarValue => {
  let value: CedarValue = 1;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
};

describe("values", () => {
  it.each([
    ["2^53", 2 ** 53, "access.number-inexact"],
    ["-(2^53)", -(2 ** 53), "access.number-inexact"],
    ["a fraction", 1.5, "access.number-inexact"],
    ["not a number", Number.NaN, "access.number-inexact"],
    ["2^53 - 1", 2 ** 53 - 1, "taken"],
    ["null", null, "access.value-unknown"],
    ["undefined", undefined, "access.value-unknown"],
    ["a bigint", 10n, "access.value-unknown"],
    ["a date object", new Date(0), "access.value-unknown"],
    ["a map", new Map(), "access.value-unknown"],
    ["a function", () => 1, "access.value-unknown"],
    ["half a surrogate pair", "\ud800", "access.text-malformed"],
    ["a name with half a pair", { "\ud800": 1 }, "access.text-malformed"],
    ["an entity without id", { __entity: { type: "User" } }, "access.escape-malformed"],
    [
      "an entity with more",
      { __entity: { type: "User", id: "a" }, x: 1 },
      "access.escape-malformed",
    ],
    ["a type with a space", { __entity: { type: "a b", id: "a" } }, "access.type-malformed"],
    [
      "a type named like a word of the language",
      { __entity: { type: "Ns::in", id: "a" } },
      "access.type-malformed",
    ],
    ["a malformed decimal", { __extn: { fn: "decimal", arg: "x" } }, "access.escape-malformed"],
    [
      "an extension named constructor",
      { __extn: { fn: "constructor", arg: "1.0" } },
      "access.escape-malformed",
    ],
    ["the old escape", { __expr: "1" }, "access.escape-malformed"],
    ["nested to the limit", nested(accessLimits.maxValueDepth - 1), "taken"],
    ["nested beyond", nested(accessLimits.maxValueDepth + 1), "access.value-too-large"],
    ["nested 50,000 deep", nested(50_000), "access.value-too-large"],
    [
      "more than the limit",
      Array.from({ length: accessLimits.maxValues + 2 }, () => [1]),
      "access.value-too-large",
    ],
  ] as const)("%s", (_what, value, code) => {
    expect(withAttribute(value)).toBe(code);
  });

  it("names the entity and the attribute of what it refuses", () => {
    expect(() => entityStore([{ ...user, attrs: { age: 0.5 } }])).toThrow(/User::"a" age/);
  });

  it("are refused in a context too", () => {
    const compiled = compileText("permit(principal, action, resource);");
    const decide = () => compiled.decide({ ...request, context: { x: 2 ** 60 } }, nobody);
    expect(codeOf(decide)).toBe("access.number-inexact");
  });
});

describe("entities", () => {
  const link = (from: string, to: string): Entity => ({
    uid: uid("Group", from),
    attrs: {},
    parents: [uid("Group", to)],
  });

  it("that are their own ancestors are refused", () => {
    expect(codeOf(() => entityStore([link("a", "a")]))).toBe("access.entity-cycle");
    expect(codeOf(() => entityStore([link("a", "b"), link("b", "c"), link("c", "a")]))).toBe(
      "access.entity-cycle",
    );
  });

  it("with many ways to the same ancestor are no cycle", () => {
    const diamond = [
      { ...link("a", "b"), parents: [uid("Group", "b"), uid("Group", "c")] },
      link("b", "d"),
      link("c", "d"),
    ];
    expect(entityStore(diamond).entities()).toHaveLength(3);
  });

  it("may stand in a chain of 100,000", () => {
    const chain = Array.from({ length: 100_000 }, (_value, at) => link(`${at}`, `${at + 1}`));
    const compiled = compileText('permit(principal in Group::"100000", action, resource);');
    const { allowed } = compiled.decide(
      { ...request, principal: uid("Group", "0") },
      entityStore(chain),
    );
    expect(allowed).toBe(true);
  });

  it("given twice are one if they say the same, and refused if not", () => {
    const again = { ...user, attrs: { x: [1, 2] } };
    expect(entityStore([again, { ...user, attrs: { x: [2, 1, 1] } }]).entities()).toHaveLength(1);
    expect(codeOf(() => entityStore([again, user]))).toBe("access.entity-twice");
  });

  it("may not have more parents than the limit", () => {
    const parents = Array.from({ length: accessLimits.maxParents + 1 }, (_value, at) =>
      uid("Group", `${at}`),
    );
    expect(codeOf(() => entityStore([{ ...user, parents }]))).toBe("access.too-many-parents");
  });

  it("named like members of every object are found by their own names alone", () => {
    const named = ["__proto__", "constructor", "hasOwnProperty"].map((id) => ({
      uid: uid("User", id),
      attrs: {},
      parents: [uid("constructor", "__proto__")],
    }));
    const compiled = compileText(
      'permit(principal in constructor::"__proto__", action, resource);',
    );
    const allowed = (id: string) =>
      compiled.decide({ ...request, principal: uid("User", id) }, entityStore(named)).allowed;
    expect(["__proto__", "constructor", "hasOwnProperty", "toString"].map(allowed)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});

describe("huge sets", () => {
  const numbers = Array.from({ length: 4_500 }, (_value, at) => [at]);

  it("are compared in time that grows with their size, not its square", () => {
    const text =
      "permit(principal, action, resource) when { context.a == context.b && context.a.containsAll(context.b) };";
    const context = { a: numbers, b: numbers.toReversed() };
    expect(compileText(text).decide({ ...request, context }, nobody).allowed).toBe(true);
  });

  it("inside each other too", () => {
    const tree = (depth: number): CedarValue =>
      depth === 0 ? 1 : [tree(depth - 1), [tree(depth - 1)], [[depth]]];
    const text = "permit(principal, action, resource) when { context.a == context.b };";
    const context = { a: tree(10), b: tree(10) };
    expect(compileText(text).decide({ ...request, context }, nobody).allowed).toBe(true);
  });
});

const anyone = { op: "All" };

const policyOf = (body: unknown) => ({
  effect: "permit",
  principal: anyone,
  action: anyone,
  resource: anyone,
  conditions: [{ kind: "when", body }],
});

describe("what the compiler cannot carry out exactly", () => {
  const all = "(principal, action, resource)";

  it("is never rounded: arithmetic beyond 2^53 is not decided, and denied", () => {
    const compiled = compileText(`permit${all}; forbid${all} when { context.n + 1 < 0 };`);
    const asked = { ...request, context: { n: 2 ** 53 - 1 } };
    expect(compiled.tryDecide(asked, nobody)).toBeUndefined();
    expect(compiled.decide(asked, nobody)).toMatchObject({ allowed: false, determining: [] });
    expect(compiled.decide({ ...request, context: { n: 1 } }, nobody).allowed).toBe(true);
  });

  it("is listed: a literal beyond 2^53", () => {
    const compiled = compileText(
      `permit${all}; forbid${all} when { context.n == 9007199254740993 };`,
    );
    expect(compiled.uncovered).toEqual(["p1"]);
    expect(compiled.tryDecide(request, nobody)).toBeUndefined();
    expect(compiled.decide(request, nobody).errors).toEqual([
      expect.objectContaining({ policy: "p1" }),
    ]);
  });

  it("touches only the requests that its head is about", () => {
    const compiled = compileText(
      `permit${all}; forbid(principal is Robot, action, resource) when { 9007199254740993 > 1 };`,
    );
    expect(compiled.decide(request, nobody).allowed).toBe(true);
    expect(
      compiled.tryDecide({ ...request, principal: uid("Robot", "r") }, nobody),
    ).toBeUndefined();
  });

  it("is listed: unknown operators, templates' links, expressions too deep", () => {
    let deep: unknown = { Value: true };
    for (let level = 0; level < 20_000; level += 1) deep = { "!": { arg: deep } };
    const compiled = compilePolicies({
      staticPolicies: {
        constructor: policyOf({ constructor: [] }),
        deep: policyOf(deep),
        fine: policyOf({ Value: true }),
        two: policyOf({ Value: true, Var: "principal" }),
        unknown: policyOf({ unknown: [{ Value: "x" }] }),
      },
      templateLinks: [{ newId: "link" }],
    });
    expect(compiled.ok && compiled.value.uncovered).toEqual([
      "constructor",
      "deep",
      "link",
      "two",
      "unknown",
    ]);
  });

  it("is refused where it is no policy at all", () => {
    const compiled = compilePolicies({ staticPolicies: { p: { effect: "allow" } } });
    expect(compiled.ok ? "taken" : compiled.error.code).toBe("policy.malformed");
  });

  it("does not hang on long chains", () => {
    const one = {
      "==": { left: { ".": { left: { Var: "context" }, attr: "n" } }, right: { Value: 1 } },
    };
    let chain: unknown = one;
    for (let length = 1; length < 20_000; length += 1)
      chain = { "&&": { left: chain, right: one } };
    const compiled = compilePolicies({ staticPolicies: { p: policyOf(chain) } });
    const decision =
      compiled.ok && compiled.value.decide({ ...request, context: { n: 1 } }, nobody);
    expect(decision).toMatchObject({ allowed: true });
  });
});

it("remembers no more combinations of names than the limit, and still answers", () => {
  const compiled = compileText('permit(principal, action == Action::"x", resource);');
  for (let at = 0; at < accessLimits.maxRememberedRequests + 100; at += 1)
    compiled.decide({ ...request, action: uid("Action", `${at}`) }, nobody);
  expect(compiled.decide(request, nobody).allowed).toBe(true);
});
