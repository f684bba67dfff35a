/** What must not happen to deliveries: held up by a silent receiver, flooded by a reply, lost or doubled by a restart, led inside by a name. */

import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  createClient,
  createWebhook,
  listWebhookDeliveries,
  testWebhook,
  type Client,
} from "@fenji/contract";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "../../platform/auth/actor.ts";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { startEvidenceNode, type EvidenceNode } from "../evidence/testing/evidence-node.ts";
import { carryDeliveries } from "./carry-deliveries.ts";
import { takeDue } from "./deliveries.ts";
import { registerWatching } from "./routes.ts";
import { sendDelivery } from "./send-delivery.ts";
import { allowedNetworks, checkAddress, type ResolveName } from "./webhook-address.ts";

let plant: EvidenceNode;
let client: Client;
const servers: Server[] = [];

const listen = async (answer: RequestListener): Promise<number> => {
  const server = createServer(answer);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  servers.push(server);
  return (server.address() as AddressInfo).port;
};

beforeAll(async () => {
  plant = await startEvidenceNode([registerWatching]);
  client = createClient(await plant.node.app.listen({ port: 0, host: "127.0.0.1" }), fetch);
});
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
afterAll(() => plant.node.close());

const loopback = ["127.0.0.0/8"];
const message = { headers: { "content-type": "application/json" }, body: "{}" };
const to = (port: number) => checkAddress(`http://127.0.0.1:${port}/`, allowedNetworks(loopback));

describe("a receiver", () => {
  it("that never answers is given up in time", async () => {
    const port = await listen(() => undefined);
    const began = performance.now();
    const limits = { patienceMs: 300, mostRead: 1_000 };
    expect(await sendDelivery(await to(port), message, limits)).toEqual({
      status: null,
      failure: "timeout",
    });
    expect(performance.now() - began).toBeGreaterThan(250);
  });

  it("whose reply drips for ever is given up in time, and its status counts", async () => {
    const port = await listen((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write("."), 20);
      response.on("close", () => clearInterval(drip));
    });
    const limits = { patienceMs: 300, mostRead: 1_000_000 };
    expect(await sendDelivery(await to(port), message, limits)).toEqual({
      status: 200,
      failure: null,
    });
  });

  it("that replies without end is cut off, and its status counts", async () => {
    let written = 0;
    const port = await listen((_request, response) => {
      response.writeHead(202);
      const chunk = Buffer.alloc(64 * 1024);
      const pour = (): void => {
        for (;;) {
          if (response.destroyed) return;
          written += chunk.length;
          if (!response.write(chunk)) break;
        }
        response.once("drain", pour);
      };
      pour();
    });
    expect(await sendDelivery(await to(port), message)).toEqual({ status: 202, failure: null });
    // What the two ends of the line hold, and no more.
    expect(written).toBeLessThan(32 * 1024 ** 2);
  });

  it("that closes the line or speaks no HTTP is a failure with a name", async () => {
    const closes = await listen((request) => request.socket.destroy());
    expect(await sendDelivery(await to(closes), message)).toMatchObject({ failure: "ECONNRESET" });
    const mumbles = await listen((request) => request.socket.end("mumble\r\n\r\n"));
    expect((await sendDelivery(await to(mumbles), message)).failure).toMatch(/^HPE_/);
  });
});

const after = (seconds: number): Ctx => ({
  ...plant.node.ctx(systemActor),
  now: () => new Date(Date.now() + seconds * 1000),
});

/** A webhook of a firm of its own with one delivery that waits, and a receiver that counts. */
const waiting = async (host: string, scheme = "http") => {
  const ids: unknown[] = [];
  const port = await listen((request, response) => {
    ids.push(request.headers["webhook-id"]);
    response.writeHead(204).end();
  });
  const enterpriseId = await plant.addFirm();
  const { webhook } = await client.call(createWebhook, {
    path: { enterpriseId },
    body: { url: "https://93.184.215.14/", events: ["verdicts.changed"] },
  });
  await inTransaction(plant.node.ctx(systemActor), (tx) =>
    tx.db
      .updateTable("webhooks")
      .set({ url: `${scheme}://${host}:${port}/` })
      .where("id", "=", webhook.id)
      .execute(),
  );
  const at = { enterpriseId, webhookId: webhook.id };
  await client.call(testWebhook, { path: at, body: {} });
  const shown = async () => {
    const { deliveries } = await client.call(listWebhookDeliveries, { path: at });
    return deliveries.map(({ state, lastFailure }) => ({ state, lastFailure }));
  };
  return { ids, shown };
};

const carry = (seconds: number, resolve?: ResolveName) =>
  carryDeliveries(after(seconds), {
    box: plant.node.services.secretBox,
    allowed: allowedNetworks(loopback, resolve),
  });

describe("a node that ended", () => {
  it("before it sent sends when it runs again, once", async () => {
    const { ids, shown } = await waiting("127.0.0.1");
    await carry(1);
    await carry(2);
    expect(ids).toHaveLength(1);
    expect(await shown()).toEqual([{ state: "delivered", lastFailure: null }]);
  });

  it("while it sent tries again after a minute, under the same id", async () => {
    const { ids, shown } = await waiting("127.0.0.1");
    const [taken] = await takeDue(after(1), 8);
    await carry(2);
    expect(ids).toEqual([]);
    await carry(62);
    expect(ids).toEqual([taken?.id]);
    expect(await shown()).toEqual([{ state: "delivered", lastFailure: null }]);
  });
});

describe("a name", () => {
  it("is asked for once a delivery, and a connection goes to what it said then", async () => {
    const { ids } = await waiting("plant.example");
    const asked: string[] = [];
    await carry(1, async (name) => {
      asked.push(name);
      return ["127.0.0.1"];
    });
    expect(asked).toEqual(["plant.example"]);
    expect(ids).toHaveLength(1);
  });

  it("that led outside and leads inside now is not followed", async () => {
    const { ids, shown } = await waiting("rebind.example", "https");
    const inside = ["10.0.0.7"];
    for (const answer of [inside, ["93.184.215.14", ...inside], ["93.184.215.14", "::1"]]) {
      await expect(
        checkAddress(
          "https://rebind.example/",
          allowedNetworks([], async () => answer),
        ),
      ).rejects.toMatchObject({ code: "webhook.private" });
    }
    await carry(1, async () => inside);
    expect(ids).toEqual([]);
    expect(await shown()).toEqual([{ state: "waiting", lastFailure: "webhook.private" }]);
  });

  it("that nobody knows waits for the next try", async () => {
    const { ids, shown } = await waiting("nowhere.example");
    await carry(1, async () => []);
    expect(await shown()).toEqual([{ state: "waiting", lastFailure: "webhook.url" }]);
    await carry(10, async () => ["127.0.0.1"]);
    expect(ids).toHaveLength(1);
  });

  it("with several addresses is reached at the one that answers", async () => {
    const { ids } = await waiting("two.example");
    // Nothing listens at the first.
    await carry(1, async () => ["127.0.0.9", "127.0.0.1"]);
    expect(ids).toHaveLength(1);
  });
});
