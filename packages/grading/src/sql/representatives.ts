/** Values of a fact that stand for all others, found from the numbers and options in the rule text. */

import {
  conditionReads,
  type Condition,
  type FactDefinition,
  type NumberFact,
  type Option,
  type RuleNode,
} from "@fenji/regime";

/** Where the answer of some rule changes: at the number itself, or just after it. */
interface Edge {
  readonly at: number;
  readonly after: boolean;
}

/** What the rules ask of one fact. */
interface Asked {
  readonly edges: Edge[];
  /** A question about the chosen options; values with equal answers to all of them are alike. */
  readonly questions: ((options: readonly string[]) => string)[];
}

export type AskedOf = ReadonlyMap<string, Asked>;

const sides: Readonly<Record<string, readonly boolean[]>> = {
  "<": [false],
  ">=": [false],
  "<=": [true],
  ">": [true],
  "=": [false, true],
};

/** Collects over conditions and nodes; of a fact that is not asked about any value stands for all. */
export const askedOf = (nodes: readonly RuleNode[], conditions: readonly Condition[]): AskedOf => {
  const all = new Map<string, Asked>();
  const of = (fact: string): Asked => {
    const known = all.get(fact) ?? { edges: [], questions: [] };
    all.set(fact, known);
    return known;
  };
  const ask = (condition: Condition): void => {
    for (const fact of conditionReads(condition).facts) of(fact);
    if ("all" in condition) condition.all.forEach(ask);
    else if ("any" in condition) condition.any.forEach(ask);
    else if ("not" in condition) ask(condition.not);
    else if ("number" in condition) {
      const { number, op, value } = condition;
      if ("fact" in number)
        for (const after of sides[op] ?? []) of(number.fact).edges.push({ at: value, after });
    } else if ("choice" in condition)
      of(condition.choice).questions.push(([option = ""]) => String(condition.in.includes(option)));
    else if ("set" in condition)
      of(condition.set).questions.push((options) => String(options.includes(condition.has)));
  };
  conditions.forEach(ask);
  for (const node of nodes) askNode(node, of, ask);
  return all;
};

const askNode = (
  node: RuleNode,
  of: (fact: string) => Asked,
  ask: (condition: Condition) => void,
): void => {
  if (node.rule === "bands" && "fact" in node.of) {
    for (const { from } of node.bands)
      if (from !== null) of(node.of.fact).edges.push({ at: from, after: false });
  } else if (node.rule === "lookup")
    of(node.of).questions.push(([option = ""]) => String(node.values[option]));
  else if (node.rule === "switch")
    of(node.of).questions.push(([option = ""]) => node.cases[option] ?? `otherwise`);
  else if (node.rule === "set")
    of(node.of).questions.push((options) => {
      if (options.length === 0) return String(node.none);
      const points = options.map((option) => node.values[option] ?? 0);
      const total =
        node.combine === "max" ? Math.max(...points) : points.reduce((sum, one) => sum + one);
      return String(Math.min(total, node.cap ?? Infinity));
    });
  else if (node.rule === "when") ask(node.when);
  else if (node.rule === "table") node.rows.forEach(({ when }) => ask(when));
  else if (node.rule === "override") node.overrides.forEach(({ when }) => ask(when));
};

/** As the columns hold them: numbers, 0 or 1, positions, masks. Never empty. */
export const representatives = (fact: FactDefinition, asked: AskedOf): readonly number[] => {
  const { edges, questions } = asked.get(fact.id) ?? { edges: [], questions: [] };
  if (fact.kind === "number") return numbers(fact, edges);
  if (fact.kind === "boolean") return [0, 1];
  const answers = (options: readonly string[]): string =>
    JSON.stringify(questions.map((question) => question(options)));
  if (fact.kind === "choice") return firstOfEach(fact.options.map(({ id }) => answers([id])));
  return firstOfEach(
    Array.from({ length: 2 ** fact.options.length }, (_, mask) =>
      answers(inMask(fact.options, mask)),
    ),
  );
};

const inMask = (options: readonly Option[], mask: number): readonly string[] =>
  options.flatMap(({ id }, position) => ((mask & (1 << position)) === 0 ? [] : [id]));

const firstOfEach = (answers: readonly string[]): readonly number[] =>
  answers.flatMap((answer, index) => (answers.indexOf(answer) === index ? [index] : []));

/** One number from each stretch between edges, and each edge where it belongs to the stretch above it. */
const numbers = (fact: NumberFact, edges: readonly Edge[]): readonly number[] => {
  const least = fact.min ?? -Infinity;
  const most = fact.max ?? Infinity;
  const sorted = edges.toSorted((a, b) => a.at - b.at || Number(a.after) - Number(b.after));
  const below = (sorted[0]?.at ?? 0) - 1;
  const first = fact.integer ? Math.floor(below) : below;
  const lowest =
    fact.min === null ? Math.min(first, most) : fact.integer ? Math.ceil(fact.min) : fact.min;
  const above = sorted.map(({ at, after }, index) => {
    if (fact.integer) return after ? Math.floor(at) + 1 : Math.ceil(at);
    if (!after) return at;
    const next = sorted.slice(index + 1).find((edge) => edge.at > at)?.at ?? at + 1;
    return at + (Math.min(next, most) - at) / 2;
  });
  const within = [lowest, ...above].filter((value) => value >= least && value <= most);
  return [...new Set(within)];
};
