/** Random policies in Cedar's JSON over the whole language of expressions, with enough mistakes of kind to fail often. */

import {
  attributeNames,
  extensionTexts,
  ids,
  kinds,
  malformedTexts,
  pick,
  randomLong,
  randomText,
  randomUid,
  recordOf,
  types,
  type Dice,
  type Kind,
} from "./random-world.ts";

type Expression = Readonly<Record<string, unknown>>;

interface Making {
  readonly dice: Dice;
  readonly depth: number;
}

const deeper = ({ dice, depth }: Making): Making => ({ dice, depth: depth - 1 });

const variable = (dice: Dice): Expression => ({
  Var: pick(dice, ["principal", "resource", "context", "context", "action"]),
});

/** Something that has attributes, mostly. */
const holder = (making: Making): Expression => {
  const { dice } = making;
  if (making.depth <= 0 || dice.roll(3) > 0) return variable(dice);
  return expression(deeper(making), pick(dice, ["record", "entity"]));
};

const attribute = (making: Making, kind: Kind): Expression => ({
  ".": { left: holder(making), attr: attributeNames[kind] },
});

const uidLiteral = (dice: Dice): Expression => ({ Value: { __entity: randomUid(dice) } });

const constructorCall = (dice: Dice, fn: string): Expression => {
  const list = dice.roll(12) === 0 ? malformedTexts[fn] : extensionTexts[fn];
  return { [fn]: [{ Value: pick(dice, list ?? []) }] };
};

/** The simplest expression of a kind. */
const literal = ({ dice }: Making, kind: Kind): Expression => {
  switch (kind) {
    case "boolean":
      return { Value: dice.roll(2) === 0 };
    case "long":
      return { Value: randomLong(dice) };
    case "string":
      return { Value: randomText(dice) };
    case "longs":
      return { Set: [1, 2, 2].slice(dice.roll(4)).map((value) => ({ Value: value })) };
    case "mixed":
      return { Set: [{ Value: 1 }, { Value: "a" }, uidLiteral(dice)].slice(dice.roll(4)) };
    case "record":
      return { Record: recordOf([[attributeNames.long, { Value: randomLong(dice) }]]) };
    case "entity":
      return dice.roll(2) === 0
        ? { Var: pick(dice, ["principal", "resource", "action"]) }
        : uidLiteral(dice);
    case "entities":
      return {
        Set: [uidLiteral(dice), uidLiteral(dice), { Var: "principal" }].slice(dice.roll(4)),
      };
    default:
      return constructorCall(dice, kind);
  }
};

const two = (making: Making, left: Kind, right: Kind = left): Expression => ({
  left: expression(deeper(making), left),
  right: expression(deeper(making), right),
});

const anyKind = (dice: Dice): Kind => pick(dice, kinds);

/** Only identifiers can be written in a path of several steps. */
const pathOf = (dice: Dice): string | string[] => {
  const named = kinds.filter((kind) => kind !== "string");
  const names = Array.from({ length: 1 + dice.roll(3) }, () =>
    dice.roll(3) === 0 ? attributeNames[pick(dice, named)] : attributeNames.record,
  );
  return dice.roll(3) === 0 ? names : attributeNames[anyKind(dice)];
};

const pattern = (dice: Dice): unknown[] =>
  Array.from({ length: dice.roll(6) }, () =>
    dice.roll(2) === 0 ? "Wildcard" : { Literal: pick(dice, ["a", "b", "X", "*", "😀", "c"]) },
  );

const call = (making: Making, name: string, operands: readonly Kind[]): Expression => ({
  [name]: operands.map((kind) => expression(deeper(making), kind)),
});

type Form = (making: Making) => Expression;

const setKind = (dice: Dice): Kind => pick(dice, ["longs", "mixed", "entities"]);

const booleanForms: readonly Form[] = [
  (making) => ({ "&&": two(making, "boolean") }),
  (making) => ({ "||": two(making, "boolean") }),
  (making) => ({ "!": { arg: expression(deeper(making), "boolean") } }),
  (making) => {
    const kind = anyKind(making.dice);
    return { [pick(making.dice, ["==", "!="])]: two(making, kind) };
  },
  (making) => ({ "==": two(making, anyKind(making.dice), anyKind(making.dice)) }),
  (making) => ({ [pick(making.dice, ["<", "<=", ">", ">="])]: two(making, "long") }),
  (making) => {
    const kind = pick<Kind>(making.dice, ["datetime", "duration", "decimal"]);
    return { [pick(making.dice, ["<", "<=", ">", ">="])]: two(making, kind) };
  },
  (making) => ({ in: two(making, "entity", pick(making.dice, ["entity", "entities"])) }),
  (making) => ({
    is: { left: expression(deeper(making), "entity"), entity_type: pick(making.dice, types) },
  }),
  (making) => ({
    is: {
      left: expression(deeper(making), "entity"),
      entity_type: pick(making.dice, types),
      in: expression(deeper(making), pick(making.dice, ["entity", "entities"])),
    },
  }),
  (making) => ({ has: { left: holder(making), attr: pathOf(making.dice) } }),
  (making) => ({
    like: { left: expression(deeper(making), "string"), pattern: pattern(making.dice) },
  }),
  (making) => ({ hasTag: two(making, "entity", "string") }),
  (making) => ({ contains: two(making, setKind(making.dice), anyKind(making.dice)) }),
  (making) => ({
    [pick(making.dice, ["containsAll", "containsAny"])]: two(
      making,
      setKind(making.dice),
      setKind(making.dice),
    ),
  }),
  (making) => ({ isEmpty: { arg: expression(deeper(making), setKind(making.dice)) } }),
  (making) =>
    call(
      making,
      pick(making.dice, ["lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual"]),
      ["decimal", "decimal"],
    ),
  (making) =>
    call(making, pick(making.dice, ["isIpv4", "isIpv6", "isLoopback", "isMulticast"]), ["ip"]),
  (making) => call(making, "isInRange", ["ip", "ip"]),
];

const longForms: readonly Form[] = [
  (making) => ({ [pick(making.dice, ["+", "-", "*"])]: two(making, "long") }),
  (making) => ({ neg: { arg: expression(deeper(making), "long") } }),
  (making) =>
    call(
      making,
      pick(making.dice, ["toMilliseconds", "toSeconds", "toMinutes", "toHours", "toDays"]),
      ["duration"],
    ),
];

const forms: Readonly<Partial<Record<Kind, readonly Form[]>>> = {
  boolean: booleanForms,
  long: longForms,
  mixed: [
    (making) => ({
      Set: Array.from({ length: making.dice.roll(4) }, () =>
        expression(deeper(making), anyKind(making.dice)),
      ),
    }),
  ],
  record: [
    (making) => ({
      Record: recordOf(
        kinds
          .filter(() => making.dice.roll(3) === 0)
          .map((kind) => [attributeNames[kind], expression(deeper(making), kind)] as const),
      ),
    }),
  ],
  datetime: [
    (making) => call(making, "offset", ["datetime", "duration"]),
    (making) => call(making, "toDate", ["datetime"]),
  ],
  duration: [
    (making) => call(making, "durationSince", ["datetime", "datetime"]),
    (making) => call(making, "toTime", ["datetime"]),
  ],
};

const everyForm: readonly ((making: Making, kind: Kind) => Expression)[] = [
  attribute,
  attribute,
  literal,
  (making, kind) => ({
    "if-then-else": {
      if: expression(deeper(making), "boolean"),
      then: expression(deeper(making), kind),
      else: expression(deeper(making), kind),
    },
  }),
  (making) => ({
    getTag: { left: expression(deeper(making), "entity"), right: tagName(making.dice) },
  }),
];

const tagName = (dice: Dice): Expression => ({ Value: attributeNames[anyKind(dice)] });

/** An expression that mostly has the kind. */
const expression = (making: Making, wanted: Kind): Expression => {
  const { dice, depth } = making;
  const kind = dice.roll(25) === 0 ? anyKind(dice) : wanted;
  if (depth <= 0) return dice.roll(2) === 0 ? attribute(making, kind) : literal(making, kind);
  const own = forms[kind];
  if (own !== undefined && dice.roll(4) > 0) return pick(dice, own)(making);
  return pick(dice, everyForm)(making, kind);
};

const uid = (dice: Dice, type?: string): { readonly type: string; readonly id: string } => ({
  type: type ?? pick(dice, types),
  id: pick(dice, ids),
});

const scope = (dice: Dice): unknown => {
  switch (dice.roll(14)) {
    case 0:
      return { op: "==", entity: uid(dice) };
    case 1:
      return { op: "in", entity: uid(dice) };
    case 2:
      return { op: "is", entity_type: pick(dice, types) };
    case 3:
      return { op: "is", entity_type: pick(dice, types), in: { entity: uid(dice) } };
    default:
      return { op: "All" };
  }
};

const actionScope = (dice: Dice): unknown => {
  switch (dice.roll(12)) {
    case 0:
      return { op: "==", entity: uid(dice, "Action") };
    case 1:
      return { op: "in", entity: uid(dice, "Action") };
    case 2:
      return { op: "in", entities: [uid(dice, "Action"), uid(dice, "Action")] };
    default:
      return { op: "All" };
  }
};

/** Mostly shallow, because what lies deep in an expression seldom decides. */
const depths = [1, 1, 1, 1, 1, 2, 2, 2, 3, 4] as const;

export const randomPolicy = (dice: Dice): Expression => ({
  effect: dice.roll(3) === 0 ? "forbid" : "permit",
  principal: scope(dice),
  action: actionScope(dice),
  resource: scope(dice),
  conditions: Array.from({ length: pick(dice, [0, 1, 1, 1, 1, 2]) }, () => ({
    kind: dice.roll(4) === 0 ? "unless" : "when",
    body: expression({ dice, depth: pick(dice, depths) }, "boolean"),
  })),
  annotations: {},
});
