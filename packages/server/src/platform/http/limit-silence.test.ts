/** Bodies that stop or trickle are given up; those that come, and those that the node itself is slow to take, are not. */

import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { limitSilence } from "./limit-silence.ts";

let app: FastifyInstance;
let port = 0;
let taken = 0;

/** Several looks pass while what has come lies unread. */
const takeLater = async (body: AsyncIterable<Uint8Array>) => {
  await sleep(500);
  for await (const piece of body) taken += piece.length;
  return { taken };
};

beforeAll(async () => {
  app = fastify();
  limitSilence(app, { everyMs: 100, leastBytes: 50 });
  app.addContentTypeParser("application/octet-stream", (_request, payload, done) =>
    done(null, payload),
  );
  app.post("/slow", (request) => takeLater(request.raw));
  app.post("/json", () => ({}));
  port = Number(new URL(await app.listen({ port: 0, host: "127.0.0.1" })).port);
});

afterAll(() => app.close());

const begin = (address: string, type: string): Socket => {
  const socket = connect({ port, host: "127.0.0.1" });
  socket.write(
    `POST ${address} HTTP/1.1\r\nHost: a\r\nContent-Type: ${type}\r\nContent-Length: 1000\r\n\r\n`,
  );
  return socket;
};

test("one that stops is given up, and the connection with it", async () => {
  const socket = begin("/json", "application/json");
  socket.write('{"a":');
  socket.resume();
  await once(socket, "close");
  expect(socket.bytesRead).toBe(0);
});

test("one that trickles is given up", async () => {
  const socket = begin("/json", "application/json");
  const drip = setInterval(() => socket.write(" "), 30);
  socket.resume();
  socket.on("error", () => undefined);
  await once(socket, "close");
  clearInterval(drip);
  expect(socket.bytesRead).toBe(0);
});

test("one that waits here to be read is not", async () => {
  const socket = begin("/slow", "application/octet-stream");
  socket.write("x".repeat(1000));
  const [answer] = await once(socket, "data");
  expect(String(answer)).toContain('{"taken":1000}');
  socket.destroy();
});
