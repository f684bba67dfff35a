/** Why a grade: the rules that led to it as a tree, down to the facts, each with its source. */

import type { LocalizedText } from "@fenji/kernel";
import {
  conditionReads,
  formulaReads,
  type Citation,
  type Condition,
  type FactDefinition,
  type FactValue,
  type GradedType,
  type OverrideNode,
  type RuleNode,
  type Standing,
} from "@fenji/regime";
import { describeBand, describeValue } from "./describe-values.ts";
import { possibleValues, settledValue, type GradedRow } from "./graded-row.ts";

export interface Reason {
  /** Id of a rule node, of an override, or of a fact. */
  readonly factor: string;
  readonly label: LocalizedText;
  /** What the rule looked at: the fact, or the value of the node below; null: unknown, or several things. */
  readonly input: FactValue;
  readonly band: LocalizedText | null;
  /** null: not determined by the known facts, or (for facts) not a number of points. */
  readonly points: number | null;
  /** Every value still possible; one where `points` is given. */
  readonly possible: readonly number[];
  readonly source: { readonly title: LocalizedText; readonly clause: string | null } | null;
  readonly standing: Standing;
  readonly children: readonly Reason[];
}

interface Explaining {
  readonly row: GradedRow;
  readonly nodes: ReadonlyMap<string, RuleNode>;
  /** A node that several rules use is unfolded once. */
  readonly shown: Set<string>;
}

/** Whether the type applies comes first where the facts leave it open. */
export const explainType = (row: GradedRow, type: GradedType): readonly Reason[] => {
  const nodes = new Map(row.kernel.grading.nodes.map((node) => [node.id, node]));
  const explaining: Explaining = { row, nodes, shown: new Set() };
  const root = explainNode(explaining, type.result);
  const { appliesWhen } = type;
  if (appliesWhen === null) return root;
  const held = settledValue(row, row.kernel.rules.condition(appliesWhen));
  if (held === 1) return root;
  const condition: Reason = {
    factor: type.id,
    label: { zh: `是否属于${type.name.zh}`, en: `Whether it is: ${type.name.en}` },
    ...soleInput(row, appliesWhen),
    band: describeHeld(held),
    points: null,
    possible: [],
    source: null,
    standing:
      row.kernel.grading.nodes.find(({ id }) => id === type.result)?.standing ?? "unverified",
    children: conditionChildren(explaining, appliesWhen, "unverified"),
  };
  return [condition, ...root];
};

const explainNode = (explaining: Explaining, id: string): readonly Reason[] => {
  const node = explaining.nodes.get(id);
  if (node === undefined) return [];
  const { row, shown } = explaining;
  const possible = possibleValues(row, row.kernel.rules.node(id));
  const [only = null] = possible;
  const first = !shown.has(id);
  shown.add(id);
  const details = first ? detailsOf(explaining, node) : { input: null, band: null, children: [] };
  return [
    {
      factor: id,
      label: node.label,
      ...details,
      points: possible.length === 1 ? only : null,
      possible,
      source: resolve(row, node.citation),
      standing: node.standing,
    },
  ];
};

const resolve = ({ kernel }: GradedRow, citation: Citation | null): Reason["source"] => {
  const source = kernel.sources.find(({ id }) => id === citation?.source);
  return source === undefined ? null : { title: source.title, clause: citation?.clause ?? null };
};

type Details = Pick<Reason, "input" | "band" | "children">;

const inner = (children: readonly Reason[]): Details => ({ input: null, band: null, children });

const detailsOf = (explaining: Explaining, node: RuleNode): Details => {
  const below = (ids: readonly string[]): readonly Reason[] =>
    ids.flatMap((id) => explainNode(explaining, id));
  switch (node.rule) {
    case "bands":
      return bandDetails(explaining, node);
    case "lookup":
    case "set":
      return { ...factDetails(explaining.row, node.of), children: [] };
    case "when":
      return whenDetails(explaining, node);
    case "sum":
      return inner(below(node.terms.map((term) => term.node)).map((reason) => weigh(reason, node)));
    case "max":
    case "min":
      return inner(below(node.of));
    case "matrix":
      return matrixDetails(explaining, node);
    case "table":
      return tableDetails(explaining, node);
    case "switch": {
      const chosen = explaining.row.facts[node.of] ?? null;
      const every = [
        ...Object.values(node.cases),
        ...(node.otherwise === null ? [] : [node.otherwise]),
      ];
      const target = typeof chosen === "string" ? (node.cases[chosen] ?? node.otherwise) : null;
      return {
        ...factDetails(explaining.row, node.of),
        children: below(target === null ? [...new Set(every)] : [target]),
      };
    }
    case "override":
      return inner([...below([node.base]), ...overridesOf(explaining, node)]);
  }
};

/** Of a condition on one fact the fact says it all; else its parts follow as children. */
const whenDetails = (
  explaining: Explaining,
  node: Extract<RuleNode, { rule: "when" }>,
): Details => {
  const { row } = explaining;
  const fact = soleFact(node.when);
  if (fact !== undefined) return { ...factDetails(row, fact), children: [] };
  const band = describeHeld(heldValue(row, node.when));
  return { input: null, band, children: conditionChildren(explaining, node.when, node.standing) };
};

/** A weight other than one is told beside the term's band. */
const weigh = (reason: Reason, node: Extract<RuleNode, { rule: "sum" }>): Reason => {
  const weight = node.terms.find((term) => term.node === reason.factor)?.weight ?? 1;
  if (weight === 1) return reason;
  const put = (text: string | undefined): string => `${text ?? ""} × ${weight}`.trim();
  return { ...reason, band: { zh: put(reason.band?.zh), en: put(reason.band?.en) } };
};

const definitionOf = ({ kernel }: GradedRow, fact: string): FactDefinition | undefined =>
  kernel.facts.find(({ id }) => id === fact);

const factDetails = (row: GradedRow, fact: string): Pick<Details, "input" | "band"> => {
  const input = row.facts[fact] ?? null;
  const definition = definitionOf(row, fact);
  return { input, band: definition === undefined ? null : describeValue(definition, input) };
};

const bandDetails = (
  explaining: Explaining,
  node: Extract<RuleNode, { rule: "bands" }>,
): Details => {
  const { row } = explaining;
  const ofFact = "fact" in node.of ? definitionOf(row, node.of.fact) : undefined;
  const known =
    "fact" in node.of
      ? (row.facts[node.of.fact] ?? null)
      : settledValue(row, row.kernel.rules.node(node.of.node));
  const children =
    "node" in node.of
      ? explainNode(explaining, node.of.node)
      : inputsOf(row, node.of.fact, node.standing);
  if (typeof known !== "number") return { input: null, band: null, children };
  const index = node.bands.findLastIndex(({ from }) => from === null || known >= from);
  const unit = ofFact?.kind === "number" ? ofFact.unit : null;
  return { input: known, band: describeBand(node.bands, index, unit), children };
};

/** The row that holds, or those that still may. */
const tableDetails = (
  explaining: Explaining,
  node: Extract<RuleNode, { rule: "table" }>,
): Details => {
  const open = node.rows.filter((row) => heldValue(explaining.row, row.when) !== 0);
  const band = open.length === 1 ? (open[0]?.label ?? null) : null;
  const all = open.flatMap(({ when }) => conditionChildren(explaining, when, node.standing));
  const children = all.filter(({ factor }, at) => all.findIndex((a) => a.factor === factor) === at);
  return { input: null, band, children };
};

const matrixDetails = (
  explaining: Explaining,
  node: Extract<RuleNode, { rule: "matrix" }>,
): Details => {
  const { row } = explaining;
  const [at, across] = [node.rows, node.columns].map((id) =>
    settledValue(row, row.kernel.rules.node(id)),
  );
  const children = [node.rows, node.columns].flatMap((id) => explainNode(explaining, id));
  if (typeof at !== "number" || typeof across !== "number") return inner(children);
  const band = {
    zh: `第 ${at + 1} 行，第 ${across + 1} 列`,
    en: `row ${at + 1}, column ${across + 1}`,
  };
  return { input: null, band, children };
};

const heldValue = (row: GradedRow, condition: Condition): number | null =>
  settledValue(row, row.kernel.rules.condition(condition));

const describeHeld = (held: number | null): LocalizedText => {
  if (held === null) return { zh: "尚不能确定", en: "not determined" };
  return held === 1 ? { zh: "成立", en: "holds" } : { zh: "不成立", en: "does not hold" };
};

/** The fact, where a condition looks at one and at nothing else. */
const soleFact = (condition: Condition): string | undefined => {
  const { facts, nodes } = conditionReads(condition);
  const [fact, other] = [...new Set(facts)];
  return nodes.length === 0 && other === undefined ? fact : undefined;
};

const soleInput = (row: GradedRow, condition: Condition): { readonly input: FactValue } => {
  const fact = soleFact(condition);
  return { input: fact === undefined ? null : (row.facts[fact] ?? null) };
};

const conditionChildren = (
  explaining: Explaining,
  condition: Condition,
  standing: Standing,
): readonly Reason[] => {
  const { row } = explaining;
  const { facts, nodes } = conditionReads(condition);
  return [
    ...[...new Set(facts)].flatMap((fact) => {
      const definition = definitionOf(row, fact);
      return definition === undefined ? [] : [factReason(row, definition, standing)];
    }),
    ...[...new Set(nodes)].flatMap((id) => explainNode(explaining, id)),
  ];
};

const factReason = (row: GradedRow, fact: FactDefinition, standing: Standing): Reason => ({
  factor: fact.id,
  label: fact.label,
  ...factDetails(row, fact.id),
  points: null,
  possible: [],
  source: resolve(row, fact.citation),
  standing: row.kernel.derivations.find(({ id }) => id === fact.id)?.standing ?? standing,
  children: inputsOf(row, fact.id, standing),
});

/** What a derivation was computed from; a fact that people give has nothing behind it. */
const inputsOf = (row: GradedRow, id: string, standing: Standing): readonly Reason[] => {
  const derivation = row.kernel.derivations.find((one) => one.id === id);
  if (derivation === undefined) return [];
  return [...new Set(formulaReads(derivation.formula).facts)].flatMap((read) => {
    const definition = definitionOf(row, read);
    return definition === undefined ? [] : [factReason(row, definition, standing)];
  });
};

const effects = {
  "at-least": { zh: "至少", en: "at least" },
  "at-most": { zh: "至多", en: "at most" },
  set: { zh: "定为", en: "set to" },
} as const;

/** Overrides that hold or may hold; what surely does not hold changed nothing. */
const overridesOf = (explaining: Explaining, node: OverrideNode): readonly Reason[] =>
  node.overrides.flatMap((override): Reason[] => {
    const { row } = explaining;
    const held = heldValue(row, override.when);
    if (held === 0) return [];
    const effect = effects[override.effect];
    const state = describeHeld(held);
    return [
      {
        factor: override.id,
        label: override.label,
        ...soleInput(row, override.when),
        band: {
          zh: `${effect.zh} ${override.value}（${state.zh}）`,
          en: `${effect.en} ${override.value} (${state.en})`,
        },
        points: held === 1 ? override.value : null,
        possible: held === 1 ? [override.value] : [],
        source: resolve(row, override.citation),
        standing: node.standing,
        children: conditionChildren(explaining, override.when, node.standing),
      },
    ];
  });
