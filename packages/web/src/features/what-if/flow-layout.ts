/** Where the bands of the flow of grades lie: classes on both sides, and between them those who stay and those who move. */

import type { GradeClass, Move } from "./picture.ts";

export interface FlowNode {
  readonly of: GradeClass;
  readonly side: "before" | "after";
  readonly y: number;
  readonly height: number;
  readonly count: number;
}

export interface FlowBand extends Move {
  readonly height: number;
  readonly left: number;
  readonly right: number;
}

export interface Flow {
  readonly nodes: readonly FlowNode[];
  readonly bands: readonly FlowBand[];
}

export interface FlowRoom {
  readonly height: number;
  readonly gap: number;
}

/** Highest grade on top, then down to the undetermined and those outside the type. */
export const flowOrder = (classes: readonly GradeClass[]): readonly GradeClass[] => [
  ...classes.filter((one) => typeof one === "number").toReversed(),
  ...classes.filter((one) => typeof one !== "number"),
];

const sum = (moves: readonly Move[]): number =>
  moves.reduce((total, { count }) => total + count, 0);

/** What is there is seen: at least this high, however few firms it is. */
const leastHeight = 1;

export const layOutFlow = (
  classes: readonly GradeClass[],
  moves: readonly Move[],
  { height, gap }: FlowRoom,
): Flow => {
  // Who is of the type in neither has nothing to do with it.
  const told = moves.filter(({ from, to }) => from !== "none" || to !== "none");
  const order = flowOrder(classes);
  const all = Math.max(1, sum(told));
  const scale = (height - gap * (order.length - 1)) / all;
  const heightOf = (count: number): number =>
    count === 0 ? 0 : Math.max(leastHeight, count * scale);
  const nodesOf = (side: FlowNode["side"]): readonly FlowNode[] => {
    let y = 0;
    return order.flatMap((of): FlowNode[] => {
      const count = sum(told.filter((move) => (side === "before" ? move.from : move.to) === of));
      if (count === 0) return [];
      const node = { of, side, y, height: heightOf(count), count };
      y += node.height + gap;
      return [node];
    });
  };
  const [before, after] = [nodesOf("before"), nodesOf("after")];
  const next = new Map([...before, ...after].map((node) => [`${node.side} ${node.of}`, node.y]));
  const place = (side: FlowNode["side"], of: GradeClass, taken: number): number => {
    const y = next.get(`${side} ${of}`) ?? 0;
    next.set(`${side} ${of}`, y + taken);
    return y;
  };
  const sorted = told.toSorted(
    (a, b) =>
      order.indexOf(a.from) - order.indexOf(b.from) || order.indexOf(a.to) - order.indexOf(b.to),
  );
  const bands = sorted.map((move): FlowBand => {
    const own = move.count * scale;
    return {
      ...move,
      height: Math.max(leastHeight, own),
      left: place("before", move.from, own),
      right: place("after", move.to, own),
    };
  });
  return { nodes: [...before, ...after], bands };
};
