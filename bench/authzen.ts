/** How long a gateway waits: `fenji access serve` as its own process, asked 2,000 times a second over loopback, beside a bare server. */

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Bench, BenchRow } from "./bench-row.ts";

const root = join(import.meta.dirname, "..");
const perSecond = 2_000;
const warmSeconds = 4;
const seconds = 20;
const connections = 16;
const limitMs = 1;

interface ServedPoint {
  readonly host: string;
  readonly port: number;
  readonly stop: () => Promise<void>;
}

const ours = [join(root, "packages/cli/src/main.ts"), "access", "serve", "--port", "0", "--json"];

/** What node:http itself takes on this machine at this moment: it reads the body and answers a constant as long as ours. */
const bareServer = `
  const body = JSON.stringify({ decision: true, context: { reasons: [{ id: "x".repeat(200) }] } });
  const server = require("node:http").createServer((request, response) => {
    request.resume().once("end", () => {
      response.writeHead(200, { "content-type": "application/json", "content-length": body.length });
      response.end(body);
    });
  });
  server.listen(0, "127.0.0.1", () =>
    console.log(JSON.stringify({ url: "http://127.0.0.1:" + server.address().port })));
  process.once("SIGTERM", () => process.exit(0));
`;

const serve = async (args: readonly string[]): Promise<ServedPoint> => {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const exited = new Promise<void>((done) => child.once("close", () => done()));
  const address = await new Promise<URL>((ready, failed) => {
    child.stdout.once("data", (chunk: Buffer) => {
      const { url }: { url: string } = JSON.parse(chunk.toString("utf8"));
      ready(new URL(url));
    });
    child.once("close", (code) => failed(new Error(`the server ended with ${String(code)}`)));
  });
  return {
    host: address.hostname,
    port: Number(address.port),
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
    },
  };
};

/** One keep-alive connection; answers come in the order of the questions. */
class Line {
  readonly #socket: Socket;
  readonly #due: number[] = [];
  readonly #answered: (due: number) => void;
  #rest = "";

  constructor(socket: Socket, answered: (due: number) => void) {
    this.#socket = socket;
    this.#answered = answered;
    socket.setNoDelay(true);
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => this.#take(text));
  }

  ask(bytes: Buffer, due: number): void {
    this.#due.push(due);
    this.#socket.write(bytes);
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(text: string): void {
    this.#rest += text;
    for (;;) {
      const head = this.#rest.indexOf("\r\n\r\n");
      if (head < 0) return;
      const [, length] = /content-length: (\d+)/i.exec(this.#rest.slice(0, head)) ?? [];
      const end = head + 4 + Number(length);
      if (this.#rest.length < end) return;
      const answer = this.#rest.slice(0, end);
      if (!answer.startsWith("HTTP/1.1 200") || !answer.includes('"decision":'))
        throw new Error(`answered ${answer.slice(0, 300)}`);
      this.#rest = this.#rest.slice(end);
      this.#answered(this.#due.shift() ?? Number.NaN);
    }
  }
}

const openLine = (point: ServedPoint, answered: (due: number) => void): Promise<Line> =>
  new Promise((opened, failed) => {
    const socket = connect(point.port, point.host);
    socket.once("error", failed);
    socket.once("connect", () => opened(new Line(socket, answered)));
  });

/** Ten different questions of the example, permitted and denied. */
const questions = (): readonly Buffer[] => {
  const request: Record<string, unknown> = JSON.parse(
    readFileSync(join(root, "examples/access/request.json"), "utf8"),
  );
  const users = ["王敏", "li.qiang", "chen.yu", "former", "nobody"];
  return users.flatMap((id) =>
    ["boiler-plc", "burner-sis"].map((device) => {
      const body = JSON.stringify({
        ...request,
        subject: { type: "User", id },
        resource: { type: "Device", id: device },
      });
      return Buffer.from(
        `POST /access/v1/evaluation HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    }),
  );
};

/**
 * Open loop: a question goes out when it is due, whatever became of those before; its time counts from then.
 * Milliseconds second by second.
 */
const askOpenLoop = async (point: ServedPoint): Promise<readonly (readonly number[])[]> => {
  const taken = Array.from({ length: warmSeconds + seconds }, (): number[] => []);
  const tally = { answers: 0 };
  const answered = (due: number): void => {
    tally.answers += 1;
    taken[Math.floor((due - begun) / 1000)]?.push(performance.now() - due);
  };
  const lines = await Promise.all(
    Array.from({ length: connections }, () => openLine(point, answered)),
  );
  const asked = questions();
  const total = (warmSeconds + seconds) * perSecond;
  const begun = performance.now();
  for (let sent = 0; tally.answers < total;) {
    const now = performance.now();
    for (; sent < total && begun + (sent * 1000) / perSecond <= now; sent += 1) {
      const bytes = asked[sent % asked.length];
      if (bytes !== undefined)
        lines[sent % connections]?.ask(bytes, begun + (sent * 1000) / perSecond);
    }
    if (now - begun > (warmSeconds + seconds) * 2_000)
      throw new Error("the server does not keep up");
    await nextTurn();
  }
  for (const line of lines) line.close();
  return taken.slice(warmSeconds);
};

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;

interface Waiting {
  readonly p50: number;
  readonly p99: number;
  /** Of the 99th percentiles of each second, the middle one: what stays when the machine is busy with others now and then. */
  readonly p99OfMedianSecond: number;
}

const measure = async (args: readonly string[]): Promise<Waiting> => {
  const point = await serve(args);
  try {
    const bySecond = await askOpenLoop(point);
    const all = bySecond.flat();
    const p99s = bySecond.map((second) => quantile(second, 0.99));
    return {
      p50: quantile(all, 0.5),
      p99: quantile(all, 0.99),
      p99OfMedianSecond: quantile(p99s, 0.5),
    };
  } finally {
    await point.stop();
  }
};

const name = `AuthZEN evaluation at ${perSecond.toLocaleString("en")}/s over loopback`;

export const run: Bench = async () => {
  const bare = await measure(["-e", bareServer]);
  const measured = await measure(ours);
  const beside = (of: string, figure: keyof Waiting): BenchRow => ({
    name: `${name}, ${of}`,
    ours: measured[figure],
    peer: bare[figure],
    peerVersion: "node:http that answers a constant, asked alike",
    unit: "ms",
    ratio: bare[figure] / measured[figure],
  });
  return [
    beside("p50", "p50"),
    beside("p99", "p99"),
    beside("p99 of the median second", "p99OfMedianSecond"),
    {
      name: `${name}, p99 against its limit`,
      ours: measured.p99,
      peer: limitMs,
      peerVersion: "limit that the project set itself",
      unit: "ms",
      ratio: limitMs / measured.p99,
    },
  ];
};
