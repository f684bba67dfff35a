/** One file at a time, each with its own outcome, whatever happens to the others. */

import { describe, expect, it } from "vitest";
import type { ImportReply } from "./send-file.ts";
import { createUploadQueue, type SendFile } from "./upload-queue.ts";

const reply = (name: string): ImportReply => ({
  file: { sha256: "0".repeat(64), name, status: "new", format: "sarif", tool: null, warnings: [] },
  observations: { added: 1, closed: 0, unchanged: 0 },
  verdictsChanged: 0,
  changes: [],
  regimes: [],
});

const file = (name: string) => ({ enterpriseId: "e", name, content: new Blob(["12345"]) });

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

/** A node whose answers the test gives one by one. */
const slowNode = () => {
  const started: string[] = [];
  const finish = new Map<string, () => void>();
  const send: SendFile = (sent, { signal, onSent }) =>
    new Promise((resolve, reject) => {
      started.push(sent.name);
      onSent(2);
      finish.set(sent.name, () => resolve(reply(sent.name)));
      signal.addEventListener("abort", () => reject(new DOMException("Cancelled", "AbortError")));
    });
  return { send, started, finish };
};

const stepsOf = (queue: ReturnType<typeof createUploadQueue>) =>
  queue.list().map(({ name, state }) => `${name} ${state.step}`);

describe("the queue of uploads", () => {
  it("sends one file after the other and keeps their results", async () => {
    const node = slowNode();
    const queue = createUploadQueue(node.send);
    queue.add([file("a"), file("b")]);
    await settle();
    expect(node.started).toEqual(["a"]);
    expect(stepsOf(queue)).toEqual(["a sending", "b waiting"]);
    node.finish.get("a")?.();
    await settle();
    expect(stepsOf(queue)).toEqual(["a done", "b sending"]);
    node.finish.get("b")?.();
    await settle();
    queue.clear();
    expect(queue.list()).toEqual([]);
  });

  it("pauses after the file that runs, goes on, and cancels all that is left", async () => {
    const node = slowNode();
    const queue = createUploadQueue(node.send);
    queue.add([file("a"), file("b"), file("c")]);
    queue.pause();
    node.finish.get("a")?.();
    await settle();
    expect([queue.isPaused(), stepsOf(queue)]).toEqual([
      true,
      ["a done", "b waiting", "c waiting"],
    ]);
    queue.resume();
    await settle();
    expect(node.started).toEqual(["a", "b"]);
    queue.cancelAll();
    await settle();
    expect(stepsOf(queue)).toEqual(["a done", "b cancelled", "c cancelled"]);
    expect(node.started).toEqual(["a", "b"]);
  });

  it("cancels a running file and a waiting one, and goes on with the rest", async () => {
    const node = slowNode();
    const queue = createUploadQueue(node.send);
    queue.add([file("a"), file("b"), file("c")]);
    await settle();
    const [a, b] = queue.list();
    queue.cancel(b?.id ?? 0);
    queue.cancel(a?.id ?? 0);
    await settle();
    expect(stepsOf(queue)).toEqual(["a cancelled", "b cancelled", "c sending"]);
    expect(node.started).toEqual(["a", "c"]);
  });

  it("keeps a failure in its place and sends the file again on request", async () => {
    let attempts = 0;
    const queue = createUploadQueue(() => {
      attempts += 1;
      return attempts === 1 ? Promise.reject(new TypeError("lost")) : Promise.resolve(reply("a"));
    });
    const settled: string[] = [];
    queue.onSettled(({ state }) => settled.push(state.step));
    queue.add([file("a")]);
    await settle();
    expect(stepsOf(queue)).toEqual(["a failed"]);
    queue.retry(queue.list()[0]?.id ?? 0);
    await settle();
    expect(stepsOf(queue)).toEqual(["a done"]);
    expect(settled).toEqual(["failed", "done"]);
  });
});
