/** A line to a node that breaks once, after so many bytes went through. */

import { once } from "node:events";
import { connect, createServer, type AddressInfo } from "node:net";

export interface BrokenLine {
  readonly url: string;
  /** Bytes that came from senders. */
  readonly passed: () => number;
  readonly close: () => Promise<void>;
}

export const openBrokenLine = async (port: number, breaksAfter: number): Promise<BrokenLine> => {
  let passed = 0;
  let broke = false;
  const server = createServer((sender) => {
    const node = connect(port, "127.0.0.1");
    const end = (): void => {
      sender.destroy();
      node.destroy();
    };
    for (const socket of [sender, node]) socket.on("error", end).on("close", end);
    node.pipe(sender);
    sender.on("data", (chunk) => {
      passed += chunk.length;
      if (!node.write(chunk)) {
        sender.pause();
        node.once("drain", () => sender.resume());
      }
      if (broke || passed < breaksAfter) return;
      broke = true;
      end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    passed: () => passed,
    close: async () => {
      server.close();
      await once(server, "close");
    },
  };
};
