/** From the moment a session is revoked to the first answer that denies it, over loopback, among sessions of many others. */

import { listSessions } from "@fenji/contract";
import {
  makeOrganisation,
  makePerson,
  type TestPerson,
} from "../packages/server/src/features/identity/testing/people.ts";
import { features } from "../packages/server/src/node-features.ts";
import { startTestNode } from "../packages/server/src/platform/testing/start-test-node.ts";
import type { Bench } from "./bench-row.ts";

const rounds = 200;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const p99 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Number.NaN;

const sessionsUrl = `/api${listSessions.url}`;

export const run: Bench = async () => {
  const node = await startTestNode({
    features,
    environment: { FENJI_MODE: "server", FENJI_ACCESS_SAMPLE: "100" },
  });
  try {
    const address = await node.app.listen({ port: 0, host: "127.0.0.1" });
    const organisationId = await makeOrganisation(node, { kind: "vendor" });
    const ask = async (
      person: TestPerson,
      method: "GET" | "DELETE",
      path: string,
    ): Promise<Response> => {
      const reply = await fetch(address + path, {
        method,
        headers: { ...person.headers, host: "localhost" },
      });
      await reply.arrayBuffer();
      return reply;
    };
    const latencies: number[] = [];
    let more = 0;
    for (let round = 0; round < rounds; round += 1) {
      const person = await makePerson(node, { role: "vendor", organisationId });
      const listed = await fetch(address + sessionsUrl, { headers: person.headers });
      const body: { sessions: readonly { id: string; current: boolean }[] } = await listed.json();
      const own = body.sessions.find(({ current }) => current)?.id ?? "";
      const revoked = await ask(person, "DELETE", `${sessionsUrl}/${own}`);
      if (!revoked.ok) throw new Error(`revoking failed: ${revoked.status}`);
      const begun = performance.now();
      let reply = await ask(person, "GET", sessionsUrl);
      while (reply.status !== 401) {
        more += 1;
        reply = await ask(person, "GET", sessionsUrl);
      }
      latencies.push(performance.now() - begun);
    }
    if (more > 0) throw new Error(`${more} requests were answered after the session was revoked`);
    const none = { peer: null, peerVersion: "limit: the next request is denied, within 50 ms" };
    return [
      { name: "revoked to denied, median", ours: median(latencies), unit: "ms" },
      { name: "revoked to denied, p99", ours: p99(latencies), unit: "ms" },
    ].map((row) => ({ ...row, ...none, ratio: 50 / row.ours }));
  } finally {
    await node.close();
  }
};
