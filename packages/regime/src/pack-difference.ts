/** What is different between two packs: added, removed, changed, per kind of entry and per member. */

import { isTree, listOf, packTree, type PackTree } from "./pack-files.ts";
import type { Pack } from "./pack-model.ts";

export interface Change {
  /** Members from the entry down, e.g. `bands.0.from`. */
  readonly field: string;
  /** undefined: not there. */
  readonly before: unknown;
  readonly after: unknown;
}

export interface ChangedEntry {
  readonly id: string;
  readonly changes: readonly Change[];
}

export interface EntryDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly ChangedEntry[];
  /** True where what both have stands in another order. */
  readonly reordered: boolean;
}

/**
 * A requirement that asks the same, in its own text and in the text of its elements, keeps its verdicts. Where only the
 * selectors are others, evidence on file is judged again.
 */
export interface RequirementFate {
  readonly id: string;
  /** Under which id it goes on; the same where it was not renamed. */
  readonly becomes: string;
  readonly verdicts: "kept" | "rejudged" | "lost";
}

export interface PackDifference {
  readonly same: boolean;
  /** By kind: `facts`, `nodes`, `types`, `requirements`, `sources`, …; kinds without a difference are left out. */
  readonly entries: Readonly<Record<string, EntryDifference>>;
  /** Members that are no lists, e.g. `header.version`. */
  readonly members: readonly Change[];
  /** Of requirements that were changed, renamed or removed. */
  readonly fates: readonly RequirementFate[];
}

export const packDifference = (before: Pack, after: Pack): PackDifference => {
  const [a, b] = [flattened(packTree(before)), flattened(packTree(after))];
  const kinds = [...new Set([...a.lists.keys(), ...b.lists.keys()])];
  const entries = kinds.flatMap((kind): [string, EntryDifference][] => {
    const found = compareLists(listOf(a.lists.get(kind)), listOf(b.lists.get(kind)));
    return isEmpty(found) ? [] : [[kind, found]];
  });
  const members = changesBetween(a.rest, b.rest, "");
  return {
    same: entries.length === 0 && members.length === 0,
    entries: Object.fromEntries(entries),
    members,
    fates: fatesOf(before, after),
  };
};

/** True where both grade by the same facts and rules. */
export const isSameGrading = (before: Pack, after: Pack): boolean =>
  changesBetween(before.grading, after.grading, "").length === 0;

const isEmpty = ({ added, removed, changed, reordered }: EntryDifference): boolean =>
  added.length + removed.length + changed.length === 0 && !reordered;

interface Flattened {
  readonly lists: ReadonlyMap<string, readonly unknown[]>;
  readonly rest: PackTree;
}

/** Lists of the pack, of its header and of its rules are compared entry by entry, the rest member by member. */
const flattened = (tree: PackTree): Flattened => {
  const lists = new Map<string, readonly unknown[]>();
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(tree)) {
    if (Array.isArray(value)) lists.set(name, value);
    else if (!isTree(value)) rest[name] = value;
    else {
      const inner = Object.entries(value);
      for (const [key, member] of inner)
        if (Array.isArray(member))
          lists.set(name === "grading" || name === "header" ? key : `${name}.${key}`, member);
      rest[name] = Object.fromEntries(inner.filter(([, member]) => !Array.isArray(member)));
    }
  }
  return { lists, rest };
};

/** By id; what has none, such as a case, by its English name; numbered where that repeats. */
const named = (list: readonly unknown[]): ReadonlyMap<string, unknown> => {
  const found = new Map<string, unknown>();
  for (const [index, item] of list.entries()) {
    const name = nameOf(item, index);
    let unique = name;
    for (let count = 2; found.has(unique); count += 1) unique = `${name}#${count}`;
    found.set(unique, item);
  }
  return found;
};

const nameOf = (item: unknown, index: number): string => {
  if (!isTree(item)) return JSON.stringify(item);
  if (typeof item["id"] === "string") return item["id"];
  const { name } = item;
  return isTree(name) ? String(name["en"]) : String(index + 1);
};

const compareLists = (before: readonly unknown[], after: readonly unknown[]): EntryDifference => {
  const [a, b] = [named(before), named(after)];
  const common = [...a.keys()].filter((name) => b.has(name));
  const changed = common.flatMap((id): ChangedEntry[] => {
    const changes = changesBetween(a.get(id), b.get(id), "");
    return changes.length === 0 ? [] : [{ id, changes }];
  });
  const order = [...b.keys()].filter((name) => a.has(name));
  return {
    added: [...b.keys()].filter((name) => !a.has(name)),
    removed: [...a.keys()].filter((name) => !b.has(name)),
    changed,
    reordered: common.some((name, index) => name !== order[index]),
  };
};

/** Lists of equal length are compared place by place; of another length, whole. */
const changesBetween = (before: unknown, after: unknown, field: string): readonly Change[] => {
  if (before === after) return [];
  const [a, b] = [membersOf(before), membersOf(after)];
  const comparable =
    a !== undefined && b !== undefined && Array.isArray(before) === Array.isArray(after);
  if (!comparable || (Array.isArray(before) && a.size !== b.size))
    return [{ field, before, after }];
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((name) =>
    changesBetween(a.get(name), b.get(name), field === "" ? name : `${field}.${name}`),
  );
};

const membersOf = (value: unknown): ReadonlyMap<string, unknown> | undefined =>
  typeof value === "object" && value !== null ? new Map(Object.entries(value)) : undefined;

type Asked = Pack["requirements"][number];

/** What must be so, without how it is shown. */
const wording = ({ type, text, elements }: Asked): string =>
  JSON.stringify([type, text, elements.map((element) => element.text)]);

const showing = ({ elements }: Asked): string =>
  JSON.stringify(elements.map(({ id, selectors }) => [id, selectors]));

const fatesOf = (before: Pack, after: Pack): readonly RequirementFate[] => {
  const kept = new Map(after.requirements.map((one) => [one.id, one]));
  const known = new Set(before.requirements.map(({ id }) => id));
  const added = after.requirements.filter(({ id }) => !known.has(id));
  return before.requirements.flatMap((old): RequirementFate[] => {
    const now = kept.get(old.id) ?? added.find((one) => wording(one) === wording(old));
    if (now === undefined) return [{ id: old.id, becomes: old.id, verdicts: "lost" }];
    if (changesBetween(old, now, "").length === 0) return [];
    const proved = showing(old) === showing(now) ? "kept" : "rejudged";
    const verdicts = wording(old) === wording(now) ? proved : "lost";
    return [{ id: old.id, becomes: now.id, verdicts }];
  });
};
