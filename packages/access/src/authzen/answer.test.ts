/** AuthZEN questions and answers: mapping to Cedar, defaults, semantics, reasons, and what is refused. */

import { AppError } from "@fenji/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { AccessRequest, Decision } from "../access-request.ts";
import type { PolicyText } from "../compiled-policies.ts";
import { answerEvaluation, answerEvaluations, type DecisionPoint } from "./answer.ts";

const policies = new Map<string, PolicyText>([
  ["read-own", { id: "read-own", effect: "permit", annotations: { zh: "本人可读", en: "own" } }],
  ["bare", { id: "bare", effect: "forbid", annotations: {} }],
]);

const permitted: Decision = { allowed: true, determining: ["read-own"], errors: [] };
const denied: Decision = { allowed: false, determining: [], errors: [] };

interface Recorded extends DecisionPoint {
  readonly asked: AccessRequest[];
}

const pointThat = (decide: (request: AccessRequest) => Decision): Recorded => {
  const asked: AccessRequest[] = [];
  return {
    policies,
    asked,
    decide: (request) => {
      asked.push(request);
      return decide(request);
    },
  };
};

const allowing = (): Recorded => pointThat(() => permitted);

/** Permits what is called `a…`. */
const byName = (): Recorded =>
  pointThat(({ resource }) => (resource.id.startsWith("a") ? permitted : denied));

const question = (change: Record<string, unknown> = {}): string =>
  JSON.stringify({
    subject: { type: "User", id: "wang" },
    action: { name: "read" },
    resource: { type: "Device", id: "plc-1" },
    ...change,
  });

const refusal = async (answer: Promise<unknown>): Promise<string> => {
  try {
    return `answered ${JSON.stringify(await answer)}`;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.status} ${error.code} ${String(error.params["at"] ?? "")}`.trim();
  }
};

const three = [
  { resource: { type: "Device", id: "a1" } },
  { resource: { type: "Device", id: "b" } },
  { resource: { type: "Device", id: "a2" } },
];

test("a permission carries the words of its policy", async () => {
  expect(await answerEvaluation(question(), allowing())).toEqual({
    decision: true,
    context: { reasons: [{ id: "read-own", zh: "本人可读", en: "own" }] },
  });
});

test("a denial says which policy forbids, or that none permits; failed policies are named", async () => {
  const forbidding = pointThat(() => ({
    allowed: false,
    determining: ["bare"],
    errors: [{ policy: "broken", message: "no attribute" }],
  }));
  expect(await answerEvaluation(question(), forbidding)).toEqual({
    decision: false,
    context: {
      reasons: [
        { id: "bare", zh: "策略“bare”禁止这一请求。", en: "Policy “bare” forbids this request." },
      ],
      errors: [{ policy: "broken", message: "no attribute" }],
    },
  });
  const { context } = await answerEvaluation(
    question(),
    pointThat(() => denied),
  );
  expect(context.reasons.map(({ id }) => id)).toEqual(["default-deny"]);
});

test("executors that differ deny, and the reason says so", async () => {
  const differing = pointThat(() => ({ ...denied, determining: ["executors-disagree"] }));
  const { decision, context } = await answerEvaluation(question(), differing);
  expect(decision).toBe(false);
  expect(context.reasons).toEqual([
    expect.objectContaining({ zh: expect.stringContaining("两个执行器") }),
  ]);
});

test("subject, action, resource and context become Cedar's; properties stand apart from what the context says", async () => {
  const point = allowing();
  await answerEvaluation(
    question({
      subject: { type: "Plant::User", id: "wang", properties: { shift: "A", gone: null } },
      action: { name: "read", properties: { method: "GET" } },
      context: {
        minute: 600,
        unset: null,
        subject: { shift: "forged" },
        resource: { owner: "forged" },
        peers: ["a", ["b"], { __entity: { type: "User", id: "li" } }],
      },
      unknown: 1.5,
    }),
    point,
  );
  expect(point.asked).toEqual([
    {
      principal: { type: "Plant::User", id: "wang" },
      action: { type: "Plant::Action", id: "read" },
      resource: { type: "Device", id: "plc-1" },
      context: {
        minute: 600,
        peers: ["a", ["b"], { __entity: { type: "User", id: "li" } }],
        subject: { shift: "A" },
        action: { method: "GET" },
      },
    },
  ]);
});

test("an action may be named in full; a quote does not make it so", async () => {
  const point = allowing();
  await answerEvaluation(question({ action: { name: 'Plant::Action::"read"' } }), point);
  await answerEvaluation(question({ action: { name: 'Action::"a"b"' } }), point);
  expect(point.asked.map(({ action }) => action)).toEqual([
    { type: "Plant::Action", id: "read" },
    { type: "Action", id: 'Action::"a"b"' },
  ]);
});

test("what is missing or of the wrong kind is refused by its place", async () => {
  const cases: readonly (readonly [unknown, string])[] = [
    [{ subject: undefined }, "400 authzen.missing-member subject"],
    [{ action: {} }, "400 authzen.missing-member action.name"],
    [{ resource: { type: "Device" } }, "400 authzen.missing-member resource.id"],
    [{ subject: { type: 1, id: "x" } }, "400 authzen.not-string subject.type"],
    [{ subject: "wang" }, "400 authzen.not-object subject"],
    [{ context: [] }, "400 authzen.not-object context"],
    [
      { subject: { type: "U", id: "x", properties: 1 } },
      "400 authzen.not-object subject.properties",
    ],
    [{ context: { a: [1, null] } }, "400 authzen.null-in-list context.a[1]"],
    [{ context: { t: 1.5 } }, "400 authzen.inexact-number context.t"],
  ];
  for (const [change, expected] of cases)
    expect(
      await refusal(answerEvaluation(question(change as Record<string, unknown>), allowing())),
    ).toBe(expected);
  expect(await refusal(answerEvaluation("[]", allowing()))).toBe("400 authzen.not-object (top)");
  const large = question().replace('"read"', '"read","properties":{"n":9007199254740993}');
  expect(await refusal(answerEvaluation(large, allowing()))).toBe(
    "400 authzen.inexact-number action.properties.n",
  );
});

test("a type that no policy can spell is denied, not refused", async () => {
  const point = allowing();
  const answer = await answerEvaluation(
    question({ resource: { type: "urn:device", id: "1" } }),
    point,
  );
  expect(await answerEvaluation(question({ subject: { type: "in", id: "1" } }), point)).toEqual(
    expect.objectContaining({ decision: false }),
  );
  expect(answer).toMatchObject({
    decision: false,
    context: { error: { status: 400, code: "authzen.no-cedar-type" } },
  });
  expect(point.asked).toEqual([]);
});

test("an executor that fails is an error of the server, never a permission", async () => {
  const failing = pointThat(() => {
    throw new Error("worker ended");
  });
  expect(await refusal(answerEvaluation(question(), failing))).toBe("500 authzen.no-decision");
  expect(await answerEvaluations(question({ evaluations: [{}] }), failing)).toMatchObject({
    evaluations: [{ decision: false, context: { error: { status: 500 } } }],
  });
});

test("members of the top are defaults, taken whole, in the order of the list", async () => {
  const point = allowing();
  await answerEvaluations(
    question({
      subject: { type: "User", id: "wang", properties: { shift: "A" } },
      context: { minute: 1 },
      evaluations: [
        {},
        { subject: { type: "User", id: "li" }, context: { hour: 2 }, action: { name: "write" } },
      ],
    }),
    point,
  );
  expect(
    point.asked.map(({ principal, action, context }) => [principal.id, action.id, context]),
  ).toEqual([
    ["wang", "read", { minute: 1, subject: { shift: "A" } }],
    ["li", "write", { hour: 2 }],
  ]);
});

test("execute all, deny on the first denial, permit on the first permission", async () => {
  const run = async (options: unknown): Promise<unknown> => {
    const point = byName();
    const answer = await answerEvaluations(question({ evaluations: three, options }), point);
    if (!("evaluations" in answer)) throw new Error("answered as one");
    expect(point.asked).toHaveLength(answer.evaluations.length);
    return answer.evaluations.map(({ decision }) => decision);
  };
  expect(await run(undefined)).toEqual([true, false, true]);
  expect(await run({ another: 1 })).toEqual([true, false, true]);
  expect(await run({ evaluations_semantic: "execute_all" })).toEqual([true, false, true]);
  expect(await run({ evaluations_semantic: "deny_on_first_deny" })).toEqual([true, false]);
  expect(await run({ evaluations_semantic: "permit_on_first_permit" })).toEqual([true]);
});

test("without a list, or with an empty one, the answer is that of one evaluation", async () => {
  for (const text of [question(), question({ evaluations: [] })])
    expect(await answerEvaluations(text, allowing())).toHaveProperty("decision", true);
});

test("one of the list that cannot be compared is denied alone; one out of form refuses all", async () => {
  const inexact = [three[0], { ...three[2], context: { big: 0.1 } }, three[2]];
  expect(await answerEvaluations(question({ evaluations: inexact }), byName())).toMatchObject({
    evaluations: [
      { decision: true },
      { decision: false, context: { error: { status: 400, code: "authzen.inexact-number" } } },
      { decision: true },
    ],
  });
  const stopping = question({
    evaluations: inexact,
    options: { evaluations_semantic: "deny_on_first_deny" },
  });
  expect(await answerEvaluations(stopping, byName())).toHaveProperty("evaluations.length", 2);
  const refused: readonly (readonly [unknown, string])[] = [
    [
      { evaluations: [{}, { resource: {} }] },
      "400 authzen.missing-member evaluations[1].resource.type",
    ],
    [{ evaluations: [7] }, "400 authzen.not-object evaluations[0]"],
    [{ evaluations: {} }, "400 authzen.not-array evaluations"],
    [
      { subject: undefined, evaluations: [{}] },
      "400 authzen.missing-member evaluations[0].subject",
    ],
    [{ subject: {}, evaluations: [{}] }, "400 authzen.missing-member subject.type"],
    [
      { evaluations: [{}], options: { evaluations_semantic: "first" } },
      "400 authzen.unknown-semantic",
    ],
    [{ evaluations: Array.from({ length: 1_001 }, () => ({})) }, "400 authzen.too-many"],
  ];
  for (const [change, expected] of refused)
    expect(
      await refusal(answerEvaluations(question(change as Record<string, unknown>), byName())),
    ).toBe(expected);
});

test("whatever is sent, the answer is a decision of the policies or an error of the caller", async () => {
  const json = fc.jsonValue({ maxDepth: 4 });
  const mostly = <T>(good: fc.Arbitrary<T>, odd: fc.Arbitrary<unknown>) =>
    fc.oneof({ weight: 12, arbitrary: good }, { weight: 1, arbitrary: odd });
  const named = fc.record(
    {
      type: mostly(fc.constantFrom("User", "urn:x"), json),
      id: mostly(fc.string(), json),
      properties: fc.dictionary(fc.string(), json),
    },
    { requiredKeys: ["type", "id"] },
  );
  const action = fc.record({ name: mostly(fc.string(), json) });
  const semantic = fc.constantFrom("execute_all", "deny_on_first_deny", "permit_on_first_permit");
  const item = fc.record(
    { resource: mostly(named, json), context: fc.dictionary(fc.string(), json) },
    { requiredKeys: [] },
  );
  const request = fc.record(
    {
      subject: mostly(named, json),
      action: mostly(action, json),
      resource: mostly(named, json),
      context: fc.dictionary(fc.string(), json),
      options: mostly(fc.record({ evaluations_semantic: semantic }), json),
      evaluations: mostly(fc.array(mostly(item, json), { maxLength: 5 }), json),
    },
    { requiredKeys: ["subject", "action", "resource"] },
  );
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(request, fc.boolean(), async (body, allows) => {
      const point = pointThat(() => (allows ? permitted : denied));
      const text = JSON.stringify(body);
      try {
        const answer = await answerEvaluations(text, point);
        const all = "evaluations" in answer ? answer.evaluations : [answer];
        expect(all.length).toBeGreaterThan(0);
        answered += 1;
        const decidedOn = all.filter(({ context }) => context.error === undefined);
        expect(point.asked).toHaveLength(decidedOn.length);
        for (const { decision } of decidedOn) expect(decision).toBe(allows);
        for (const { decision, context } of all)
          if (context.error !== undefined) expect(decision).toBe(false);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        expect(error.status).toBe(400);
        expect(point.asked).toEqual([]);
      }
    }),
    { numRuns: 2_000, seed: 20_261_126 },
  );
  // Neither side of it is rare, or nothing was tried.
  expect(answered).toBeGreaterThan(400);
  expect(answered).toBeLessThan(1_800);
});
