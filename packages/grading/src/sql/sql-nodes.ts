/** Rule nodes as SQL, read from the rule text alone: the kernel's classes and diagrams have no part in it. */

import type { OverrideNode, RuleNode, SetNode, SwitchNode } from "@fenji/regime";
import { hasOneOf, isOneOf, sqlCondition, sqlOperand, type Names } from "./sql-conditions.ts";
import { double, joinTerms, term, type Layers, type Term } from "./terms.ts";

/** The value of a node in terms of the nodes that it reads. */
export const sqlNode = (names: Names, layers: Layers, node: RuleNode): Term => {
  switch (node.rule) {
    case "bands": {
      const of = layers.keep(sqlOperand(names, node.of));
      const arms = node.bands
        .toReversed()
        .flatMap(({ from, value }) =>
          from === null ? [] : [term`WHEN ${of} >= ${double(from)} THEN ${double(value)}`],
        );
      return cased(arms, double(node.bands.find(({ from }) => from === null)?.value ?? 0));
    }
    case "lookup":
      return cased(
        byValue(node.values).map(
          ([value, options]) =>
            term`WHEN ${isOneOf(names, node.of, options)} THEN ${double(value)}`,
        ),
        double(0),
      );
    case "set":
      return setPoints(names, node);
    case "when":
      return term`CASE WHEN ${sqlCondition(names, node.when)} THEN ${double(node.then)} ELSE ${double(node.otherwise)} END`;
    case "sum":
      return joinTerms(
        node.terms.map(({ node: id, weight }) => term`${names.node(id)} * ${double(weight)}`),
        " + ",
      );
    case "max":
      return term`GREATEST(${joinTerms(node.of.map(names.node), ", ")})`;
    case "min":
      return term`LEAST(${joinTerms(node.of.map(names.node), ", ")})`;
    case "matrix": {
      const [row, column] = [names.node(node.rows), names.node(node.columns)];
      const cells = node.values.flatMap((values, r) =>
        values.map(
          (value, c) =>
            term`WHEN ${row} = ${String(r)} AND ${column} = ${String(c)} THEN ${double(value)}`,
        ),
      );
      return cased(cells, double(0));
    }
    case "table":
      return cased(
        node.rows.map(
          ({ when, value }) => term`WHEN ${sqlCondition(names, when)} THEN ${double(value)}`,
        ),
        "NULL",
      );
    case "switch":
      return switched(names, node);
    case "override":
      return overridden(names, node);
  }
};

const cased = (arms: readonly Term[], otherwise: string | Term): Term =>
  arms.length === 0 ? term`${otherwise}` : term`CASE ${joinTerms(arms, " ")} ELSE ${otherwise} END`;

/** Options with equal points are asked for together; the greatest points first. */
const byValue = (
  values: Readonly<Record<string, number>>,
): readonly (readonly [value: number, options: readonly string[]])[] =>
  [...Map.groupBy(Object.keys(values), (option) => values[option] ?? 0)].toSorted(
    ([a], [b]) => b - a,
  );

const setPoints = (names: Names, node: SetNode): Term => {
  const mask = names.fact(node.of);
  const { cap } = node;
  const capped = (value: number): number => (cap === null ? value : Math.min(cap, value));
  if (node.combine === "max") {
    const arms = byValue(node.values).map(
      ([value, options]) =>
        term`WHEN ${hasOneOf(names, node.of, options)} THEN ${double(capped(value))}`,
    );
    return cased(arms, double(node.none));
  }
  const points = Object.entries(node.values).map(
    ([option, value]) =>
      term`CASE WHEN ${hasOneOf(names, node.of, [option])} THEN ${double(value)} ELSE ${double(0)} END`,
  );
  const sum = points.length === 0 ? term`${double(0)}` : joinTerms(points, " + ");
  const total = cap === null ? sum : term`LEAST(${sum}, ${double(cap)})`;
  return term`CASE WHEN ${mask} = 0 THEN ${double(node.none)} ELSE ${total} END`;
};

const switched = (names: Names, node: SwitchNode): Term => {
  const arms = Object.entries(node.cases).map(
    ([option, id]) => term`WHEN ${isOneOf(names, node.of, [option])} THEN ${names.node(id)}`,
  );
  return cased(arms, node.otherwise === null ? "NULL" : names.node(node.otherwise));
};

/** Beyond any points, so that an override that does not hold moves nothing. */
const beyond = 1e300;

const overridden = (names: Names, { base, overrides }: OverrideNode): Term =>
  overrides.reduce((value, { when, effect, value: to }) => {
    const holds = sqlCondition(names, when);
    if (effect === "set") return term`CASE WHEN ${holds} THEN ${double(to)} ELSE ${value} END`;
    const [name, idle] = effect === "at-least" ? ["GREATEST", -beyond] : ["LEAST", beyond];
    return term`${name}(${value}, CASE WHEN ${holds} THEN ${double(to)} ELSE ${double(idle)} END)`;
  }, names.node(base));
