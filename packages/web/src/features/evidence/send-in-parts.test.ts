/** A large file reaches the node once, whatever breaks on the way; a cancelled one is dropped there. */

import { createHash } from "node:crypto";
import { createClient } from "@fenji/contract";
import { describe, expect, it } from "vitest";
import { hashFile } from "./hash-file.ts";
import { sendInParts, UploadRefused } from "./send-in-parts.ts";

const size = 9 * 2 ** 20 + 7;
const bytes = new Uint8Array(size).map((_, index) => (index * 31) % 251);
const sha256 = createHash("sha256").update(bytes).digest("hex");
const id = "00000000-0000-4000-8000-000000000001";
const enterpriseId = "00000000-0000-4000-8000-000000000002";
const file = { enterpriseId, name: "big.xml", content: new Blob([bytes]) };

interface Node {
  offset: number;
  state: string;
  received: number;
  readonly asked: string[];
}

const problem = { code: "upload.gone", text: { zh: "不收", en: "not taken" } };

const shown = ({ offset, state }: Node) => ({
  id,
  batch: null,
  name: "big.xml",
  size,
  offset,
  state,
  paused: false,
  progress: null,
  attempts: 0,
  createdAt: "2026-01-01T00:00:00.000Z",
  finishedAt: null,
  problem: state === "refused" ? problem : null,
  retryable: false,
  result:
    state === "done"
      ? {
          sha256,
          status: "new",
          format: "xccdf",
          added: 3,
          closed: 0,
          unchanged: 0,
          warnings: 0,
          verdictsChanged: 1,
          changes: [],
          regimes: [],
        }
      : null,
});

/** A node in memory: `lose` tells for each request whether its answer gets lost after it was carried out. */
const nodeWith = (lose: (asked: string, nth: number) => boolean, ends = "done") => {
  const node: Node = { offset: 0, state: "receiving", received: 0, asked: [] };
  const carryOut = (method: string, url: string, body: unknown): unknown => {
    if (url.endsWith("/evidence")) return { files: [], freshnessStanding: null };
    if (url.endsWith("/steer")) node.state = "cancelled";
    if (method === "PATCH" && body instanceof Blob) {
      node.offset += body.size;
      node.received += body.size;
      if (node.offset === size) node.state = ends;
    }
    return shown(node);
  };
  const fetchImpl: typeof fetch = (url, init) => {
    const method = init?.method ?? "GET";
    const address = typeof url === "string" ? url : "";
    node.asked.push(address.endsWith("/steer") ? "CANCEL" : method);
    const reply = carryOut(method, address, init?.body);
    return lose(method, node.asked.length)
      ? Promise.reject(new TypeError("lost"))
      : Promise.resolve(Response.json(reply));
  };
  const port = { client: createClient("", fetchImpl), wait: () => Promise.resolve() };
  return { node, port };
};

const sendingWith = (abort: AbortController, onSent: (sent: number) => void) => {
  const told = { breaks: 0 };
  const sending = {
    signal: abort.signal,
    onSent,
    onBreak: () => void (told.breaks += 1),
    untilResumed: () => Promise.resolve(),
  };
  return { told, sending };
};

describe("sending in parts", () => {
  it("hashes slice by slice as if at once", async () => {
    expect(await hashFile(file.content, new AbortController().signal)).toBe(sha256);
  });

  it("asks the node where to go on after each lost answer, and sends no byte twice", async () => {
    const { node, port } = nodeWith((_, nth) => nth % 2 === 0);
    const sent: number[] = [];
    const { told, sending } = sendingWith(new AbortController(), (at) => sent.push(at));
    const reply = await sendInParts(port, file, sending);
    expect([reply.observations.added, node.received]).toEqual([3, size]);
    expect(told.breaks).toBeGreaterThan(1);
    expect(sent).toEqual(sent.toSorted((a, b) => a - b));
    expect(sent.at(-1)).toBe(size);
  });

  it("goes on from what an earlier page has sent", async () => {
    const { node, port } = nodeWith(() => false);
    node.offset = 8 * 2 ** 20;
    await sendInParts(port, file, sendingWith(new AbortController(), () => {}).sending);
    expect(node.received).toBe(size - 8 * 2 ** 20);
  });

  it("tells the node to drop what is cancelled", async () => {
    const { node, port } = nodeWith(() => false);
    const abort = new AbortController();
    const { sending } = sendingWith(abort, (at) => {
      if (at > 0) abort.abort();
    });
    await expect(sendInParts(port, file, sending)).rejects.toMatchObject({ name: "AbortError" });
    expect([node.asked.at(-1), node.received]).toEqual(["CANCEL", 4 * 2 ** 20]);
  });

  it("says in the node's words why a file is refused", async () => {
    const { port } = nodeWith(() => false, "refused");
    const { sending } = sendingWith(new AbortController(), () => {});
    await expect(sendInParts(port, file, sending)).rejects.toBeInstanceOf(UploadRefused);
  });
});
