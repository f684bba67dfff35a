/** Answers AuthZEN evaluations, one or a list, by a decision point that is handed in. */

import { AppError, errorMessage } from "@fenji/kernel";
import type { AccessRequest, Decision } from "../access-request.ts";
import type { PolicyText } from "../compiled-policies.ts";
import {
  readEvaluation,
  readEvaluations,
  type Evaluation,
  type EvaluationsSemantic,
} from "./evaluation.ts";
import { reasonsOf, type Reason } from "./reasons.ts";
import { accessRequestOf } from "./to-cedar.ts";

/** What decides: policies with everything that is known, at one moment. */
export interface DecisionPoint {
  /** By their ids. */
  readonly policies: ReadonlyMap<string, PolicyText>;
  /** A rejection counts as a denial and is told in the answer. */
  readonly decide: (request: AccessRequest) => Decision | Promise<Decision>;
}

/** Why there is no decision on the merits; in both languages, as all that people read. */
export interface AnswerError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly zh: string;
  readonly en: string;
}

/** Section 5.5. `errors` names policies that failed and were passed over. */
export interface Answer {
  readonly decision: boolean;
  readonly context: {
    readonly reasons: readonly Reason[];
    readonly errors?: Decision["errors"];
    readonly error?: AnswerError;
  };
}

export interface AnswerList {
  readonly evaluations: readonly Answer[];
}

/**
 * `text` is the JSON of an access evaluation request (6.1).
 * @throws AppError `authzen.*` with the HTTP status that it deserves.
 */
export const answerEvaluation = async (text: string, point: DecisionPoint): Promise<Answer> =>
  answerOne(readEvaluation(text), point);

/**
 * `text` is the JSON of an access evaluations request (7.1); without a list it is answered as one evaluation. What cannot
 * be compared in one of the list denies that one alone.
 * @throws AppError `authzen.*` with status 400 where the request as a whole is not in form.
 */
export const answerEvaluations = async (
  text: string,
  point: DecisionPoint,
): Promise<Answer | AnswerList> => {
  const asked = readEvaluations(text);
  if (!("evaluations" in asked)) return answerOne(asked, point);
  const answers: Answer[] = [];
  for (const evaluation of asked.evaluations) {
    const answer = await answerOne(evaluation, point).catch(deniedFor);
    answers.push(answer);
    if (answer.decision === endsWith[asked.semantic]) break;
  }
  return { evaluations: answers };
};

/** The decision that ends the run through a list. */
const endsWith: Readonly<Record<EvaluationsSemantic, boolean | undefined>> = {
  execute_all: undefined,
  deny_on_first_deny: false,
  permit_on_first_permit: true,
};

const answerOne = async (evaluation: Evaluation, point: DecisionPoint): Promise<Answer> => {
  try {
    const request = accessRequestOf(evaluation);
    return answerOf(await decided(request, point), point);
  } catch (error) {
    // Any string names a type in AuthZEN; one that no policy can spell is permitted by none.
    if (error instanceof AppError && error.code === "authzen.no-cedar-type")
      return deniedFor(error);
    throw error;
  }
};

/** @throws AppError `authzen.no-decision` where there is none, and what the request itself deserves. */
export const decided = async (request: AccessRequest, point: DecisionPoint): Promise<Decision> => {
  try {
    return await point.decide(request);
  } catch (error) {
    if (error instanceof AppError && error.status < 500) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new AppError("authzen.no-decision", { detail }, { cause: error });
  }
};

const answerOf = (decision: Decision, point: DecisionPoint): Answer => {
  const reasons = reasonsOf(decision, point.policies);
  const { allowed, errors } = decision;
  return { decision: allowed, context: errors.length === 0 ? { reasons } : { reasons, errors } };
};

const deniedFor = (error: unknown): Answer => {
  if (!(error instanceof AppError)) throw error;
  return { decision: false, context: { reasons: [], error: answerErrorOf(error) } };
};

/** As it stands in `context.error` of a denied evaluation and in the body of an HTTP error. */
export const answerErrorOf = (error: AppError): AnswerError => {
  const { zh, en } = errorMessage(error.code, error.params);
  return { status: error.status, code: error.code, message: en, zh, en };
};
