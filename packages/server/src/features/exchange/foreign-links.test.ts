/** On a node of several supervisors each looks after the links of its own jurisdiction, whatever id is sent. */

import { listPeers, revokePeer, sendNow, sendPeerTask, setLinkPaused } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { features } from "../../node-features.ts";
import { inTransaction, newId } from "../../platform/ctx.ts";
import { startTestNode, type TestNode } from "../../platform/testing/start-test-node.ts";
import { makeOrganisation, makePerson } from "../identity/testing/people.ts";
import { visit, type Visitor } from "../identity/testing/visitor.ts";

let node: TestNode;
const peerId = newId();
const words = { zh: "报送", en: "File" };

const enter = async (jurisdiction: string): Promise<Visitor> => {
  const organisationId = await makeOrganisation(node, { kind: "supervisor", jurisdiction });
  const person = await makePerson(node, { role: "supervisor", organisationId, manager: true });
  return visit(node, person.headers);
};

beforeAll(async () => {
  node = await startTestNode({
    features,
    environment: { FENJI_MODE: "server", FENJI_NODE: "supervisor" },
  });
  await inTransaction(node.ctx(), (tx) =>
    tx.db
      .insertInto("peers")
      .values({
        peer_id: peerId,
        node_kind: "supervisor",
        name: "下级节点",
        relation: "below",
        state: "linked",
        jurisdiction_code: "32",
        created_at: tx.now().toISOString(),
      })
      .execute(),
  );
}, 60_000);

afterAll(() => node.close());

const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "ok",
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

it("another jurisdiction's link is as if it were not there", async () => {
  const stranger = await enter("X0");
  expect((await stranger.call(listPeers)).peers).toEqual([]);
  const path = { peerId };
  const codes = await Promise.all(
    [
      stranger.call(setLinkPaused, { path, body: { paused: true } }),
      stranger.call(revokePeer, { path, body: { reason: "x" } }),
      stranger.call(sendNow, { path, body: {} }),
      stranger.call(sendPeerTask, {
        path,
        body: { title: words, text: words, dueDate: "2027-01-01" },
      }),
    ].map(codeOf),
  );
  expect(codes).toEqual(Array.from({ length: 4 }, () => "request.not-found"));
  const own = await enter("32");
  expect((await own.call(listPeers)).peers).toMatchObject([{ state: "linked", paused: false }]);
});

it("one's own is paused, revoked and shown afterwards, by who administrates the node too", async () => {
  const own = await enter("32");
  const path = { peerId };
  expect(await own.call(setLinkPaused, { path, body: { paused: true } })).toMatchObject({
    paused: true,
  });
  const organisationId = await makeOrganisation(node, { kind: "operator" });
  const person = await makePerson(node, { role: "administrator", organisationId });
  const administrator = visit(node, person.headers);
  expect(await administrator.call(setLinkPaused, { path, body: { paused: false } })).toMatchObject({
    paused: false,
  });
  expect(await own.call(revokePeer, { path, body: { reason: "x" } })).toMatchObject({
    state: "revoked",
  });
});
