/** The thread with Cedar's own engine: answers in order, comes back after a crash with what it held, and ends when told. */

import { afterEach, expect, it } from "vitest";
import type { CedarQuestion, PolicyFolder } from "./cedar-messages.ts";
import { startCedar, type CedarThread } from "./cedar-thread.ts";

const folderOf = (text: string): PolicyFolder => ({
  policies: [{ name: "a.cedar", text }],
  schema: null,
});

const opening: CedarQuestion = {
  ask: "open",
  folder: folderOf('@id("steel") permit(principal == User::"li", action, resource);'),
};

/** More than the stack of the engine can parse. */
const crashing: CedarQuestion = {
  ask: "open",
  folder: folderOf(
    `permit(principal, action, resource) when { ${Array.from({ length: 8_000 }, () => "true").join(" && ")} };`,
  ),
};

const decide = (id: string): CedarQuestion => ({
  ask: "decide",
  request: {
    principal: { type: "User", id },
    action: { type: "Action", id: "x" },
    resource: { type: "Doc", id: "d" },
    context: {},
  },
  entities: [],
});

let thread: CedarThread | undefined;

afterEach(async () => {
  await thread?.close();
});

const start = (): CedarThread => {
  thread = startCedar(opening);
  return thread;
};

const permitted = {
  answer: "decided",
  decision: { allowed: true, determining: ["steel"], errors: [] },
};

it("answers each of many questions with its own answer", async () => {
  const { ask } = start();
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_value, at) => ask(decide(at % 3 === 0 ? "li" : "wu"))),
  );
  const allowed = answers.map((answer) => answer.answer === "decided" && answer.decision.allowed);
  expect(allowed).toEqual(Array.from({ length: 40 }, (_value, at) => at % 3 === 0));
});

it("is started anew after a crash and still decides by its policies", async () => {
  const { ask } = start();
  expect(await ask(decide("li"))).toEqual(permitted);
  const crash = ask(crashing);
  const next = ask(decide("li"));
  await expect(crash).rejects.toMatchObject({ code: "policy.reference-crashed" });
  expect(await next).toEqual(permitted);
});

it("tells what Cedar refuses, and goes on", async () => {
  const { ask } = start();
  const twice = { uid: { type: "User", id: "li" }, parents: [] };
  const question = {
    ...decide("li"),
    entities: [
      { ...twice, attrs: {} },
      { ...twice, attrs: { a: 1 } },
    ],
  };
  expect(await ask(question)).toMatchObject({ answer: "refused" });
  expect(await ask(decide("li"))).toEqual(permitted);
});

it("refuses when closed, also those that wait", async () => {
  const { ask, close } = start();
  const waiting = [ask(decide("li")), ask(decide("li"))];
  const settled = Promise.allSettled(waiting);
  await close();
  for (const outcome of await settled)
    expect(outcome).toMatchObject({
      status: "rejected",
      reason: { code: "policy.reference-closed" },
    });
  await expect(ask(decide("li"))).rejects.toMatchObject({ code: "policy.reference-closed" });
});
