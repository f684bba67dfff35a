/** Two real nodes on loopback, either of them killed at any moment: nothing is lost, nothing is there twice. */

import {
  answerFiling,
  createClient,
  createEnrolmentCode,
  createEnterprise,
  enrolEnterprise,
  getEnterprise,
  getNode,
  listEnterpriseFilings,
  listFilings,
  listMessages,
  saveFacts,
  sendNow,
  submitFiling,
  type Client,
} from "@fenji/contract";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  cleanUp,
  freePort,
  killEverything,
  killServerAlone,
  makeDataFolder,
  startNode,
  type StartedNode,
} from "./started-node.ts";

const rounds = 20;
const creditCode = "91110000600037341L";

interface Place {
  readonly kind: "supervisor" | "enterprise";
  readonly dataFolder: string;
  readonly port: number;
  readonly client: Client;
  node: StartedNode;
}

const start = async (place: Pick<Place, "kind" | "dataFolder" | "port">): Promise<StartedNode> => {
  const node = await startNode({
    dataFolder: place.dataFolder,
    port: place.port,
    environment: { FENJI_NODE: place.kind, FENJI_EXCHANGE_SECONDS: "1" },
  });
  await node.ready;
  return node;
};

const open = async (kind: Place["kind"]): Promise<Place> => {
  const place = { kind, dataFolder: makeDataFolder(), port: await freePort() };
  const client = createClient(`http://localhost:${place.port}`, fetch);
  return { ...place, client, node: await start(place) };
};

let supervisor: Place;
let plant: Place;
let enterpriseId = "";

beforeAll(async () => {
  supervisor = await open("supervisor");
  plant = await open("enterprise");
  const firm = await plant.client.call(createEnterprise, {
    body: { creditCode, name: "甲厂", jurisdiction: "11", city: null, division: "C31" },
  });
  enterpriseId = firm.id;
  const { code } = await supervisor.client.call(createEnrolmentCode, {
    body: { kind: "enterprise", creditCode, jurisdiction: "11", expiresInDays: 1 },
  });
  const address = `http://localhost:${supervisor.port}`;
  await plant.client.call(enrolEnterprise, { path: { enterpriseId }, body: { address, code } });
});

afterAll(async () => {
  for (const place of [plant, supervisor]) {
    await killEverything(place.node).catch(() => undefined);
    await cleanUp(place.dataFolder);
  }
});

let employees = 100;

/** Facts of their own each time, so that there is always something new to file. */
const file = async (): Promise<string> => {
  const path = { enterpriseId };
  const { factsId } = await plant.client.call(getEnterprise, { path });
  employees += 1;
  const facts = { enterpriseTypes: ["connected"], division: "C31", employees };
  await plant.client.call(saveFacts, { path, body: { facts, basedOn: factsId } });
  return (await plant.client.call(submitFiling, { path, body: {} })).id;
};

const answer = async (): Promise<string | undefined> => {
  const query = { state: "submitted", current: "true", limit: 1 } as const;
  const { filings } = await supervisor.client.call(listFilings, { query });
  const [waiting] = filings;
  if (waiting === undefined) return undefined;
  const path = { enterpriseId: waiting.enterprise.id, filingId: waiting.id };
  const reasons = [{ item: null, text: { zh: "请补充", en: null } }];
  await supervisor.client.call(answerFiling, { path, body: { outcome: "returned", reasons } });
  return waiting.id;
};

/** Those who ask a node that has just been killed get no answer, and do not know whether it was done. */
const unlessKilled = <T>(act: () => Promise<T>): Promise<T | undefined> =>
  act().catch(() => undefined);

const allFilings = async (place: Place): Promise<ReadonlyMap<string, string>> => {
  const found = new Map<string, string>();
  let cursor: string | undefined;
  do {
    const page = { limit: 100, ...(cursor === undefined ? {} : { cursor }) };
    const { filings, nextCursor } =
      place === plant
        ? await place.client.call(listEnterpriseFilings, { path: { enterpriseId }, query: page })
        : await place.client.call(listFilings, { query: page });
    for (const { id, state } of filings) found.set(id, state);
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
};

const settle = async (): Promise<void> => {
  const { id: peerId } = await supervisor.client.call(getNode);
  for (let turn = 0; turn < 60; turn += 1) {
    await plant.client.call(sendNow, { path: { peerId }, body: {} });
    const waiting = [];
    for (const place of [plant, supervisor])
      for (const state of ["queued", "sent"] as const)
        waiting.push(
          ...(await place.client.call(listMessages, { query: { direction: "out", state } }))
            .messages,
        );
    if (waiting.length === 0) return;
    await sleep(200);
  }
  throw new Error("messages still wait after all nodes have been running for a while");
};

it(
  "loses nothing and doubles nothing over many kills at random moments",
  { timeout: 900_000 },
  async () => {
    const filed = new Set<string>();
    const answered = new Set<string>();
    for (let round = 0; round < rounds; round += 1) {
      const victim = round % 2 === 0 ? plant : supervisor;
      const acting = (async () => {
        for (let turn = 0; turn < 4; turn += 1) {
          const id = await unlessKilled(file);
          if (id !== undefined) filed.add(id);
          const given = await unlessKilled(answer);
          if (given !== undefined) answered.add(given);
        }
      })();
      await sleep(Math.random() * 1_500);
      await (round % 4 < 2 ? killServerAlone(victim.node) : killEverything(victim.node));
      await acting;
      victim.node = await start(victim);
    }
    filed.add(await file());
    await settle();
    const [mine, theirs] = [await allFilings(plant), await allFilings(supervisor)];
    expect(filed.size).toBeGreaterThan(rounds / 2);
    expect([...filed].filter((id) => !mine.has(id))).toEqual([]);
    expect([...theirs.keys()].toSorted()).toEqual([...mine.keys()].toSorted());
    expect([...answered].filter((id) => mine.get(id) !== "returned")).toEqual([]);
    const revisions = await plant.client.call(listEnterpriseFilings, {
      path: { enterpriseId },
      query: { limit: 100 },
    });
    const numbers = revisions.filings.map(({ revision }) => revision);
    expect(new Set(numbers).size).toBe(numbers.length);
  },
);
