/** Filings verified and stored per second by a supervisor's node over loopback, against what its disk and cores could do. */

import { Worker } from "node:worker_threads";
import { getNode } from "@fenji/contract";
import { hashText, makeKeyPair, openSigner, verifySignature } from "@fenji/intake";
import { messageText, sealText, type FilingBody } from "@fenji/submission";
import {
  addFirm,
  startSpeakingNode,
  type SpeakingNode,
} from "../packages/server/src/features/exchange/testing/linked-nodes.ts";
import { makeCreditCode } from "@fenji/synthesis";
import { buildFiling } from "../packages/server/src/features/filings/build-filing.ts";
import { packLibrary } from "../packages/server/src/features/packs/public.ts";
import { inSnapshot, inTransaction, newId } from "../packages/server/src/platform/ctx.ts";
import type { Bench } from "./bench-row.ts";

const filings = 3_000;
const nodes = 100;
const atOnce = 64;

const creditCodes = Array.from({ length: nodes }, (_value, index) => makeCreditCode(index + 1));

const first = { occasion: "initial", withOpenItems: false } as const;

/** One real filing as a firm's node makes it, with the verdicts and gaps of every requirement. */
const sampleBody = async (plant: SpeakingNode): Promise<FilingBody> => {
  const enterpriseId = await addFirm(plant, {
    creditCode: makeCreditCode(0),
    name: "样本厂（合成）",
  });
  const { defaultRegime } = await packLibrary();
  const files = Array.from({ length: 20 }, (_value, index) => hashText(String(index)));
  const body = await inSnapshot(plant.node.ctx(), (tx) =>
    buildFiling(tx, { enterpriseId, pack: defaultRegime, revision: 1, ...first }),
  );
  return { ...body, evidence: { ...body.evidence, files } };
};

/** Every sender has a key of its own, pinned as an enrolment pins it. */
const prepare = async (supervisor: SpeakingNode, body: FilingBody): Promise<readonly Buffer[]> => {
  const { id: to } = await supervisor.client.call(getNode, {});
  const senders = creditCodes.map((creditCode) => {
    const pair = makeKeyPair("Ed25519");
    return { id: newId(), creditCode, pair, signer: openSigner(pair) };
  });
  const at = new Date().toISOString();
  for (const { id, creditCode, pair } of senders) {
    const enterpriseId = await addFirm(supervisor, { creditCode, name: "某厂（合成）" });
    await inTransaction(supervisor.node.ctx(), async (tx) => {
      const { keyId: key_id, algorithm, spki } = pair;
      await tx.db
        .insertInto("peers")
        .values({
          peer_id: id,
          node_kind: "enterprise",
          name: "n",
          relation: "below",
          state: "linked",
          created_at: at,
        })
        .execute();
      await tx.db
        .insertInto("peer_keys")
        .values({ peer_id: id, key_id, algorithm, spki, state: "current", pinned_at: at })
        .execute();
      await tx.db
        .insertInto("links")
        .values({ enterprise_id: enterpriseId, peer_id: id, state: "linked", created_at: at })
        .execute();
    });
  }
  const made = Array.from({ length: filings }, (_value, index) => {
    const sender = senders[index % nodes];
    if (sender === undefined) throw new Error("no sender");
    const { id: from, creditCode, signer } = sender;
    const revision = Math.floor(index / nodes) + 1;
    const text = messageText({
      id: newId(),
      kind: "filing",
      from,
      to,
      sequence: revision,
      createdAt: new Date(Date.now()).toISOString(),
      about: creditCode,
      inReplyTo: null,
      body: { ...body, revision, enterprise: { ...body.enterprise, creditCode } },
    });
    return {
      text,
      signature: signer.sign(text),
      pair: sender.pair,
      envelope: sealText(text, [signer]),
    };
  });
  verifyAll(made);
  return made.map(({ envelope }) => Buffer.from(envelope, "utf8"));
};

let verifyPerSecond = 0;

/** The bare check of the same signatures: hashing of key names included, nothing else. */
const verifyAll = (
  made: readonly {
    readonly text: string;
    readonly signature: string;
    readonly pair: Parameters<typeof verifySignature>[0];
  }[],
): void => {
  const begun = performance.now();
  for (const { pair, text, signature } of made)
    if (!verifySignature(pair, text, signature)) throw new Error("a signature does not hold");
  verifyPerSecond = (made.length / (performance.now() - begun)) * 1000;
};

/** By a thread of their own: senders have their own machines. */
const postAll = (address: string, envelopes: readonly Buffer[]): Promise<number> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("post-filings.ts", import.meta.url), {
      workerData: { address, envelopes, atOnce },
    });
    worker.once("message", resolve);
    worker.once("error", reject);
  });

/** The same bytes into a table without an index or check, one durable commit each, one after another. */
const insertAll = async ({ node }: SpeakingNode, envelopes: readonly Buffer[]): Promise<number> => {
  const begun = performance.now();
  for (const bytes of envelopes.slice(0, 500)) {
    await inTransaction(node.ctx(), async (tx) => {
      await tx.db
        .insertInto("aggregates")
        .values({
          id: tx.newId(),
          peer_id: tx.db.selectFrom("peers").select("peer_id").limit(1),
          direction: "in",
          jurisdiction_code: "X0",
          as_of: "2026-01-01",
          content: bytes.toString("utf8"),
        })
        .execute();
    });
  }
  return (500 / (performance.now() - begun)) * 1000;
};

export const run: Bench = async () => {
  const supervisor = await startSpeakingNode("supervisor");
  const plant = await startSpeakingNode("enterprise");
  try {
    const body = await sampleBody(plant);
    await plant.node.close();
    const envelopes = await prepare(supervisor, body);
    const ours = await postAll(supervisor.address, envelopes);
    const inserted = await insertAll(supervisor, envelopes);
    const kb = Math.round((envelopes[0]?.length ?? 0) / 1024);
    const name = `filings of ${kb} kB verified and stored over loopback, ${nodes} senders`;
    const row = (peer: number, peerVersion: string) => ({
      name,
      ours: Math.round(ours),
      peer: Math.round(peer),
      peerVersion,
      unit: "filings/s",
      ratio: Number((ours / peer).toPrecision(3)),
    });
    return [
      row(500, "goal"),
      row(inserted, "PostgreSQL 18, the same bytes in one commit each, nothing checked"),
      row(verifyPerSecond, "Ed25519 by OpenSSL in this process, the same signatures alone"),
    ];
  } finally {
    await supervisor.node.close();
  }
};
