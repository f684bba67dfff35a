/** Answers many filings: each in a transaction of its own, so that one that fails leaves nothing half done and stops no other. */

import type { answerFilings as operation, BodyOf, ReplyOf } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { Ctx } from "../../platform/ctx.ts";
import type { Exchange } from "../exchange/public.ts";
import { answerFiling } from "./answer-filing.ts";

type Wish = BodyOf<typeof operation>["answers"][number];

type Reply = ReplyOf<typeof operation>;

type Result = Reply["results"][number];

const answerOne = async (ctx: Ctx, exchange: Exchange, wish: Wish): Promise<Result> => {
  const { enterpriseId, filingId, answer } = wish;
  try {
    const state = await answerFiling(ctx, exchange, wish);
    return { enterpriseId, filingId, state, error: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const words = { code: error.code, zh: error.in("zh"), en: error.in("en") };
    ctx.log.info({ filing: filingId, outcome: answer.outcome, code: error.code }, "not answered");
    return { enterpriseId, filingId, state: null, error: words };
  }
};

/** In the order of the request; the same filing named twice is answered once and refused once. */
export const answerFilings = async (
  ctx: Ctx,
  exchange: Exchange,
  answers: readonly Wish[],
): Promise<Reply> => {
  const results: Result[] = [];
  for (const wish of answers) results.push(await answerOne(ctx, exchange, wish));
  const answered = results.filter(({ error }) => error === null).length;
  return { results, answered, failed: results.length - answered };
};
