/** The inbox and those who are told, on a node of its own: a report laid into a folder reaches a signed receiver, and the page shows both. */

import { createHmac } from "node:crypto";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createClient, createEnterprise, getEnterprise, saveFacts } from "@fenji/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  cleanUp,
  makeDataFolder,
  pressCtrlC,
  startNode,
  type StartedNode,
} from "../acceptance/started-node.ts";
import { redatedEvidence } from "../redated-evidence.ts";
import { openPage } from "./browser.ts";
import { violationsOn } from "./find-violations.ts";

interface Told {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const inbox = mkdtempSync(join(tmpdir(), "fenji-inbox-"));
const told: Told[] = [];
let receiver: Server;
let hookUrl = "";
let node: StartedNode;
let nodeUrl = "";
let enterpriseId = "";

beforeAll(async () => {
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    told.push({ headers: request.headers, body: await text(request) });
    response.writeHead(204).end();
  };
  receiver = createServer((request, response) => void take(request, response));
  receiver.listen(0, "127.0.0.1");
  await once(receiver, "listening");
  hookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  node = await startNode({
    dataFolder: makeDataFolder(),
    environment: {
      FENJI_PAGE: "1",
      FENJI_INBOX: inbox,
      FENJI_WEBHOOK_NETWORKS: "127.0.0.0/8",
    },
  });
  await node.ready;
  nodeUrl = `http://localhost:${node.port}`;
  const client = createClient(nodeUrl, fetch);
  const created = await client.call(createEnterprise, {
    body: {
      creditCode: "91110000600037341L",
      name: "某厂",
      jurisdiction: "X0",
      city: null,
      division: "C31",
    },
  });
  enterpriseId = created.id;
  const { factsId } = await client.call(getEnterprise, { path: { enterpriseId } });
  const facts = { enterpriseTypes: ["connected"], division: "C31" };
  await client.call(saveFacts, { path: { enterpriseId }, body: { facts, basedOn: factsId } });
  mkdirSync(join(inbox, enterpriseId));
}, 300_000);

afterAll(async () => {
  pressCtrlC(node);
  await node.exited;
  await cleanUp(node.dataFolder);
  receiver.close();
  rmSync(inbox, { recursive: true, force: true });
});

const signedBy = (secret: string, { headers, body }: Told): boolean => {
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const of = (name: string): string => String(headers[`webhook-${name}`]);
  const mac = createHmac("sha256", key).update(`${of("id")}.${of("timestamp")}.${body}`);
  return of("signature") === `v1,${mac.digest("base64")}`;
};

let secret = "";

test("an inner address is refused with the reason, an allowed one is registered and its secret shown once", async () => {
  const { page, expectClean } = await openPage(
    `/enterprises/${enterpriseId}/activity`,
    { language: "en", url: nodeUrl },
    [/status of 4\d\d/],
  );
  await page.getByText("No address is registered.").waitFor();
  await page.getByRole("button", { name: "Add an address" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Address", { exact: true }).fill("https://10.1.2.3/hook");
  await dialog.getByRole("button", { name: "Add an address" }).click();
  await dialog.getByRole("alert").getByText("10.1.2.3").waitFor();
  await dialog.getByLabel("Address", { exact: true }).fill(hookUrl);
  await dialog.getByLabel("evidence imported").check();
  await dialog.getByLabel("evidence refused").check();
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Add an address" }).click();
  secret = await page.getByLabel("Secret for signatures").inputValue();
  expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: `Send a test to ${hookUrl}` }).click();
  await page.getByText("The test is queued").waitFor();
  await expect.poll(() => told.length, { timeout: 30_000 }).toBe(1);
  expect(signedBy(secret, told[0] ?? { headers: {}, body: "" })).toBe(true);
  expectClean();
});

test("a report laid into the folder is taken in, told and listed; what is no report says why", async () => {
  const name = "edge-gw-01.xccdf.xml";
  const folder = join(inbox, enterpriseId);
  told.length = 0;
  copyFileSync(join(redatedEvidence(), name), join(folder, name));
  writeFileSync(join(folder, "note.txt"), "all is well\n");
  await expect
    .poll(() => told.map(({ body }) => String(JSON.parse(body).type)).toSorted(), {
      timeout: 60_000,
    })
    .toEqual(["evidence.imported", "evidence.refused", "verdicts.changed"]);
  expect(told.every((one) => signedBy(secret, one))).toBe(true);
  const changed = told.find(({ body }) => body.includes("verdicts.changed"));
  expect(JSON.parse(changed?.body ?? "{}")).toMatchObject({
    data: { enterpriseId, firstJudged: true },
  });
  expect(existsSync(join(folder, "done", name))).toBe(true);
  expect(existsSync(join(folder, "refused", "note.txt"))).toBe(true);
  const { page, visit, expectClean } = await openPage(`/enterprises/${enterpriseId}/evidence`, {
    language: "zh",
    url: nodeUrl,
  });
  await page.getByText(name).waitFor();
  await visit(`/enterprises/${enterpriseId}/activity`);
  await page.getByRole("button", { name: `${hookUrl} 的发送记录` }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("HTTP 204").first().waitFor();
  expect(await dialog.locator("tbody tr").count()).toBe(4);
  expect(await violationsOn(page)).toEqual([]);
  expectClean();
});
