/** Two executors: a sampled share is asked before answering; disagreement and silence deny and alarm. */

import { entityStore, type AccessRequest, type Decision } from "@fenji/access";
import { AppError } from "@fenji/kernel";
import { expect, it } from "vitest";
import { twoExecutors, type Disagreement } from "./two-executors.ts";

const request: AccessRequest = {
  principal: { type: "User", id: "li" },
  action: { type: "Action", id: "write" },
  resource: { type: "Valve", id: "7" },
  context: {},
};
const nobody = entityStore([]);
const permit: Decision = { allowed: true, determining: ["p"], errors: [] };
const deny: Decision = { allowed: false, determining: [], errors: [] };
const failed = (message: string): Decision => ({
  ...permit,
  errors: [{ policy: "q", message }],
});

interface Pair {
  readonly fast: Decision | undefined;
  readonly checked: Decision | AppError;
  readonly sampleEvery: number;
}

const pairOf = ({ fast, checked, sampleEvery }: Pair) => {
  const alarms: Disagreement[] = [];
  let asked = 0;
  const { decide } = twoExecutors({
    compiled: { tryDecide: () => fast },
    reference: {
      decide: () => {
        asked += 1;
        return checked instanceof AppError ? Promise.reject(checked) : Promise.resolve(checked);
      },
    },
    sampleEvery,
    onDisagreement: (disagreement) => alarms.push(disagreement),
  });
  return { decide: () => decide(request, nobody), alarms, asked: () => asked };
};

it("asks the reference for the first decision and then for every n-th", async () => {
  const { decide, asked } = pairOf({ fast: permit, checked: permit, sampleEvery: 3 });
  const executors: string[] = [];
  for (let at = 0; at < 7; at += 1) executors.push((await decide()).executors);
  expect(executors).toEqual([
    "both",
    "compiled",
    "compiled",
    "both",
    "compiled",
    "compiled",
    "both",
  ]);
  expect(asked()).toBe(3);
});

it("asks for each with 1, and for none with Infinity", async () => {
  const each = pairOf({ fast: permit, checked: permit, sampleEvery: 1 });
  const none = pairOf({ fast: permit, checked: permit, sampleEvery: Infinity });
  for (let at = 0; at < 5; at += 1) {
    await each.decide();
    await none.decide();
  }
  expect([each.asked(), none.asked()]).toEqual([5, 0]);
});

it("takes the reference's word for what is not covered", async () => {
  const { decide, alarms } = pairOf({ fast: undefined, checked: permit, sampleEvery: Infinity });
  expect(await decide()).toEqual({ ...permit, executors: "reference" });
  expect(alarms).toEqual([]);
});

it.each([
  ["allowed or not", permit, deny],
  ["not allowed or allowed", deny, permit],
  ["which policies decided", permit, { ...permit, determining: ["other"] }],
  ["which policies failed", failed("x"), permit],
])("denies and alarms where they differ in %s", async (_what, fast, checked) => {
  const { decide, alarms } = pairOf({ fast, checked, sampleEvery: 1 });
  expect(await decide()).toMatchObject({
    allowed: false,
    determining: [],
    executors: "disagreed",
  });
  expect(alarms).toEqual([{ request, compiled: fast, reference: checked }]);
});

it("takes different words for the same failure as agreement", async () => {
  const { decide, alarms } = pairOf({
    fast: failed("ours"),
    checked: failed("theirs"),
    sampleEvery: 1,
  });
  expect(await decide()).toEqual({ ...failed("ours"), executors: "both" });
  expect(alarms).toEqual([]);
});

it("denies and alarms where the reference gives no answer", async () => {
  const error = new AppError("policy.reference-crashed", { reason: "x" });
  for (const fast of [permit, undefined]) {
    const { decide, alarms } = pairOf({ fast, checked: error, sampleEvery: 1 });
    expect(await decide()).toMatchObject({ allowed: false, executors: "disagreed" });
    expect(alarms).toEqual([{ request, compiled: fast, reference: error }]);
  }
});

it.each([0, -1, Number.NaN])("refuses to sample every %s", (sampleEvery) => {
  expect(() => pairOf({ fast: permit, checked: permit, sampleEvery })).toThrow(RangeError);
});
