/** The page's side of its worker: asks, and of moves that come while it is busy keeps the latest alone. */

import type { RuleEdit } from "@fenji/grading";
import type { Movers, MoversAsked } from "./find-movers.ts";
import type { Picture } from "./picture.ts";
import type { FromWorker, OpenRequest, Problem, ToWorker } from "./worker-messages.ts";

/** What the client needs of a worker. */
export interface Port {
  readonly postMessage: (message: ToWorker) => void;
  readonly addEventListener: (
    kind: "message",
    listen: (event: { readonly data: FromWorker }) => void,
  ) => void;
}

export interface Wanted {
  readonly type: string;
  readonly edits: readonly RuleEdit[];
  /** When the number was moved, by the page's clock in ms. */
  readonly movedAt: number;
}

export interface Shown extends Wanted {
  readonly picture: Picture;
  /** What grading took in the worker. */
  readonly gradeMs: number;
}

export interface Events {
  readonly onOpening: (
    message: Extract<FromWorker, { kind: "progress" | "reading" | "opened" }>,
  ) => void;
  readonly onShown: (shown: Shown) => void;
  /** `id` null: it could not be opened. */
  readonly onProblem: (problem: Problem, opening: boolean) => void;
}

export interface SimulationClient {
  readonly open: (request: Omit<OpenRequest, "kind">) => void;
  /** The picture to be shown; an earlier one that has not been begun is forgotten. */
  readonly show: (wanted: Wanted) => void;
  /** A picture for another purpose. */
  readonly ask: (wanted: Omit<Wanted, "movedAt">) => Promise<Picture>;
  readonly findMovers: (asked: MoversAsked) => Promise<Movers>;
}

/** Thrown to whoever asked. */
export class SimulationProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

interface Waiting {
  readonly take: (message: FromWorker) => void;
  readonly refuse: (problem: Problem) => void;
}

type Request = (make: (id: number) => ToWorker, wait: Waiting) => void;

/** Answers find whoever asked. */
const openRequests = (port: Port, events: Events): Request => {
  const waiting = new Map<number, Waiting>();
  let ids = 0;
  port.addEventListener("message", ({ data }) => {
    if (data.kind === "progress" || data.kind === "reading" || data.kind === "opened") {
      events.onOpening(data);
      return;
    }
    if (data.id === null) {
      if (data.kind === "failed") events.onProblem(data.problem, true);
      return;
    }
    const wait = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.kind === "failed") wait?.refuse(data.problem);
    else wait?.take(data);
  });
  return (make, wait) => {
    ids += 1;
    waiting.set(ids, wait);
    port.postMessage(make(ids));
  };
};

/** One picture at a time; of those wanted meanwhile only the last is made. */
const showLatest = (request: Request, events: Events): SimulationClient["show"] => {
  let busy = false;
  let next: Wanted | null = null;
  const begin = (wanted: Wanted): void => {
    busy = true;
    const goOn = (): void => {
      busy = false;
      const then = next;
      next = null;
      if (then !== null) begin(then);
    };
    request((id) => ({ kind: "picture", id, type: wanted.type, edits: wanted.edits }), {
      take: (message) => {
        if (message.kind === "picture")
          events.onShown({ ...wanted, picture: message.picture, gradeMs: message.gradeMs });
        goOn();
      },
      refuse: (problem) => {
        events.onProblem(problem, false);
        goOn();
      },
    });
  };
  return (wanted) => {
    if (busy) next = wanted;
    else begin(wanted);
  };
};

export const createSimulationClient = (port: Port, events: Events): SimulationClient => {
  const request = openRequests(port, events);
  return {
    open: (asked) => port.postMessage({ kind: "open", ...asked }),
    show: showLatest(request, events),
    ask: (wanted) =>
      new Promise((resolve, reject) => {
        request((id) => ({ kind: "picture", id, ...wanted }), {
          take: (message) => void (message.kind === "picture" && resolve(message.picture)),
          refuse: (problem) => reject(new SimulationProblem(problem)),
        });
      }),
    findMovers: (asked) =>
      new Promise((resolve, reject) => {
        request((id) => ({ kind: "movers", id, asked }), {
          take: (message) => void (message.kind === "movers" && resolve(message.found)),
          refuse: (problem) => reject(new SimulationProblem(problem)),
        });
      }),
  };
};
