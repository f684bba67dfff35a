/** Cedar's semantics one by one: the stated outcome must be ours and that of Cedar's own engine. */

import { describe, expect, it } from "vitest";
import { entityStore, type AccessRequest, type Entity } from "./index.ts";
import { cedar, compileText, policySetOf } from "./testing/cedar-text.ts";

const uid = (type: string, id: string) => ({ type, id });
const ref = (type: string, id: string) => ({ __entity: { type, id } });

const entities: readonly Entity[] = [
  {
    uid: uid("User", "li"),
    attrs: {
      age: 30,
      name: "李",
      admin: false,
      owner: ref("User", "li"),
      nested: { deep: { leaf: 1 } },
    },
    parents: [uid("Group", "shift")],
    tags: { zone: "a", "": 1 },
  },
  { uid: uid("Group", "shift"), attrs: {}, parents: [uid("Group", "plant")] },
  { uid: uid("Group", "plant"), attrs: { open: true }, parents: [uid("Group", "firm")] },
];

const request: AccessRequest = {
  principal: uid("User", "li"),
  action: uid("Action", "write"),
  resource: uid("Ns::Valve", "7"),
  context: JSON.parse(
    '{"n":5,"s":"a*b","l":[1,2,2],"e":{"__entity":{"type":"User","id":"li"}},"t":true,"r":{"x":1},"__proto__":7,"constructor":"c","empty":[],"mix":[1,"1",[1]]}',
  ),
};

type Outcome = "holds" | "fails" | "error";

const ours = (text: string): Outcome => {
  const { allowed, errors } = compileText(text).decide(request, entityStore(entities));
  return errors.length > 0 ? "error" : allowed ? "holds" : "fails";
};

const theirs = (text: string): Outcome => {
  type Call = Parameters<typeof cedar.isAuthorized>[0];
  const answer = cedar.isAuthorized({ ...request, entities, policies: policySetOf(text) } as Call);
  if (answer.type === "failure") throw new RangeError(answer.errors[0]?.message);
  const { decision, diagnostics } = answer.response;
  return diagnostics.errors.length > 0 ? "error" : decision === "allow" ? "holds" : "fails";
};

const conditions: Readonly<Record<string, readonly (readonly [string, Outcome])[]>> = {
  booleans: [
    ["true", "holds"],
    ["!context.t", "fails"],
    ["false && context.missing", "fails"],
    ["true || context.missing", "holds"],
    ["context.missing || true", "error"],
    ["context.n && true", "error"],
    ["true && context.n", "error"],
    ["false || context.n", "error"],
    ["context.n", "error"],
    ["!context.n", "error"],
    ["if context.t then true else context.missing", "holds"],
    ["if context.n then true else true", "error"],
    ["(if true then 1 else 2) == 1", "holds"],
  ],
  equality: [
    ['1 == "1"', "fails"],
    ['1 != "1"', "holds"],
    ["context.missing == 1", "error"],
    ["principal == context.e", "holds"],
    ['principal == User::"Li"', "fails"],
    ['User::"7" == Ns::Valve::"7"', "fails"],
    ["[1, 2, 1] == [2, 1]", "holds"],
    ["context.l == [2, 1]", "holds"],
    ["[1, 2] == [1]", "fails"],
    ["[1] == [1, 2]", "fails"],
    ["[[1], [1, 1]] == [[1]]", "holds"],
    ["[] == context.empty", "holds"],
    ['{a: 1, b: "x"} == {b: "x", a: 1}', "holds"],
    ["{a: 1} == {a: 1, b: 2}", "fails"],
    ["context.r == {x: 1}", "holds"],
    ["[1] == {x: 1}", "fails"],
  ],
  numbers: [
    ["context.n + 1 * 2 - 3 == 4", "holds"],
    ["-context.n == -5", "holds"],
    ["-0 == 0", "holds"],
    ["1 - 1 == 0 * -1", "holds"],
    ["context.n >= 5 && context.n <= 5 && !(context.n > 5) && !(context.n < 5)", "holds"],
    ['1 < "2"', "error"],
    ['"a" < "b"', "error"],
    ["true < false", "error"],
    ['context.n + "1" == 6', "error"],
    ["9007199254740991 - 1 == 9007199254740990", "holds"],
  ],
  hierarchy: [
    ['principal in Group::"firm"', "holds"],
    ["principal in principal", "holds"],
    ['User::"nobody" in User::"nobody"', "holds"],
    ['User::"nobody" in Group::"firm"', "fails"],
    ['Group::"firm" in principal', "fails"],
    ['principal in [Group::"none", Group::"plant"]', "holds"],
    ["principal in []", "fails"],
    ["principal in [principal, 1]", "error"],
    ["principal in 1", "error"],
    ["1 in principal", "error"],
    ["principal is User", "holds"],
    ["resource is Valve", "fails"],
    ["resource is Ns::Valve", "holds"],
    ['principal is User in Group::"plant"', "holds"],
    ['principal is Group in Group::"plant"', "fails"],
    ["principal is Group in 1", "fails"],
    ["principal is User in 1", "error"],
    ["context.n is User", "error"],
  ],
  attributes: [
    ["principal.age == 30", "holds"],
    ["principal.owner.owner.age == 30", "holds"],
    ["principal.none == 1", "error"],
    ["resource.x == 1", "error"],
    ["resource has x", "fails"],
    ["principal has age", "holds"],
    ["principal has nested.deep.leaf", "holds"],
    ["principal has nested.deep.none", "fails"],
    ["principal has none.deep", "fails"],
    ["principal has age.more", "error"],
    ["context.n has x", "error"],
    ["context has r.x && context.r.x == 1", "holds"],
    ['principal.owner has "no such"', "fails"],
    ['Group::"plant".open', "holds"],
    ["context.__proto__ == 7", "holds"],
    ['context.constructor == "c"', "holds"],
    ["context has hasOwnProperty || context has toString", "fails"],
    ["principal has __proto__ || principal has constructor", "fails"],
    ["context.r has __proto__", "fails"],
    ["{__proto__: 1}.__proto__ == 1", "holds"],
  ],
  tags: [
    ['principal.hasTag("zone") && principal.getTag("zone") == "a"', "holds"],
    ['principal.getTag("") == 1', "holds"],
    ['principal.hasTag("constructor")', "fails"],
    ['principal.getTag("none") == 1', "error"],
    ['Group::"plant".hasTag("zone")', "fails"],
    ['resource.hasTag("zone")', "fails"],
    ['resource.getTag("zone") == 1', "error"],
    ['context.hasTag("zone")', "error"],
    ["principal.hasTag(1)", "error"],
  ],
  sets: [
    ["context.l.contains(2)", "holds"],
    ['context.l.contains("2")', "fails"],
    ["context.mix.contains([1, 1])", "holds"],
    ["[principal].contains(context.e)", "holds"],
    ["[{a: [1]}].contains({a: [1, 1]})", "holds"],
    ["context.l.containsAll([1, 1])", "holds"],
    ["context.l.containsAll([])", "holds"],
    ["context.l.containsAll([1, 3])", "fails"],
    ["context.l.containsAny([3, 2])", "holds"],
    ["context.l.containsAny([])", "fails"],
    ["context.empty.isEmpty() && !context.l.isEmpty()", "holds"],
    ["context.l.containsAny(1)", "error"],
    ["context.s.contains(1)", "error"],
    ["context.n.isEmpty()", "error"],
  ],
  like: [
    ['context.s like "a*b"', "holds"],
    ['context.s like "a\\*b"', "holds"],
    ['"axb" like "a\\*b"', "fails"],
    ['"" like "*" && "" like ""', "holds"],
    ['"abcabc" like "*bc" && "abcabc" like "ab*" && "abcabc" like "*ca*"', "holds"],
    ['"aba" like "ab*ba"', "fails"],
    ['"ab" like "a*b*b"', "fails"],
    ['"工控😀机" like "工*😀*"', "holds"],
    ['context.n like "*"', "error"],
  ],
  extensions: [
    ['decimal("1.50") == decimal("1.5") && decimal("1.5").lessThan(decimal("1.5001"))', "holds"],
    ['decimal("1.5") < decimal("2.0")', "error"],
    ['decimal("1") == decimal("1.0")', "error"],
    ['ip("10.1.2.3").isInRange(ip("10.0.0.0/8")) && ip("::1").isLoopback()', "holds"],
    ['ip("10.1.2.3/24") == ip("10.1.2.0/24")', "fails"],
    ['ip("010.1.2.3").isIpv4()', "error"],
    ['ip("127.0.0.1/7").isLoopback() || ip("224.0.0.1/3").isMulticast()', "fails"],
    ['ip("127.9.9.9/8").isLoopback() && ip("ff02::1").isMulticast()', "holds"],
    ['datetime("2024-02-29T01:00:00+0800") < datetime("2024-02-29")', "holds"],
    ['datetime("2023-02-29") == datetime("2023-03-01")', "error"],
    ['datetime("1969-12-31T23:00:00Z").toDate() == datetime("1969-12-31")', "holds"],
    ['datetime("1969-12-31T23:00:00Z").toTime() == duration("23h")', "holds"],
    ['datetime("2024-03-01").durationSince(datetime("2024-02-28")) == duration("2d")', "holds"],
    ['duration("-1h").toMinutes() == -60 && duration("-90s").toMinutes() == -1', "holds"],
    ['duration("1s1m") == duration("61s")', "error"],
    ['datetime("2024-01-01").offset(duration("1d")) == datetime("2024-01-02")', "holds"],
    ['duration("1h") > datetime("2024-01-01")', "error"],
    ['duration("1h") == 3600000', "fails"],
  ],
};

describe.each(Object.keys(conditions))("%s", (about) => {
  it.each((conditions[about] ?? []).map(([text, outcome]) => [text, outcome] as const))(
    "%s: %s",
    (text, outcome) => {
      const policy = `permit(principal, action, resource) when { ${text} };`;
      expect({ ours: ours(policy), theirs: theirs(policy) }).toEqual({
        ours: outcome,
        theirs: outcome,
      });
    },
  );
});

describe("a set of policies", () => {
  const decide = (text: string) => compileText(text).decide(request, entityStore(entities));
  const all = "(principal, action, resource)";

  it("denies where nothing permits", () => {
    expect(decide(`permit${all} when { false };`)).toEqual({
      allowed: false,
      determining: [],
      errors: [],
    });
  });

  it("names every policy that permits, sorted", () => {
    expect(decide(`permit${all}; permit${all} when { false }; permit${all};`).determining).toEqual([
      "p0",
      "p2",
    ]);
  });

  it("lets one that forbids override, and names those alone", () => {
    expect(decide(`permit${all}; forbid${all}; forbid${all} unless { false };`)).toEqual({
      allowed: false,
      determining: ["p1", "p2"],
      errors: [],
    });
  });

  it("passes over a policy that fails, whichever way it points, and reports it", () => {
    const decision = decide(`permit${all}; forbid${all} when { context.none };`);
    expect(decision).toEqual({
      allowed: true,
      determining: ["p0"],
      errors: [{ policy: "p1", message: "the attribute `none` is missing" }],
    });
  });

  it("reports failures of permits also where something forbids", () => {
    const decision = decide(`forbid${all}; permit${all} when { 1 < true };`);
    expect(decision.errors.map(({ policy }) => policy)).toEqual(["p1"]);
  });

  it("takes when and unless in their order", () => {
    const decision = decide(`permit${all} unless { true } when { context.none };`);
    expect(decision.errors).toEqual([]);
  });

  it("reads the heads of policies", () => {
    const heads = [
      'permit(principal == User::"li", action == Action::"write", resource == Ns::Valve::"7");',
      'permit(principal == User::"wu", action, resource);',
      'permit(principal in Group::"firm", action in [Action::"read", Action::"write"], resource);',
      'permit(principal is User in Group::"plant", action in Action::"write", resource is Ns::Valve);',
      "permit(principal is Group, action, resource);",
      'permit(principal, action == Action::"read", resource);',
      "permit(principal, action in [], resource);",
      'permit(principal, action, resource in Ns::Valve::"7");',
    ];
    expect(decide(heads.join("\n")).determining).toEqual(["p0", "p2", "p3", "p7"]);
  });
});

describe("groups of actions", () => {
  const grouped = 'permit(principal, action in Action::"change", resource);';
  const action: Entity = {
    uid: uid("Action", "write"),
    attrs: {},
    parents: [uid("Action", "change")],
  };

  it("are known from the schema", () => {
    const { allowed } = compileText(grouped, [action]).decide(request, entityStore([]));
    expect(allowed).toBe(true);
  });

  it("or from the entities, where the schema does not know the action", () => {
    const compiled = compileText(grouped);
    expect(compiled.decide(request, entityStore([action])).allowed).toBe(true);
    expect(compiled.decide(request, entityStore([])).allowed).toBe(false);
  });

  it("are not changed by entities, where the schema knows the action", () => {
    const known = [{ ...action, parents: [] }];
    const { allowed } = compileText(grouped, known).decide(request, entityStore([action]));
    expect(allowed).toBe(false);
  });
});
