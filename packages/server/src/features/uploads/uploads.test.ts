/** Sending in parts and the queue, over HTTP on a real node: nothing is lost, nothing is taken in twice, nothing outlives its time. */

import { createHash } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import {
  appendUpload,
  createClient,
  createUpload,
  getUpload,
  listUploads,
  steerUpload,
  steerUploads,
  type Client,
  type Upload,
} from "@fenji/contract";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "../../platform/auth/actor.ts";
import { inSnapshot, inTransaction, newId } from "../../platform/ctx.ts";
import { startEvidenceNode, type EvidenceNode } from "../evidence/testing/evidence-node.ts";
import { xccdfReport } from "../evidence/testing/sample-report.ts";
import { openImportWork } from "./import-work.ts";
import { uploadsOf } from "./open-uploads.ts";
import { registerUploads } from "./routes.ts";
import { sweepUploads } from "./sweep-uploads.ts";
import { uploadLimits } from "./upload-limits.ts";

let plant: EvidenceNode;
let base = "";
let client: Client;

beforeAll(async () => {
  plant = await startEvidenceNode([registerUploads]);
  base = await plant.node.app.listen({ port: 0, host: "127.0.0.1" });
  client = createClient(base, fetch);
}, 60_000);
afterAll(() => plant.node.close());

const report = (results: Record<string, string>, host = "h1"): Buffer =>
  Buffer.from(xccdfReport({ host, at: "2026-05-01T00:00:00Z", results }));

const shaOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const begin = (enterpriseId: string, bytes: Uint8Array, more: Record<string, string> = {}) =>
  client.call(createUpload, {
    path: { enterpriseId },
    body: { name: "r.xml", size: bytes.length, ...more },
  });

const append = (enterpriseId: string, upload: Upload, part: Uint8Array, offset = upload.offset) =>
  client.call(appendUpload, {
    path: { enterpriseId, uploadId: upload.id },
    query: { offset },
    bytes: new Uint8Array(part),
  });

const read = (enterpriseId: string, { id }: Pick<Upload, "id">): Promise<Upload> =>
  client.call(getUpload, { path: { enterpriseId, uploadId: id } });

const until = async (look: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; !(await look()); tries += 1) {
    if (tries > 1500) throw new Error("it never came to that");
    await sleep(20);
  }
};

const settled = async (enterpriseId: string, upload: Pick<Upload, "id">): Promise<Upload> => {
  const open = ["receiving", "queued", "importing"];
  await until(async () => !open.includes((await read(enterpriseId, upload)).state));
  return read(enterpriseId, upload);
};

const code = async (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => "nothing failed",
    (error: unknown) => (error instanceof AppError ? error.code : "something else failed"),
  );

const steer = (
  enterpriseId: string,
  upload: Upload,
  action: "pause" | "resume" | "cancel" | "retry",
) =>
  client.call(steerUpload, {
    path: { enterpriseId, uploadId: upload.id },
    body: { action },
  });

describe("a file sent in parts", () => {
  it("is queued with its last part and read like any other", async () => {
    const firm = await plant.addFirm();
    const bytes = report({ one: "pass", two: "fail" });
    const upload = await begin(firm, bytes, { sha256: shaOf(bytes) });
    expect(upload).toMatchObject({ state: "receiving", offset: 0, size: bytes.length });
    const half = await append(firm, upload, bytes.subarray(0, 100));
    expect(half).toMatchObject({ state: "receiving", offset: 100 });
    const head = await fetch(`${base}/api/enterprises/${firm}/uploads/${upload.id}`, {
      method: "HEAD",
    });
    expect([head.headers.get("upload-offset"), head.headers.get("upload-length")]).toEqual([
      "100",
      String(bytes.length),
    ]);
    expect(await head.text()).toBe("");
    await append(firm, half, bytes.subarray(100));
    const done = await settled(firm, upload);
    expect(done).toMatchObject({
      state: "done",
      problem: null,
      result: { sha256: shaOf(bytes), status: "new", format: "xccdf", added: 2 },
    });
    expect(await plant.open(firm)).toHaveLength(2);
    expect(uploadsOf(plant.node.services).bytes.has(upload.id)).toBe(false);
  });

  it("goes on where it was after its connection broke, and is taken up again by its hash", async () => {
    const firm = await plant.addFirm();
    const bytes = report(
      Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`r${n}`, "fail"])),
    );
    const upload = await begin(firm, bytes, { sha256: shaOf(bytes) });
    const broken = request(`${base}/api/enterprises/${firm}/uploads/${upload.id}`, {
      method: "PATCH",
      headers: {
        "content-type": "application/octet-stream",
        "content-length": bytes.length,
        "upload-offset": "0",
      },
    });
    broken.on("error", () => undefined);
    broken.write(bytes.subarray(0, 5000));
    await until(async () => plant.node.app.server.listening && broken.socket?.bytesWritten !== 0);
    await sleep(50);
    broken.destroy();
    await until(async () => (await read(firm, upload)).offset === 5000);
    const again = await begin(firm, bytes, { sha256: shaOf(bytes) });
    expect(again).toMatchObject({ id: upload.id, offset: 5000 });
    await append(firm, again, bytes.subarray(5000));
    expect(await settled(firm, upload)).toMatchObject({ state: "done", result: { added: 500 } });
  });

  it("takes its line back from a part that hangs", async () => {
    const firm = await plant.addFirm();
    const bytes = report({ one: "pass" });
    const upload = await begin(firm, bytes);
    const hanging = request(`${base}/api/enterprises/${firm}/uploads/${upload.id}`, {
      method: "PATCH",
      headers: {
        "content-type": "application/octet-stream",
        "content-length": bytes.length,
        "upload-offset": "0",
      },
    });
    hanging.on("error", () => undefined);
    hanging.write(bytes.subarray(0, 10));
    await once(hanging, "socket");
    await sleep(100);
    // What the hanging part brought is here by now, so the sender is told where to go on.
    expect(await code(append(firm, upload, bytes))).toBe("upload.offset");
    const now = await read(firm, upload);
    expect(now.offset).toBe(10);
    await append(firm, now, bytes.subarray(10));
    expect(await settled(firm, upload)).toMatchObject({ state: "done", result: { added: 1 } });
    hanging.destroy();
  });

  it("refuses a part at another place, one too long, and content that is not what was announced", async () => {
    const firm = await plant.addFirm();
    const bytes = report({ one: "pass" });
    const upload = await begin(firm, bytes, { sha256: shaOf(Buffer.from("else")) });
    expect(await code(append(firm, upload, bytes, 7))).toBe("upload.offset");
    const long = Buffer.concat([bytes, bytes]);
    expect(await code(append(firm, upload, long))).toBe("upload.too-long");
    expect(await read(firm, upload)).toMatchObject({ state: "receiving", offset: 0 });
    await append(firm, upload, bytes);
    expect(await settled(firm, upload)).toMatchObject({
      state: "refused",
      problem: { code: "upload.changed" },
    });
    expect(await plant.open(firm)).toEqual([]);
    expect(await code(append(firm, upload, bytes))).toBe("upload.state");
  });

  it("need not be sent when the evidence has it, and is not kept when nothing came for a day", async () => {
    const firm = await plant.addFirm();
    const bytes = report({ one: "pass" });
    await plant.importText(firm, bytes.toString());
    expect(await begin(firm, bytes, { sha256: shaOf(bytes) })).toMatchObject({
      state: "done",
      result: { status: "identical" },
    });
    const silent = await begin(firm, bytes);
    const uploads = uploadsOf(plant.node.services);
    const later = {
      ...plant.node.ctx(systemActor),
      now: () => new Date(Date.now() + uploadLimits.silentMs + 1000),
    };
    await sweepUploads(later, uploads);
    expect(await read(firm, silent)).toMatchObject({ state: "expired" });
    expect(uploads.bytes.has(silent.id)).toBe(false);
  });

  it("is nobody else's: another firm's upload is not found", async () => {
    const [mine, theirs] = [await plant.addFirm(), await plant.addFirm()];
    const upload = await begin(mine, report({ one: "pass" }));
    expect(await code(read(theirs, upload))).toBe("request.not-found");
    expect(await code(append(theirs, upload, Buffer.from("x")))).toBe("request.not-found");
    expect(await code(steer(theirs, upload, "cancel"))).toBe("request.not-found");
    const seen = await inSnapshot(
      plant.node.ctx({ ...systemActor, scope: { kind: "own", enterpriseIds: [theirs] } }),
      (tx) => tx.db.selectFrom("evidence_uploads").select("id").execute(),
    );
    expect(seen).toEqual([]);
  });
});

describe("the queue", () => {
  const sendWhole = async (firm: EnterpriseId, bytes: Uint8Array, batch?: string) => {
    const upload = await begin(firm, bytes, batch === undefined ? {} : { batch });
    return append(firm, upload, bytes);
  };

  it("reads many mixed files: each settled, the bad ones with their place, and the good ones in", async () => {
    const firm = await plant.addFirm();
    const batch = newId();
    const files = Array.from({ length: 40 }, (_, n) =>
      n % 10 === 0
        ? Buffer.from(n % 20 === 0 ? "no report" : '{"version":"2.1.0","runs":[{')
        : report({ one: n % 2 === 0 ? "pass" : "fail" }, `host-${n}`),
    );
    for (let at = 0; at < files.length; at += 10)
      await Promise.all(files.slice(at, at + 10).map((bytes) => sendWhole(firm, bytes, batch)));
    const list = () =>
      client.call(listUploads, { path: { enterpriseId: firm }, query: { batch, limit: 300 } });
    await until(async () => {
      const { counts } = await list();
      return (counts["done"] ?? 0) + (counts["refused"] ?? 0) === 40;
    });
    const { uploads, counts } = await list();
    expect(counts).toEqual({ done: 36, refused: 4 });
    expect(
      new Set(uploads.flatMap(({ problem }) => (problem === null ? [] : [problem.code]))),
    ).toEqual(new Set(["evidence.unknown-format", "evidence.json-truncated"]));
    expect(await plant.open(firm)).toHaveLength(36);
    const events = await inSnapshot(plant.node.ctx(systemActor), (tx) =>
      tx.db
        .selectFrom("events")
        .select("payload")
        .where("enterprise_id", "=", firm)
        .where("action", "=", "evidence.refused")
        .execute(),
    );
    expect(events).toHaveLength(4);
  }, 60_000);

  it("pauses, goes on, cancels and tries again", async () => {
    const firm = await plant.addFirm();
    const bytes = report({ one: "pass" });
    const upload = await begin(firm, bytes);
    expect(await steer(firm, upload, "pause")).toMatchObject({ paused: true });
    expect(await code(append(firm, upload, bytes))).toBe("upload.state");
    expect(await code(steer(firm, upload, "retry"))).toBe("upload.state");
    await steer(firm, upload, "resume");
    await append(firm, upload, bytes.subarray(0, 50));
    expect(await steer(firm, upload, "cancel")).toMatchObject({ state: "cancelled" });
    expect(await code(steer(firm, upload, "retry"))).toBe("upload.state");

    const bad = await settled(firm, await sendWhole(firm, Buffer.from("no report")));
    expect(bad).toMatchObject({ state: "refused", retryable: true });
    await steer(firm, bad, "retry");
    expect(await settled(firm, bad)).toMatchObject({ state: "refused" });
    const all = await client.call(steerUploads, {
      path: { enterpriseId: firm },
      body: { action: "cancel" },
    });
    expect(all).toEqual({ changed: 0 });
  });

  it("leaves nothing of a file that is paused while it is read, and reads it whole afterwards", async () => {
    const firm = await plant.addFirm();
    const many = Object.fromEntries(Array.from({ length: 12_000 }, (_, n) => [`r${n}`, "fail"]));
    const upload = await sendWhole(firm, report(many));
    await until(async () => ((await read(firm, upload)).progress?.observations ?? 0) > 0);
    await steer(firm, upload, "pause");
    await until(async () => (await read(firm, upload)).state === "queued");
    expect(await read(firm, upload)).toMatchObject({ paused: true, progress: null });
    expect(await plant.open(firm)).toEqual([]);
    await steer(firm, upload, "resume");
    expect(await settled(firm, upload)).toMatchObject({ state: "done", result: { added: 12_000 } });
  }, 60_000);

  it("takes up after a break what was under way, but not for ever", async () => {
    const firm = await plant.addFirm();
    const bytes = report({ one: "pass" });
    const uploads = uploadsOf(plant.node.services);
    const ctx = plant.node.ctx(systemActor);
    const planted = async (attempts: number): Promise<Upload> => {
      const upload = await begin(firm, bytes);
      await steer(firm, upload, "pause");
      await inTransaction(ctx, (tx) =>
        tx.db
          .updateTable("evidence_uploads")
          .set({ state: "importing", attempts })
          .where("id", "=", upload.id)
          .execute(),
      );
      return upload;
    };
    const [once, often] = [await planted(1), await planted(uploadLimits.attempts)];
    const work = openImportWork(ctx, { ...uploads, onKick: () => {}, onAbort: () => {} });
    work.start();
    await work.stop();
    expect(await read(firm, once)).toMatchObject({ state: "queued" });
    expect(await read(firm, often)).toMatchObject({
      state: "refused",
      problem: { code: "upload.gave-up" },
    });
    await steer(firm, once, "cancel");
  });

  it("holds an enterprise to its limits", async () => {
    const firm = await plant.addFirm();
    await inTransaction(plant.node.ctx(systemActor), async (tx) => {
      const now = tx.now().toISOString();
      const row = (id: string) => ({
        enterprise_id: firm,
        id,
        name: "n",
        size: 1,
        state: "receiving" as const,
        actor: "t",
        created_at: now,
        changed_at: now,
      });
      await tx.db
        .insertInto("evidence_uploads")
        .values(Array.from({ length: uploadLimits.openFiles }, () => row(newId())))
        .execute();
    });
    expect(await code(begin(firm, Buffer.from("x")))).toBe("upload.too-many");
    const other = await plant.addFirm();
    const huge = (size: number) =>
      client.call(createUpload, { path: { enterpriseId: other }, body: { name: "n", size } });
    expect(await code(huge(5 * 2 ** 30))).toBe("request.too-large");
    for (let n = 0; n < 8; n += 1) await huge(4 * 2 ** 30);
    expect(await code(huge(4 * 2 ** 30))).toBe("upload.too-much");
  });
});
