/** The senders of the measurement of filings, in a thread of their own: posts every message, many at once. */

import { Agent, request } from "node:http";
import { parentPort, workerData } from "node:worker_threads";

interface Work {
  readonly address: string;
  readonly envelopes: readonly Uint8Array[];
  readonly atOnce: number;
}

const { address, envelopes, atOnce } = workerData as Work;

const agent = new Agent({ keepAlive: true, maxSockets: atOnce });

const postOne = (bytes: Uint8Array): Promise<string> =>
  new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/octet-stream",
      "content-length": String(bytes.length),
    };
    const sent = request(
      `${address}/api/exchange/messages`,
      { method: "POST", agent, headers },
      (reply) => {
        let text = "";
        reply.setEncoding("utf8");
        reply.on("data", (part: string) => (text += part));
        reply.on("end", () => resolve(text));
      },
    );
    sent.on("error", reject);
    sent.end(bytes);
  });

let next = 0;

const post = async (): Promise<void> => {
  for (let at = next++; at < envelopes.length; at = next++) {
    const answer = await postOne(envelopes[at] ?? new Uint8Array());
    if (!answer.includes('\\"outcome\\":\\"accepted\\"'))
      throw new Error(`filing ${at}: ${answer.slice(0, 300)}`);
  }
};

const begun = performance.now();
await Promise.all(Array.from({ length: atOnce }, post));
parentPort?.postMessage((envelopes.length / (performance.now() - begun)) * 1000);
agent.destroy();
