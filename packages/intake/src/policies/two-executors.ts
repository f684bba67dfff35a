/** Decides with two executors of different make: the compiled policies answer, Cedar's own engine checks a share of the answers. */

import type { AccessRequest, CompiledPolicies, Decision, EntityStore } from "@fenji/access";
import { AppError } from "@fenji/kernel";
import type { ReferenceExecutor } from "./open-policies.ts";

export type Executors = "compiled" | "reference" | "both" | "disagreed";

export interface ExecutedDecision extends Decision {
  /** Who answered: the compiled policies, the reference, both alike, or both differently (or one not at all). */
  readonly executors: Executors;
}

export interface Disagreement {
  readonly request: AccessRequest;
  readonly compiled: Decision | undefined;
  /** An error where the reference gave no answer. */
  readonly reference: Decision | AppError;
}

export interface TwoExecutors {
  /** @throws AppError `access.*` for a request whose values are refused */
  readonly decide: (request: AccessRequest, entities: EntityStore) => Promise<ExecutedDecision>;
}

export interface ExecutorPair {
  readonly compiled: Pick<CompiledPolicies, "tryDecide">;
  readonly reference: ReferenceExecutor;
  /** 1: every decision is checked; 100: the first and every hundredth after it; Infinity: only what is not covered. */
  readonly sampleEvery: number;
  readonly onDisagreement: (disagreement: Disagreement) => void;
}

/** Words of failures differ between executors; which policies failed must not. */
const alike = (a: Decision, b: Decision): boolean =>
  a.allowed === b.allowed &&
  sameList(a.determining, b.determining) &&
  sameList(
    a.errors.map(({ policy }) => policy),
    b.errors.map(({ policy }) => policy),
  );

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item, at) => item === b[at]);

const orError = async (
  reference: ReferenceExecutor,
  asked: readonly [AccessRequest, EntityStore],
): Promise<Decision | AppError> => {
  try {
    return await reference.decide(...asked);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
};

const denied = (compiled: Decision | undefined): ExecutedDecision => ({
  allowed: false,
  determining: [],
  errors: compiled?.errors ?? [],
  executors: "disagreed",
});

/** A share is asked before answering, never after: a disagreement denies. So does a reference that gives no answer. */
export const twoExecutors = (pair: ExecutorPair): TwoExecutors => {
  const { compiled, reference, sampleEvery, onDisagreement } = pair;
  if (!(sampleEvery >= 1)) throw new RangeError("sampleEvery must be 1 or more");
  let untilSample = 1;
  const isSampled = (): boolean => {
    untilSample -= 1;
    if (untilSample > 0) return false;
    untilSample = sampleEvery;
    return sampleEvery !== Infinity;
  };
  const decide: TwoExecutors["decide"] = async (request, entities) => {
    const fast = compiled.tryDecide(request, entities);
    if (!isSampled() && fast !== undefined) return { ...fast, executors: "compiled" };
    const checked = await orError(reference, [request, entities]);
    if (!(checked instanceof AppError)) {
      if (fast === undefined) return { ...checked, executors: "reference" };
      if (alike(fast, checked)) return { ...fast, executors: "both" };
    }
    onDisagreement({ request, compiled: fast, reference: checked });
    return denied(fast);
  };
  return { decide };
};
