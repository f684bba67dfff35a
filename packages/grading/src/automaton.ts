/**
 * Grades by reading one class per fact, left to right. A state is the function that is left, so a fact read once is
 * right however many rules use it, and reading "unknown" goes to the union of all its classes: sets are exact.
 */

import type { Diagram, DiagramGraph } from "./diagram-graph.ts";

/** A few neighbouring facts read at once, for all states. Built as rows ask for it. */
export interface Step {
  readonly facts: readonly StepFact[];
  /** Number of joint codes. */
  readonly width: number;
  /** Next offset by offset + code; −1 is not worked out yet. Replaced when it grows. */
  table: Int32Array;
  readonly diagrams: Diagram[];
  readonly indexOf: Map<Diagram, number>;
}

export interface StepFact {
  readonly level: number;
  /** Classes of the fact; the code `count` is unknown. */
  readonly count: number;
}

/** Fewer steps are faster until their tables outgrow the cache; measured on the first regime. */
const maxWidth = 64;

export interface Automaton {
  readonly steps: readonly Step[];
  /** Offset into the first step at which a row begins. */
  readonly start: number;
  /** Terminal mask by final offset. */
  readonly masks: number[];
  /** Works out one missing entry of a step's table; returns the offset into the next step. */
  readonly extend: (step: number, at: number) => number;
  /** The same steps with what is worked out already, for another function of the same facts. */
  readonly restart: (root: Diagram) => Automaton;
}

interface AutomatonSource {
  readonly graph: DiagramGraph;
  /** Its terminals are bit masks of outcomes. */
  readonly root: Diagram;
  /** What is left when the fact looked at first is unknown. */
  readonly join: (diagram: Diagram) => Diagram;
  /** Levels that the root depends on, ascending, with their numbers of classes. */
  readonly facts: readonly StepFact[];
}

export const buildAutomaton = ({ graph, root, join, facts }: AutomatonSource): Automaton => {
  const steps = joinFacts(facts).map((joined): Step => ({
    facts: joined,
    width: widthOf(joined),
    table: new Int32Array(0),
    diagrams: [],
    indexOf: new Map(),
  }));
  const masks: number[] = [];
  const finals = new Map<Diagram, number>();
  const finish = (diagram: Diagram): number => {
    const known = finals.get(diagram);
    if (known !== undefined) return known;
    masks.push(graph.value(diagram));
    finals.set(diagram, masks.length - 1);
    return masks.length - 1;
  };
  const intern = (index: number, diagram: Diagram): number => {
    const step = steps[index];
    if (step === undefined) return finish(diagram);
    const known = step.indexOf.get(diagram);
    if (known !== undefined) return known * step.width;
    const offset = step.diagrams.length * step.width;
    step.indexOf.set(diagram, step.diagrams.length);
    step.diagrams.push(diagram);
    if (step.table.length < offset + step.width) grow(step);
    return offset;
  };
  const extend = (index: number, at: number): number => {
    const step = steps[index];
    const diagram = step?.diagrams[Math.floor(at / step.width)];
    if (step === undefined || diagram === undefined) throw new RangeError(`no state ${at}`);
    const next = intern(index + 1, advance(diagram, step, at % step.width));
    step.table[at] = next;
    return next;
  };
  /** The last fact of a step is the lowest digit of its joint code. */
  const advance = (diagram: Diagram, step: Step, joint: number): Diagram => {
    let left = diagram;
    let rest = joint;
    let unit = step.width;
    for (const { level, count } of step.facts) {
      unit /= count + 1;
      const code = Math.floor(rest / unit);
      rest %= unit;
      if (graph.level(left) !== level) continue;
      left = code === count ? join(left) : graph.child(left, code);
    }
    return left;
  };
  const restart = (other: Diagram): Automaton => {
    const start = intern(0, other);
    return { steps, start, masks, extend, restart };
  };
  return restart(root);
};

const widthOf = (facts: readonly StepFact[]): number =>
  facts.reduce((product, { count }) => product * (count + 1), 1);

/** Joins neighbours as long as their joint codes stay few. */
const joinFacts = (facts: readonly StepFact[]): readonly (readonly StepFact[])[] => {
  const joined: StepFact[][] = [];
  for (const fact of facts) {
    const last = joined.at(-1);
    if (last !== undefined && widthOf([...last, fact]) <= maxWidth) last.push(fact);
    else joined.push([fact]);
  }
  return joined;
};

const grow = (step: Step): void => {
  const table = new Int32Array(Math.max(step.width * 8, step.table.length * 2)).fill(-1);
  table.set(step.table);
  step.table = table;
};
