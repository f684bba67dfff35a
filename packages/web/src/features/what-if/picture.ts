/** What moved, as counts: from which class to which, by place, sector and size; small enough to send at every step. */

/** A rank, or not determined by the facts, or no firm of the type. */
export type GradeClass = number | "undetermined" | "none";

export const dimensions = ["jurisdiction", "sector", "size"] as const;
export type Dimension = (typeof dimensions)[number];

/** The keys of each dimension; empty: not known. */
export type Keys = Readonly<Record<Dimension, readonly string[]>>;

export interface Picture {
  readonly type: string;
  /** Ranks ascending, then the undetermined, then firms that are not of the type. */
  readonly classes: readonly GradeClass[];
  readonly keys: Keys;
  /** By group of keys, then class before, then class after. */
  readonly counts: Uint32Array<ArrayBuffer>;
}

/** Narrows a picture to one key of a dimension. */
export interface Filter {
  readonly dimension: Dimension;
  readonly key: string;
}

/** Counts from class to class: `from * classes + to`. */
export type Matrix = Float64Array;

export const groupCount = ({ jurisdiction, sector, size }: Keys): number =>
  jurisdiction.length * sector.length * size.length;

const positionIn = (keys: Keys, group: number, dimension: Dimension): number => {
  const [sectors, sizes] = [keys.sector.length, keys.size.length];
  if (dimension === "size") return group % sizes;
  const rest = Math.floor(group / sizes);
  return dimension === "sector" ? rest % sectors : Math.floor(rest / sectors);
};

const inFilter = ({ keys }: Picture, filter: Filter | null): ((group: number) => boolean) => {
  if (filter === null) return () => true;
  const wanted = keys[filter.dimension].indexOf(filter.key);
  return (group) => positionIn(keys, group, filter.dimension) === wanted;
};

/** One matrix for each key of the dimension. */
export const matricesBy = (
  picture: Picture,
  dimension: Dimension,
  filter: Filter | null,
): ReadonlyMap<string, Matrix> => {
  const { keys, counts, classes } = picture;
  const cells = classes.length ** 2;
  const names = keys[dimension];
  const sums = names.map(() => new Float64Array(cells));
  const wanted = inFilter(picture, filter);
  for (let group = 0; group < groupCount(keys); group += 1) {
    if (!wanted(group)) continue;
    const sum = sums[positionIn(keys, group, dimension)];
    if (sum === undefined) continue;
    for (let cell = 0; cell < cells; cell += 1)
      sum[cell] = (sum[cell] ?? 0) + (counts[group * cells + cell] ?? 0);
  }
  return new Map(names.map((name, index) => [name, sums[index] ?? new Float64Array(cells)]));
};

export const matrixOf = (picture: Picture, filter: Filter | null): Matrix => {
  const whole = new Float64Array(picture.classes.length ** 2);
  for (const part of matricesBy(picture, "size", filter).values())
    for (let cell = 0; cell < whole.length; cell += 1)
      whole[cell] = (whole[cell] ?? 0) + (part[cell] ?? 0);
  return whole;
};

export interface Move {
  readonly from: GradeClass;
  readonly to: GradeClass;
  readonly count: number;
}

/** Every pair of classes that some firm has, those that stay included. */
export const movesIn = (classes: readonly GradeClass[], matrix: Matrix): readonly Move[] =>
  classes.flatMap((from, row) =>
    classes.flatMap((to, column) => {
      const count = matrix[row * classes.length + column] ?? 0;
      return count === 0 ? [] : [{ from, to, count }];
    }),
  );

export interface Totals {
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** Firms of the type, before or after. */
  readonly firms: number;
  readonly moved: number;
  /** To a higher grade; to a lower one. What enters or leaves the undetermined is in neither. */
  readonly up: number;
  readonly down: number;
}

export const totalsOf = (classes: readonly GradeClass[], matrix: Matrix): Totals => {
  const moves = movesIn(classes, matrix);
  const count = (some: (move: Move) => boolean): number =>
    moves.reduce((sum, move) => (some(move) ? sum + move.count : sum), 0);
  const rises = ({ from, to }: Move): boolean =>
    typeof from === "number" && typeof to === "number" && to > from;
  const falls = ({ from, to }: Move): boolean =>
    typeof from === "number" && typeof to === "number" && to < from;
  return {
    before: classes.map((one) => count(({ from }) => from === one)),
    after: classes.map((one) => count(({ to }) => to === one)),
    firms: count(({ from, to }) => from !== "none" || to !== "none"),
    moved: count(({ from, to }) => from !== to),
    up: count(rises),
    down: count(falls),
  };
};
