/** The platform's policies for casbin: each one a line with its actions, a rule of casbin's expression language, and its effect. */

import { createRequire } from "node:module";
import type { Asked, PoliciesJson } from "./access-requests.ts";

interface Enforcer {
  readonly addFunction: (name: string, work: (...values: never[]) => unknown) => Promise<void>;
  readonly addPolicies: (lines: readonly (readonly string[])[]) => Promise<boolean>;
  readonly enforceSync: (...values: readonly unknown[]) => boolean;
}

interface Casbin {
  readonly newEnforcer: (model: unknown) => Promise<Enforcer>;
  readonly newModelFromString: (text: string) => unknown;
}

const model = `
[request_definition]
r = sub, act, obj, ctx
[policy_definition]
p = acts, rule, eft
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = covers(p.acts, r.act) && eval(p.rule)
`;

type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null;

const member = (json: unknown, name: string): unknown => (isJson(json) ? json[name] : undefined);

const names: Readonly<Record<string, string>> = {
  principal: "r.sub",
  resource: "r.obj",
  action: "r.act",
  context: "r.ctx",
};

/** Where something's attributes are wanted, itself; where it is a value, its uid. */
const holder = (json: unknown): string => {
  const name = names[String(member(json, "Var"))];
  return name ?? rule(json);
};

const infix = new Set(["&&", "||", "<", "<=", ">", ">=", "+", "-", "*"]);
const equal: Readonly<Record<string, string>> = { "==": "===", "!=": "!==" };
const calls = new Set(["contains", "containsAny"]);

const text = (value: unknown): string => JSON.stringify(value);

const rule = (json: unknown): string => {
  const [operator = "", operands] = Object.entries(isJson(json) ? json : {})[0] ?? [];
  const [left, right] = [member(operands, "left"), member(operands, "right")];
  if (infix.has(operator)) return `(${rule(left)} ${operator} ${rule(right)})`;
  if (operator in equal) return `(${rule(left)} ${equal[operator]} ${rule(right)})`;
  if (calls.has(operator)) return `${operator}(${rule(left)}, ${rule(right)})`;
  switch (operator) {
    case "Value":
      return text(operands);
    case "Var":
      return `${names[String(operands)]}.uid`;
    case "Set":
      return `[${(Array.isArray(operands) ? operands : []).map(rule).join(", ")}]`;
    case "!":
      return `!(${rule(member(operands, "arg"))})`;
    case ".":
      return `${holder(left)}.${String(member(operands, "attr"))}`;
    case "has":
      return `has(${holder(left)}, ${text(member(operands, "attr"))})`;
    case "is":
      return `(${holder(left)}.type === ${text(member(operands, "entity_type"))})`;
    case "like":
      return `like(${rule(left)}, ${text(literalEnd(operands))})`;
    default:
      throw new RangeError(`no rule of casbin for ${operator}`);
  }
};

/** The policies only ask how a text ends. */
const literalEnd = (operands: unknown): string => {
  const pattern = member(operands, "pattern");
  if (!Array.isArray(pattern) || pattern[0] !== "Wildcard")
    throw new RangeError("a pattern that does not begin with a wildcard");
  return pattern
    .slice(1)
    .map((part: unknown) => String(member(part, "Literal")))
    .join("");
};

const scope = (json: unknown, name: string): string[] => {
  const op = member(json, "op");
  if (op === "All") return [];
  if (op === "is") return [`${name}.type === ${text(member(json, "entity_type"))}`];
  throw new RangeError(`no rule of casbin for a scope ${String(op)}`);
};

const actionsOf = (json: unknown): string => {
  const one = member(json, "entity");
  const entities = member(json, "entities") ?? (one === undefined ? undefined : [one]);
  if (!Array.isArray(entities)) return "*";
  return `|${entities.map((entity: unknown) => String(member(entity, "id"))).join("|")}|`;
};

const lineOf = (policy: unknown): string[] => {
  const conditions = member(policy, "conditions");
  const bodies = (Array.isArray(conditions) ? conditions : []).map((clause: unknown) => {
    const body = rule(member(clause, "body"));
    return member(clause, "kind") === "when" ? body : `!(${body})`;
  });
  const all = [
    ...scope(member(policy, "principal"), "r.sub"),
    ...scope(member(policy, "resource"), "r.obj"),
    ...bodies,
  ];
  const effect = member(policy, "effect") === "permit" ? "allow" : "deny";
  return [actionsOf(member(policy, "action")), all.join(" && "), effect];
};

const uidText = (uid: unknown): string =>
  `${String(member(uid, "type"))}::${String(member(uid, "id"))}`;

const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  const entity = member(value, "__entity");
  return entity === undefined ? value : uidText(entity);
};

/** A request as casbin's rules read it, made before anything is timed. */
const questionOf = ({ request, entities }: Asked): readonly unknown[] => {
  const described = (uid: AccessUid): Json => {
    const found = entities.find(
      (entity) => entity.uid.id === uid.id && entity.uid.type === uid.type,
    );
    const attributes = Object.entries(found?.attrs ?? {}).map(([name, value]) => [
      name,
      plain(value),
    ]);
    return { ...Object.fromEntries(attributes), uid: uidText(uid), type: uid.type };
  };
  return [
    described(request.principal),
    request.action.id,
    described(request.resource),
    { ...request.context },
  ];
};

type AccessUid = Asked["request"]["principal"];

export const casbinDecide = async (
  policies: PoliciesJson,
): Promise<{ readonly version: string; readonly prepare: (asked: Asked) => () => boolean }> => {
  const require = createRequire(import.meta.url);
  const { newEnforcer, newModelFromString }: Casbin = require("casbin");
  const { version }: { readonly version: string } = require("casbin/package.json");
  const enforcer = await newEnforcer(newModelFromString(model));
  await enforcer.addFunction(
    "covers",
    (acts: string, act: string) => acts === "*" || acts.includes(`|${act}|`),
  );
  await enforcer.addFunction("has", (of: object, name: string) => Object.hasOwn(of, name));
  await enforcer.addFunction("contains", (list: readonly unknown[], item: unknown) =>
    list.includes(item),
  );
  await enforcer.addFunction("containsAny", (a: readonly unknown[], b: readonly unknown[]) =>
    b.some((item) => a.includes(item)),
  );
  await enforcer.addFunction("like", (value: string, end: string) => value.endsWith(end));
  await enforcer.addPolicies(Object.values(policies).map(lineOf));
  const prepare = (asked: Asked): (() => boolean) => {
    const question = questionOf(asked);
    return () => enforcer.enforceSync(...question);
  };
  return { version: `casbin ${version}`, prepare };
};
