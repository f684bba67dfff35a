/** Gathers how sources voted on many questions: questions that look alike are kept once, with their number. */

/** True: it proves. False: it contradicts. Who says neither is not there. */
export type Votes = ReadonlyMap<string, boolean>;

export interface Ballot {
  readonly votes: Votes;
  /** Questions that were answered just so. */
  readonly count: number;
}

export interface BallotBox {
  /** `count`: of questions that were answered so; one where it is left out. */
  readonly add: (votes: Votes, count?: number) => void;
  /** In one order, whatever the order in which they came. */
  readonly ballots: () => readonly Ballot[];
}

const keyOf = (votes: Votes): string =>
  [...votes]
    .map(([source, proves]) => `${proves ? "+" : "-"}${source}`)
    .toSorted()
    .join("\n");

export const openBallotBox = (): BallotBox => {
  const held = new Map<string, { votes: Votes; count: number }>();
  return {
    add: (votes, count = 1) => {
      if (votes.size === 0) return;
      const key = keyOf(votes);
      const known = held.get(key);
      if (known === undefined) held.set(key, { votes: new Map(votes), count });
      else known.count += count;
    },
    ballots: () =>
      [...held.keys()].toSorted().flatMap((key) => {
        const ballot = held.get(key);
        return ballot === undefined ? [] : [ballot];
      }),
  };
};

/** One vote for each group of sources; inside a group one contradiction outweighs every proof. */
export const groupVotes = (votes: Votes, groupOf: (source: string) => string): Votes => {
  const grouped = new Map<string, boolean>();
  for (const [source, proves] of votes) {
    const group = groupOf(source);
    grouped.set(group, (grouped.get(group) ?? true) && proves);
  }
  return grouped;
};

/** What most say; null for a tie and for nobody. */
export const majorityOf = (votes: Votes): boolean | null => {
  let lead = 0;
  for (const proves of votes.values()) lead += proves ? 1 : -1;
  return lead === 0 ? null : lead > 0;
};
