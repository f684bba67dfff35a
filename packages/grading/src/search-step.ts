/** Searches the nearest step where derived numbers hang together through the facts behind them. */

import type { Facts, FactValue } from "@fenji/regime";
import { moveInto, type Move } from "./change-fact.ts";
import { isTerminal } from "./diagram.ts";
import type { FactClasses } from "./fact-classes.ts";
import { cheapestWay } from "./least-changes.ts";
import { codesOf, probeNumber } from "./probe-number.ts";
import { factsOfLevel, type Change, type StepProblem } from "./step-problem.ts";

/** How far the search has come on one way. */
interface State {
  readonly facts: Facts;
  readonly changes: ReadonlyMap<string, Change>;
  /** Classes that are supposed of derived numbers whose facts are not known. */
  readonly supposed: ReadonlyMap<number, number>;
  /** Class at each level; undefined: not known. */
  readonly codeAt: (level: number) => number | undefined;
}

/** More changed facts are no step any more. */
const mostChanges = 12;

/** States whose continuations are worked out. */
const mostExpanded = 100;

/** States that are looked at, those of several rounds counted in each. */
const mostVisited = 1_000;

interface Search extends StepProblem {
  /** By level. */
  readonly behind: ReadonlyMap<number, readonly string[]>;
  readonly expanded: Map<string, readonly State[]>;
  /** In this round. */
  readonly seen: Set<string>;
  readonly bounds: Map<string, number>;
  readonly probed: Map<string, readonly Move[]>;
  visits: number;
  best: { readonly changes: readonly Change[]; readonly size: number } | undefined;
}

export const searchStep = (problem: StepProblem): "none" | "too-far" | readonly Change[] => {
  const behind = new Map(
    problem.levels.map((level) => [level, factsOfLevel(problem.kernel, level)] as const),
  );
  const search: Search = {
    ...problem,
    behind,
    expanded: new Map(),
    seen: new Set(),
    bounds: new Map(),
    probed: new Map(),
    visits: 0,
    best: undefined,
  };
  const start = stateOf(search, { facts: search.facts, changes: new Map(), supposed: new Map() });
  const least = boundOf(search, start);
  if (least === Infinity) return "none";
  for (let most = least; most <= mostChanges; most += 1) {
    search.seen.clear();
    deepen(search, start, most);
    if (search.best !== undefined) return search.best.changes;
    if (isSpent(search)) return "too-far";
  }
  return "too-far";
};

const isSpent = ({ expanded, visits }: Search): boolean =>
  expanded.size >= mostExpanded || visits >= mostVisited;

const stateOf = ({ kernel }: Search, state: Omit<State, "codeAt">): State => {
  const codes = codesOf(kernel, [state.facts]);
  const codeAt = (level: number): number | undefined => {
    const code = codes[level]?.[0];
    return code === kernel.classes[level]?.count ? state.supposed.get(level) : code;
  };
  return { ...state, codeAt };
};

/** Facts that at least have to change still; derived numbers with a free fact behind them count as free. */
const boundOf = (search: Search, state: State): number => {
  const costs: number[][] = [];
  for (const level of search.levels) costs[level] = costsOf(search, state, level);
  const costOf = (level: number, code: number): number => costs[level]?.[code] ?? Infinity;
  return cheapestWay(search.kernel.graph, search.target, costOf).cost;
};

/** By class of the level. */
const costsOf = (search: Search, { codeAt, changes }: State, level: number): number[] => {
  const held = codeAt(level);
  const free = (fact: string): boolean => !changes.has(fact) && !search.fixed.has(fact);
  const facts = search.behind.get(level) ?? [];
  const other = isDerived(search, level)
    ? facts.some(free) || held === undefined
      ? 0
      : Infinity
    : facts.every(free)
      ? 1
      : Infinity;
  const { count } = search.kernel.classes[level] ?? { count: 0 };
  return Array.from({ length: count }, (_, code) => (code === held ? 0 : other));
};

/** Nobody is asked for it: other facts stand behind it. */
const isDerived = ({ kernel, behind }: Search, level: number): boolean =>
  behind.get(level)?.[0] !== kernel.facts[level]?.id || behind.get(level)?.length !== 1;

/** Down one way to as many changes as allowed; as many as allowed are found with the smallest size. */
const deepen = (search: Search, state: State, most: number): void => {
  const key = keyOf(state);
  if (search.seen.has(key) || search.visits >= mostVisited) return;
  search.seen.add(key);
  search.visits += 1;
  const { solved } = walk(search, state);
  if (solved) {
    const changes = [...state.changes.values()];
    const size = changes.reduce((sum, { relative }) => sum + relative, 0);
    if (search.best === undefined || size < search.best.size) search.best = { changes, size };
    return;
  }
  const bound = search.bounds.get(key) ?? boundOf(search, state);
  search.bounds.set(key, bound);
  if (state.changes.size + bound > most) return;
  for (const next of continuationsOf(search, state))
    if (next.changes.size <= most) deepen(search, next, most);
};

interface Walk {
  readonly solved: boolean;
  /** Levels passed; every other outcome differs at one of them. */
  readonly passed: readonly number[];
  /** Level where the way ends because its class is not known. */
  readonly open: number | undefined;
}

const walk = ({ kernel: { graph }, target }: Search, { codeAt }: State): Walk => {
  const passed: number[] = [];
  let at = target;
  while (!isTerminal(graph, at)) {
    const level = graph.level(at);
    const code = codeAt(level);
    if (code === undefined) return { solved: false, passed, open: level };
    passed.push(level);
    at = graph.child(at, code);
  }
  return { solved: graph.value(at) === 1, passed, open: undefined };
};

const keyOf = ({ changes, supposed }: State): string =>
  JSON.stringify([
    [...changes.values()]
      .toSorted((a, b) => (a.fact < b.fact ? -1 : 1))
      .map(({ fact, to }) => [fact, to]),
    [...supposed].toSorted(([a], [b]) => a - b),
  ]);

/** Every way on: an open level is settled, or a level that was passed is changed. */
const continuationsOf = (search: Search, state: State): readonly State[] => {
  const key = keyOf(state);
  const known = search.expanded.get(key);
  if (known !== undefined) return known;
  if (search.expanded.size >= mostExpanded) return [];
  search.expanded.set(key, []);
  const { passed, open } = walk(search, state);
  const looked = open === undefined ? passed : [...passed, open];
  const supposed = open === undefined ? [] : suppose(search, state, open);
  const facts = new Set(looked.flatMap((level) => search.behind.get(level) ?? []));
  const changed = [...facts]
    .filter((fact) => !state.changes.has(fact) && !search.fixed.has(fact))
    .flatMap((fact) =>
      movesOf(search, state, { fact, looked }).map((move) =>
        apply(search, state, { ...move, fact }),
      ),
    );
  const next = [...supposed, ...changed];
  search.expanded.set(key, next);
  return next;
};

const apply = (search: Search, state: State, move: Move & { readonly fact: string }): State => {
  const { fact, to } = move;
  const from: FactValue = search.facts[fact] ?? null;
  return stateOf(search, {
    facts: { ...state.facts, [fact]: to },
    changes: new Map([...state.changes, [fact, { ...move, from }]]),
    supposed: state.supposed,
  });
};

/** A derived number whose facts are not known: they have to be given first, and may then come to any class. */
const suppose = (search: Search, state: State, level: number): readonly State[] => {
  if (!isDerived(search, level)) return [];
  const unknown = (search.behind.get(level) ?? []).filter(
    (fact) => (state.facts[fact] ?? null) === null,
  );
  if (unknown.length === 0 || unknown.some((fact) => search.fixed.has(fact))) return [];
  const given = unknown.map(
    (fact) => [fact, { fact, from: null, to: null, bound: null, relative: 0 }] as const,
  );
  const changes = new Map([...given, ...state.changes]);
  return Array.from({ length: search.kernel.classes[level]?.count ?? 0 }, (_, code) =>
    stateOf(search, {
      facts: state.facts,
      changes,
      supposed: new Map([...state.supposed, [level, code]]),
    }),
  );
};

interface Moving {
  readonly fact: string;
  /** Levels of which one has to change its class, unless the fact goes to an end of its range. */
  readonly looked: readonly number[];
}

/** The nearest values of a fact that change what is looked at, one for each combination of classes. */
const movesOf = (search: Search, state: State, { fact, looked }: Moving): readonly Move[] => {
  const { kernel } = search;
  const from = state.facts[fact] ?? null;
  const level = kernel.levelOf.get(fact);
  const classes = level === undefined ? undefined : kernel.classes[level];
  if (level === undefined || classes === undefined) return [];
  const own = search.levels.includes(level)
    ? Array.from({ length: classes.count }, (_, code) =>
        code === state.codeAt(level) ? undefined : moveInto(classes, code, from),
      ).filter((move) => move !== undefined)
    : [];
  const derived = search.levels.filter(
    (one) => one !== level && search.behind.get(one)?.includes(fact) === true,
  );
  if (derived.length === 0) return own;
  const probed = probe(search, state, { fact, levels: [level, ...derived] });
  return distinct(search, state, { fact, looked, moves: [...own, ...probed] });
};

/** What other facts are does not matter, unless they stand behind the same derived numbers. */
const probe = (
  search: Search,
  { facts }: State,
  { fact, levels }: { readonly fact: string; readonly levels: readonly number[] },
): readonly Move[] => {
  const { kernel, behind, probed } = search;
  const classes = kernel.classes[kernel.levelOf.get(fact) ?? -1];
  const from = facts[fact] ?? null;
  if (classes === undefined) return [];
  if (classes.kind !== "number" || typeof from !== "number") return everyValue(classes, from);
  const beside = new Set(levels.flatMap((level) => behind.get(level) ?? []));
  const key = JSON.stringify([fact, ...[...beside].map((id) => facts[id] ?? null)]);
  const known = probed.get(key);
  if (known !== undefined) return known;
  const moves = probeNumber({ kernel, classes, facts, from, levels });
  probed.set(key, moves);
  return moves;
};

/** Of a fact that is no number, one move for each class. */
const everyValue = (classes: FactClasses, from: FactValue): readonly Move[] => {
  if (classes.kind !== "choice")
    return Array.from({ length: classes.count }, (_, code) => moveInto(classes, code, from)).filter(
      (move) => move !== undefined,
    );
  return classes.options.map(({ id }) => ({
    to: id,
    bound: null,
    relative: from === null ? 0 : 1,
  }));
};

/** Of moves with the same classes the smallest; those that change nothing looked at are left out, ends of a range not. */
const distinct = (
  search: Search,
  state: State,
  { fact, looked, moves }: Moving & { readonly moves: readonly Move[] },
): readonly Move[] => {
  const rows = [state.facts, ...moves.map(({ to }): Facts => ({ ...state.facts, [fact]: to }))];
  const codes = codesOf(search.kernel, rows);
  const classes = search.kernel.classes[search.kernel.levelOf.get(fact) ?? -1];
  const ends: readonly FactValue[] =
    classes?.kind === "number" ? [classes.low, classes.definition.max] : [];
  const best = new Map<string, Move>();
  for (const [index, move] of moves.entries()) {
    const differs = looked.some((level) => codes[level]?.[index + 1] !== codes[level]?.[0]);
    if (!differs && !ends.includes(move.to)) continue;
    const end = ends.includes(move.to) ? " end" : "";
    const key = search.levels.map((level) => codes[level]?.[index + 1] ?? 0).join(" ") + end;
    const held = best.get(key);
    if (held === undefined || move.relative < held.relative) best.set(key, move);
  }
  return [...best.values()];
};
