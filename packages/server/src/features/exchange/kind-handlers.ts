/** Who takes in which kind of message. */

import { AppError } from "@fenji/kernel";
import type { Kind } from "@fenji/submission";
import type { Ctx } from "../../platform/ctx.ts";
import { receiveFilings, takeAnswer } from "../filings/public.ts";
import { takeInspection, takeRefusal, takeRelease } from "../inspections/public.ts";
import type { Incoming, TakeIn } from "./incoming.ts";
import type { Exchange } from "./open-exchange.ts";
import { receiveAggregate } from "./receive-aggregate.ts";
import { receiveRevoked } from "./receive-revoked.ts";
import { receiveRotation } from "./receive-rotation.ts";
import { receiveNotice, receiveTask, receiveTaskReceipt } from "./receive-tasks.ts";
import { settleReceipts } from "./settle-receipts.ts";
import { takeOneByOne } from "./take-one-by-one.ts";

type Handlers = { readonly [K in Kind]: TakeIn<K> };

/** Kinds that have their own way in never come here. */
const notHere = <K extends Kind>(kind: K): TakeIn<K> =>
  takeOneByOne(async () => {
    throw new AppError("exchange.not-theirs", { kind });
  });

const handlersOf = (exchange: Exchange): Handlers => ({
  enrolment: notHere("enrolment"),
  enrolled: notHere("enrolled"),
  collect: notHere("collect"),
  receipt: settleReceipts,
  filing: receiveFilings,
  returned: takeOneByOne(takeAnswer),
  verified: takeOneByOne(takeAnswer),
  registered: takeOneByOne(takeAnswer),
  task: takeOneByOne((tx, incoming) => receiveTask(tx, exchange, incoming)),
  "task-receipt": takeOneByOne((tx, incoming) => receiveTaskReceipt(tx, exchange, incoming)),
  notice: takeOneByOne(receiveNotice),
  inspection: takeOneByOne(takeInspection),
  release: takeOneByOne((tx, incoming) => takeRelease(tx, exchange.services, incoming)),
  refusal: takeOneByOne(takeRefusal),
  aggregate: takeOneByOne(receiveAggregate),
  "key-rotation": takeOneByOne(receiveRotation),
  revoked: takeOneByOne(receiveRevoked),
});

/** All of `run` are of that kind. */
export const takeIn = (
  tx: Ctx,
  exchange: Exchange,
  { kind, run }: { readonly kind: Kind; readonly run: readonly Incoming[] },
): ReturnType<TakeIn<Kind>> => {
  // The compiler cannot follow that a handler and its messages go by the same key.
  const take = handlersOf(exchange)[kind] as TakeIn<Kind>;
  return take(tx, run);
};
