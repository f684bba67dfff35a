/** Shows the facts for which a decision table has no row, or two. */

import { AppError } from "@fenji/kernel";
import type { Grading, TableNode } from "@fenji/regime";
import type { CompiledRules } from "./compile-rules.ts";
import { describeClasses } from "./describe-values.ts";
import type { Diagram, DiagramGraph } from "./diagram-graph.ts";
import { lift2, restrict, survey } from "./diagram.ts";
import { chosen, type FactClasses } from "./fact-classes.ts";

interface Compiled {
  readonly grading: Grading;
  readonly graph: DiagramGraph;
  readonly classes: readonly FactClasses[];
  readonly rules: CompiledRules;
}

/** @throws AppError `grading.table-hole`, `grading.table-overlap`, with facts that show it. */
export const requireWholeTables = (compiled: Compiled): void => {
  for (const node of compiled.grading.nodes)
    if (node.rule === "table") requireWhole(compiled, node);
};

const requireWhole = (compiled: Compiled, node: TableNode): void => {
  const { graph, rules } = compiled;
  const plus = lift2(graph, (a, b) => a + b);
  const conditions = node.rows.map((row) => rules.condition(row.when));
  const held = conditions.reduce((sum, condition) => plus(sum, condition));
  const { values } = survey(graph, held);
  if (values.includes(0)) {
    const shown = witness(compiled, held, 0);
    throw new AppError("grading.table-hole", { node: node.id, facts: shown.words });
  }
  const twice = values.find((count) => count > 1);
  if (twice === undefined) return;
  const shown = witness(compiled, held, twice);
  const rows = conditions.flatMap((condition, index) =>
    survey(
      graph,
      restrict(graph, condition, (level) => shown.codes.get(level)),
    ).values.includes(1)
      ? [index + 1]
      : [],
  );
  throw new AppError("grading.table-overlap", {
    node: node.id,
    rows: rows.join(", "),
    facts: shown.words,
  });
};

interface Witness {
  readonly codes: ReadonlyMap<number, number>;
  readonly words: string;
}

/** One class for each fact on which it hangs, such that the diagram comes out at the value. */
const witness = ({ graph, classes }: Compiled, diagram: Diagram, value: number): Witness => {
  const codes = new Map<number, number>();
  let left = diagram;
  for (const level of survey(graph, diagram).levels) {
    const count = classes[level]?.count ?? 0;
    for (let code = 0; code < count; code += 1) {
      const then = restrict(graph, left, (at) => (at === level ? code : undefined));
      if (!survey(graph, then).values.includes(value)) continue;
      codes.set(level, code);
      left = then;
      break;
    }
  }
  const words = [...codes].flatMap(([level, code]) => {
    const of = classes[level];
    return of === undefined ? [] : [`${of.fact} ${valueIn(of, code)}`];
  });
  return { codes, words: words.join("; ") };
};

/** Of one class, the way a pack writes it: ids, not labels. */
const valueIn = (of: FactClasses, code: number): string => {
  if (of.kind === "number")
    return describeClasses(of, [code])
      .map(({ en }) => en)
      .join();
  if (of.kind === "boolean") return code === 1 ? "true" : "false";
  const at = of.classOf.indexOf(code);
  return of.kind === "choice"
    ? (of.options[at]?.id ?? "")
    : `[${chosen(of.options, at).join(", ")}]`;
};
