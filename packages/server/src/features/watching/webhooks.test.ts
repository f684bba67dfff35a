/** Webhooks against real receivers: signed, once or again until taken, never to where they must not lead, and no word of the evidence. */

import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import {
  changeWebhook,
  createClient,
  createWebhook,
  listWebhookDeliveries,
  listWebhooks,
  redeliverWebhook,
  removeWebhook,
  rotateWebhookSecret,
  testWebhook,
  type Client,
} from "@fenji/contract";
import type { EnterpriseId } from "@fenji/kernel";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "../../platform/auth/actor.ts";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { startEvidenceNode, type EvidenceNode } from "../evidence/testing/evidence-node.ts";
import { xccdfReport } from "../evidence/testing/sample-report.ts";
import { carryDeliveries } from "./carry-deliveries.ts";
import { registerWatching } from "./routes.ts";
import { allowedNetworks, checkAddress } from "./webhook-address.ts";

interface Received {
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

let plant: EvidenceNode;
let client: Client;
const servers: Server[] = [];

/** Answers with these statuses, the last one again and again. */
const receiver = async (...statuses: readonly number[]) => {
  const received: Received[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const status = statuses[Math.min(received.length, statuses.length - 1)] ?? 204;
    received.push({ headers: request.headers, body });
    response.writeHead(status, status === 302 ? { location: "/elsewhere" } : {}).end("ok");
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  servers.push(server);
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook?of=plant`, received };
};

beforeAll(async () => {
  plant = await startEvidenceNode([registerWatching]);
  client = createClient(await plant.node.app.listen({ port: 0, host: "127.0.0.1" }), fetch);
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
afterAll(() => plant.node.close());

const tools = () => ({
  box: plant.node.services.secretBox,
  allowed: allowedNetworks(["127.0.0.0/8"]),
});

const after = (seconds: number): Ctx => ({
  ...plant.node.ctx(systemActor),
  now: () => new Date(Date.now() + seconds * 1000),
});

const carry = (seconds = 0) => carryDeliveries(after(seconds), tools());

/** As the operator of this node would allow it. */
const plantedHook = async (firm: EnterpriseId, url: string) => {
  const { webhook, secret } = await client.call(createWebhook, {
    path: { enterpriseId: firm },
    body: { url: "https://93.184.215.14/", events: ["verdicts.changed", "evidence.imported"] },
  });
  await inTransaction(plant.node.ctx(systemActor), (tx) =>
    tx.db.updateTable("webhooks").set({ url }).where("id", "=", webhook.id).execute(),
  );
  return { at: { enterpriseId: firm, webhookId: webhook.id }, secret };
};

const scan = (result: "pass" | "fail", day: number): string =>
  xccdfReport({ host: "h", at: `2026-05-0${day}T00:00:00Z`, results: { one: result } });

const signedBy = (secret: string, { headers, body }: Received): boolean => {
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const of = (name: string): string => String(headers[name]);
  const signed = `${of("webhook-id")}.${of("webhook-timestamp")}.${body}`;
  const mac = createHmac("sha256", key).update(signed).digest("base64");
  return of("webhook-signature").split(" ").includes(`v1,${mac}`);
};

const deliveries = async (at: { readonly enterpriseId: string; readonly webhookId: string }) =>
  (await client.call(listWebhookDeliveries, { path: at })).deliveries;

describe("a webhook", () => {
  it("is told of each event once, signed, and of nothing that is evidence", async () => {
    const firm = await plant.addFirm();
    await plant.importText(firm, scan("pass", 1));
    const { url, received } = await receiver(204);
    const { at, secret } = await plantedHook(firm, url);
    await plant.importText(firm, scan("fail", 2), "secret-name.xml");
    await plant.importText(await plant.addFirm(), scan("fail", 2));
    await carry();
    await carry();
    const bodies = received.map(({ body }) => JSON.parse(body) as { type: string; data: object });
    expect(bodies.map(({ type }) => type).toSorted()).toEqual([
      "evidence.imported",
      "verdicts.changed",
    ]);
    expect(bodies.find(({ type }) => type === "verdicts.changed")?.data).toMatchObject({
      enterpriseId: firm,
      changes: [{ requirement: "R1", from: "met", to: "notMet" }],
    });
    expect(received.every((one) => signedBy(secret, one))).toBe(true);
    expect(JSON.stringify(received)).not.toMatch(/CANARY|secret-name/);
    expect((await deliveries(at)).map(({ state, lastStatus }) => [state, lastStatus])).toEqual([
      ["delivered", 204],
      ["delivered", 204],
    ]);
  });

  it("is told again until it takes it, with the same id and body, ever more rarely, and then no more", async () => {
    const firm = await plant.addFirm();
    const { url, received } = await receiver(500, 302, 204);
    const { at } = await plantedHook(firm, url);
    await client.call(testWebhook, { path: at, body: {} });
    await carry();
    expect(await deliveries(at)).toMatchObject([
      { state: "waiting", attempts: 1, lastStatus: 500, lastFailure: "HTTP 500" },
    ]);
    await carry(1);
    expect(received).toHaveLength(1);
    await carry(10);
    expect((await deliveries(at))[0]).toMatchObject({ lastFailure: "HTTP 302" });
    await carry(60);
    expect(received).toHaveLength(3);
    expect(new Set(received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
    expect(await deliveries(at)).toMatchObject([{ state: "delivered", attempts: 3 }]);
  });

  it("is given up after days, stopped when nothing gets through, and sent again by hand", async () => {
    const firm = await plant.addFirm();
    const { url, received } = await receiver(...Array<number>(12).fill(503), 200);
    const { at } = await plantedHook(firm, url);
    await client.call(testWebhook, { path: at, body: {} });
    let seconds = 0;
    for (const pause of [0, 5, 30, 120, 600, 3_600, 10_800, 21_600, 43_200, 86_400]) {
      seconds += pause + 1;
      await carry(seconds);
    }
    expect(received).toHaveLength(10);
    const [dead] = await deliveries(at);
    expect(dead).toMatchObject({ state: "dead", attempts: 10, lastStatus: 503 });
    seconds += 4 * 86_400;
    await client.call(testWebhook, { path: at, body: {} });
    await carry(seconds);
    await carry(seconds + 3_600);
    expect(received).toHaveLength(11);
    const [hook] = (await client.call(listWebhooks, { path: { enterpriseId: firm } })).webhooks;
    expect(hook).toMatchObject({ state: "failed", dead: 1, waiting: 1 });
    const body = {
      url: "https://93.184.215.14/",
      events: ["verdicts.changed"],
      state: "active",
    } as const;
    await client.call(changeWebhook, { path: at, body: { ...body, events: [...body.events] } });
    await inTransaction(plant.node.ctx(systemActor), (tx) =>
      tx.db.updateTable("webhooks").set({ url }).where("id", "=", at.webhookId).execute(),
    );
    await client.call(redeliverWebhook, { path: { ...at, deliveryId: dead?.id ?? "" }, body: {} });
    await carry(seconds + 3_600);
    expect(received).toHaveLength(13);
    const states = (await deliveries(at)).map(({ state }) => state);
    expect(states.toSorted()).toEqual(["delivered", "waiting"]);
  });

  it("signs with the old secret beside the new one for a day, and not after", async () => {
    const firm = await plant.addFirm();
    const { url, received } = await receiver(204);
    const { at, secret: old } = await plantedHook(firm, url);
    const { secret } = await client.call(rotateWebhookSecret, { path: at, body: {} });
    await client.call(testWebhook, { path: at, body: {} });
    await carry();
    await client.call(testWebhook, { path: at, body: {} });
    await carry(25 * 3_600);
    const signed = received.map((one) => [signedBy(old, one), signedBy(secret, one)]);
    expect(signed).toEqual([
      [true, true],
      [false, true],
    ]);
    await client.call(removeWebhook, { path: at });
    await expect(deliveries(at)).rejects.toMatchObject({ code: "request.not-found" });
  });

  it("keeps its secret sealed, and is nobody else's", async () => {
    const firm = await plant.addFirm();
    const other = await plant.addFirm();
    const { at, secret } = await plantedHook(firm, "https://93.184.215.14/");
    const stored = await inTransaction(plant.node.ctx(systemActor), (tx) =>
      tx.db.selectFrom("webhooks").select("secret").where("id", "=", at.webhookId).execute(),
    );
    const plain = Buffer.from(secret.replace("whsec_", ""), "base64");
    expect(stored[0]?.secret.includes(plain)).toBe(false);
    const theirs = { ...at, enterpriseId: other };
    await expect(client.call(removeWebhook, { path: theirs })).rejects.toMatchObject({
      code: "request.not-found",
    });
  });
});

describe("an address", () => {
  const code = (url: string, networks: readonly string[] = []): Promise<string> =>
    checkAddress(url, allowedNetworks(networks)).then(
      ({ addresses }) => addresses.map(({ address }) => address).join(" "),
      (error: { readonly code: string }) => error.code,
    );

  it("leads to the outside world, by HTTPS", async () => {
    expect(await code("https://93.184.215.14/hook")).toBe("93.184.215.14");
    expect(await code("https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/")).toMatch(/^2606:/);
    expect(await code("http://93.184.215.14/")).toBe("webhook.url");
    for (const bad of [
      "ftp://93.184.215.14/",
      "https://a:b@93.184.215.14/",
      "https://93.184.215.14/#x",
      "no",
    ])
      expect(await code(bad)).toBe("webhook.url");
  });

  it("never leads inside, however it is written", async () => {
    for (const host of [
      "127.0.0.1",
      "localhost",
      "2130706433",
      "0x7f.1",
      "10.1.2.3",
      "172.31.0.1",
      "192.168.0.1",
      "169.254.169.254",
      "100.64.0.1",
      "0.0.0.0",
      "[::1]",
      "[::ffff:10.0.0.1]",
      "[fe80::1]",
      "[fd00::1]",
      "[2002:0a00:0001::1]",
      "[64:ff9b::a00:1]",
    ])
      expect(await code(`https://${host}/`), host).toBe("webhook.private");
  });

  it("leads inside where the operator allows that network, by plain HTTP too", async () => {
    expect(await code("http://10.1.2.3/", ["10.1.0.0/16"])).toBe("10.1.2.3");
    expect(await code("https://10.2.2.3/", ["10.1.0.0/16"])).toBe("webhook.private");
  });
});
