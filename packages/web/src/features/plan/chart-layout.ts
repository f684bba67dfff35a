/** Where the points and lines of one small size chart lie, in the chart's own units. */

export interface ChartPoint {
  readonly year: number;
  readonly value: number;
  readonly status: "estimate" | "final";
  readonly scope: string;
}

export interface Placed extends ChartPoint {
  readonly x: number;
  readonly y: number;
}

export interface ChartLine {
  readonly from: Placed;
  readonly to: Placed;
  /** Dashed: one end is an estimate, or years between them have no figure. */
  readonly dashed: boolean;
}

export interface ChartBox {
  readonly width: number;
  readonly height: number;
  readonly firstYear: number;
  readonly lastYear: number;
}

export interface ChartLayout {
  readonly points: readonly Placed[];
  readonly lines: readonly ChartLine[];
  /** x of each border between two scopes; no line crosses it. */
  readonly breaks: readonly number[];
}

/** The value axis starts at zero: a size drawn from elsewhere would lie about growth. */
export const layOutChart = (points: readonly ChartPoint[], box: ChartBox): ChartLayout => {
  const span = Math.max(1, box.lastYear - box.firstYear);
  const top = Math.max(...points.map((point) => point.value), 0) || 1;
  const placed = points
    .toSorted((a, b) => a.year - b.year)
    .map((point) => ({
      ...point,
      x: ((point.year - box.firstYear) / span) * box.width,
      y: box.height * (1 - point.value / top),
    }));
  const pairs = placed.slice(1).flatMap((to, index) => {
    const from = placed[index];
    return from === undefined ? [] : [{ from, to }];
  });
  return {
    points: placed,
    lines: pairs
      .filter(({ from, to }) => from.scope === to.scope)
      .map(({ from, to }) => ({
        from,
        to,
        dashed: from.status === "estimate" || to.status === "estimate" || to.year - from.year > 1,
      })),
    breaks: pairs
      .filter(({ from, to }) => from.scope !== to.scope)
      .map(({ from, to }) => (from.x + to.x) / 2),
  };
};
