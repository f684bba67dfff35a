/** Finds sources that seem to copy each other: they agree far more often than two that look for themselves would. */

import { groupVotes, openBallotBox, type Ballot } from "./ballots.ts";
import { fitDawidSkene } from "./dawid-skene.ts";

export interface CopiedPair {
  /** Each may stand for a group that was found before: then its name is the first of its members. */
  readonly sources: readonly [string, string];
  /** Questions that both answered, and others too. */
  readonly questions: number;
  /** Of these, on how many they agree, and on how many independent sources of their quality would. */
  readonly agreed: number;
  readonly expected: number;
}

export interface Copies {
  readonly pairs: readonly CopiedPair[];
  /** The name under which a source votes: all that are tied by copying, however long the chain, vote as one. */
  readonly groups: ReadonlyMap<string, string>;
}

const minQuestions = 50;
/** Fewer others are no reference: of two that differ nobody knows which errs, and two good sources beside them look alike. */
const minOthers = 3;
/** Share of the disagreements to be expected that never happened; a copier has hardly any of its own. */
const minExcess = 0.7;
/** Copies are looked for among so many sources that answered most, by so many ways of answering that are commonest. */
const maxSources = 10;
const maxBallots = 500;
/** Standard deviations above what is expected: pairs are many, and questions differ in how hard they are. */
const minDeviations = 6;

interface Cell {
  readonly count: number;
  /** Probability of met by what the others say. */
  readonly met: number;
  readonly a: boolean;
  readonly b: boolean;
}

const without = ({ votes, count }: Ballot, a: string, b: string): Ballot => ({
  votes: new Map([...votes].filter(([source]) => source !== a && source !== b)),
  count,
});

/** What the pair says, beside what the others alone make of the question. */
const cellsOf = (ballots: readonly Ballot[], a: string, b: string): readonly Cell[] => {
  const others = ballots.map((ballot) => without(ballot, a, b));
  const sources = [...new Set(others.flatMap(({ votes }) => [...votes.keys()]))].toSorted();
  if (sources.length < minOthers) return [];
  const fit = fitDawidSkene(
    others.filter(({ votes }) => votes.size > 0),
    sources,
  );
  return ballots.flatMap(({ votes, count }, index) => {
    const [x, y, rest] = [votes.get(a), votes.get(b), others[index]?.votes];
    if (x === undefined || y === undefined || rest === undefined || rest.size < minOthers)
      return [];
    return [{ count, met: fit.probabilityMet(rest), a: x, b: y }];
  });
};

/** How often one of the pair says met where it is, and where it is not. */
const ratesOf = (cells: readonly Cell[], says: (cell: Cell) => boolean) => {
  let [met, saidOfMet, notMet, saidOfNot] = [1, 0.5, 1, 0.5];
  for (const cell of cells) {
    met += cell.count * cell.met;
    notMet += cell.count * (1 - cell.met);
    if (!says(cell)) continue;
    saidOfMet += cell.count * cell.met;
    saidOfNot += cell.count * (1 - cell.met);
  }
  return { ofMet: saidOfMet / met, ofNot: saidOfNot / notMet };
};

/** Questions that both answered beside enough others: too few need no estimate to be passed over. */
const answersShared = (ballots: readonly Ballot[], a: string, b: string): number =>
  ballots.reduce(
    (sum, { votes, count }) =>
      votes.has(a) && votes.has(b) && votes.size >= minOthers + 2 ? sum + count : sum,
    0,
  );

const agreeing = (p: number, q: number): number => p * q + (1 - p) * (1 - q);

const comparePair = (
  ballots: readonly Ballot[],
  a: string,
  b: string,
): { readonly pair: CopiedPair; readonly excess: number } | null => {
  if (answersShared(ballots, a, b) < minQuestions) return null;
  const cells = cellsOf(ballots, a, b);
  const questions = cells.reduce((sum, { count }) => sum + count, 0);
  if (questions < minQuestions) return null;
  const [ratesA, ratesB] = [ratesOf(cells, (cell) => cell.a), ratesOf(cells, (cell) => cell.b)];
  const [whereMet, whereNot] = [
    agreeing(ratesA.ofMet, ratesB.ofMet),
    agreeing(ratesA.ofNot, ratesB.ofNot),
  ];
  let [agreed, expected, variance] = [0, 0, 0];
  for (const cell of cells) {
    const chance = cell.met * whereMet + (1 - cell.met) * whereNot;
    expected += cell.count * chance;
    variance += cell.count * chance * (1 - chance);
    if (cell.a === cell.b) agreed += cell.count;
  }
  const excess = (agreed - expected) / (questions - expected);
  if (!(excess >= minExcess) || agreed - expected < minDeviations * Math.sqrt(variance))
    return null;
  return { pair: { sources: [a, b], questions, agreed, expected }, excess };
};

const closest = (ballots: readonly Ballot[], sources: readonly string[]): CopiedPair | null => {
  let best: ReturnType<typeof comparePair> = null;
  for (const [index, a] of sources.entries())
    for (const b of sources.slice(index + 1)) {
      const found = comparePair(ballots, a, b);
      if (found !== null && (best === null || found.excess > best.excess)) best = found;
    }
  return best?.pair ?? null;
};

/** Bounded, because whoever writes a report names its source. */
const mostAnswering = (ballots: readonly Ballot[], sources: readonly string[]): string[] => {
  if (sources.length <= maxSources) return sources.toSorted();
  const answers = new Map<string, number>();
  for (const { votes, count } of ballots)
    if (votes.size > 1)
      for (const source of votes.keys()) answers.set(source, (answers.get(source) ?? 0) + count);
  const of = (source: string): number => answers.get(source) ?? 0;
  return sources
    .toSorted()
    .toSorted((a, b) => of(b) - of(a))
    .slice(0, maxSources)
    .toSorted();
};

const commonest = (ballots: readonly Ballot[], sources: readonly string[]): readonly Ballot[] => {
  const known = new Set(sources);
  const box = openBallotBox();
  for (const { votes, count } of ballots)
    box.add(new Map([...votes].filter(([source]) => known.has(source))), count);
  const all = box.ballots();
  return all.length <= maxBallots
    ? all
    : all.toSorted((a, b) => b.count - a.count).slice(0, maxBallots);
};

/**
 * The closest pair first; then the pair votes as one and the rest is looked at again, because two that err together make
 * independent ones look as if they did.
 */
export const findCopies = (ballots: readonly Ballot[], sources: readonly string[]): Copies => {
  const groups = new Map(sources.map((source) => [source, source]));
  const pairs: CopiedPair[] = [];
  let names = mostAnswering(ballots, sources);
  let held = commonest(ballots, names);
  for (let found = closest(held, names); found !== null; found = closest(held, names)) {
    const [into, from] = found.sources;
    pairs.push(found);
    for (const [source, group] of groups) if (group === from) groups.set(source, into);
    names = names.filter((name) => name !== from);
    const groupOf = (source: string): string => (source === from ? into : source);
    held = held.map(({ votes, count }) => ({ votes: groupVotes(votes, groupOf), count }));
  }
  return { pairs, groups };
};
