/** Moves numbers of a grading by their paths: `grading.thresholds.3` = 75; the rest of the rules stays as it is. */

import { AppError } from "@fenji/kernel";
import { nearest, nodeValues, type BandsNode, type Grading } from "@fenji/regime";
import { editablePaths, type Bounds, type EditablePath, type Target } from "./editable-paths.ts";

export interface RuleEdit {
  readonly path: string;
  readonly value: number;
}

/**
 * The edited grading; what no edit touches is shared with the one given. Edits of one number: the last counts.
 * @throws AppError `rules.unknown-path`, `rules.unknown-path-near`, `rules.edit-range`, `rules.edit-breaks`, each
 * naming the path and what is allowed there.
 */
export const editRules = (grading: Grading, edits: readonly RuleEdit[]): Grading => {
  const paths = new Map(editablePaths(grading).map((editable) => [editable.path, editable]));
  const edited = edits.reduce(
    (rules, edit) => applyEdit(rules, edit, pathOf(paths, edit)),
    grading,
  );
  for (const edit of edits) requireRising(edited, edit, pathOf(paths, edit));
  requireSound(grading, edited, edits);
  return edited;
};

const pathOf = (paths: ReadonlyMap<string, EditablePath>, { path }: RuleEdit): EditablePath => {
  const found = paths.get(path);
  if (found !== undefined) return found;
  const near = nearest(path, paths.keys());
  if (near === undefined) throw new AppError("rules.unknown-path", { path });
  throw new AppError("rules.unknown-path-near", { path, near });
};

const applyEdit = (grading: Grading, edit: RuleEdit, editable: EditablePath): Grading => {
  requireNumber(edit, editable.bounds);
  const nodes = grading.nodes.map((node) =>
    editable.targets
      .filter((target) => target.node === node.id)
      .reduce((changed, { steps }) => replaced(changed, steps, edit.value), node),
  );
  return { ...grading, nodes };
};

/** A copy along the way to the number. */
const replaced = <T>(whole: T, [step, ...rest]: Target["steps"], value: number): T => {
  if (step === undefined) return value as T;
  const copy = Array.isArray(whole) ? [...whole] : { ...whole };
  const member = copy as Record<string | number, unknown>;
  member[step] = replaced(member[step], rest, value);
  return copy as T;
};

const worded = ({ min, max, exclusive, integer }: Bounds): string => {
  const [above, below] = exclusive ? [">", "<"] : ["≥", "≤"];
  const ends = [
    ...(min === null ? [] : [`${above} ${min}`]),
    ...(max === null ? [] : [`${below} ${max}`]),
  ];
  const kind = integer ? "integer" : "number";
  return ends.length === 0 ? kind : `${integer ? "integer " : ""}${ends.join(", ")}`;
};

const refuse = ({ path, value }: RuleEdit, bounds: Bounds): never => {
  throw new AppError("rules.edit-range", {
    path,
    actual: String(value),
    expected: worded(bounds),
  });
};

/** Bounds of bands are looked at when all edits are made: two may move together. */
const requireNumber = (edit: RuleEdit, bounds: Bounds): void => {
  const { value } = edit;
  const fits =
    Number.isFinite(value) &&
    (!bounds.integer || Number.isInteger(value)) &&
    (bounds.exclusive || (value >= (bounds.min ?? -Infinity) && value <= (bounds.max ?? Infinity)));
  if (!fits) refuse(edit, bounds);
};

const bandsNode = (grading: Grading, id: string): BandsNode | undefined => {
  const node = grading.nodes.find((one) => one.id === id);
  return node?.rule === "bands" ? node : undefined;
};

/** In the rules as they are after all edits. */
const requireRising = (edited: Grading, edit: RuleEdit, { targets }: EditablePath): void => {
  for (const { node, steps } of targets) {
    const bands = bandsNode(edited, node)?.bands;
    const index = Number(steps[1]);
    if (bands === undefined) continue;
    const at = bands[index]?.from ?? 0;
    const [min, max] = [bands[index - 1]?.from ?? null, bands[index + 1]?.from ?? null];
    if (at > (min ?? -Infinity) && at < (max ?? Infinity)) continue;
    refuse({ ...edit, value: at }, { min, max, exclusive: true, integer: false });
  }
};

interface Fault {
  readonly node: string;
  readonly values: readonly number[];
  readonly expected: string;
}

/** Grades that no type lists, and indexes outside of a matrix. */
const faultOf = (grading: Grading): Fault | undefined => {
  const values = nodeValues(grading);
  const outside = (
    node: string,
    allowed: (value: number) => boolean,
    expected: string,
  ): Fault | undefined => {
    const wrong = (values.get(node) ?? []).filter((value) => !allowed(value));
    return wrong.length === 0 ? undefined : { node, values: wrong.slice(0, 5), expected };
  };
  for (const { result, grades } of grading.types) {
    const ranks = grades.map(({ rank }) => rank);
    const fault = outside(result, (value) => ranks.includes(value), ranks.join(", "));
    if (fault !== undefined) return fault;
  }
  for (const node of grading.nodes) {
    if (node.rule !== "matrix") continue;
    const within = (id: string, size: number): Fault | undefined =>
      outside(
        id,
        (value) => Number.isInteger(value) && value >= 0 && value < size,
        `0 … ${size - 1}`,
      );
    const fault =
      within(node.rows, node.values.length) ?? within(node.columns, node.values[0]?.length ?? 0);
    if (fault !== undefined) return fault;
  }
  return undefined;
};

/** Blames the first edit with which the fault is there. */
const requireSound = (grading: Grading, edited: Grading, edits: readonly RuleEdit[]): void => {
  const fault = faultOf(edited);
  if (fault === undefined) return;
  const paths = new Map(editablePaths(grading).map((editable) => [editable.path, editable]));
  let rules = grading;
  for (const edit of edits) {
    rules = applyEdit(rules, edit, pathOf(paths, edit));
    const own = faultOf(rules);
    if (own === undefined) continue;
    throw new AppError("rules.edit-breaks", {
      path: edit.path,
      actual: String(edit.value),
      node: own.node,
      values: own.values.join(", "),
      expected: own.expected,
    });
  }
};
